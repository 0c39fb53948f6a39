import { Menu } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconCommand, IconUserCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Logo } from '../../ui/logo.tsx'
import { useDesk } from '../desk-context.tsx'
import { places, useCommands } from './commands.ts'
import { DevelopmentMenu } from './development-menu.tsx'
import styles from './shell.module.css'

export function Rail() {
  const { t } = useTranslation('app')
  const { info } = useDesk()
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <div className={styles.brand}>
        <Logo size={30} />
        <span className={styles.brandWords}>
          <span className={styles.brandName}>{t('product')}</span>
          <span className={styles.brandPlace}>{info.communeName}</span>
        </span>
      </div>
      <ul className={styles.items}>
        {places.map(({ name, path, keys, Icon }) => (
          <li key={name}>
            <NavLink
              to={path}
              end={path === '/'}
              className={styles.item}
              aria-keyshortcuts={keys?.replace('Ctrl ', 'Control+')}
              title={t(`nav.${name}`)}
            >
              <Icon size={19} stroke={1.75} aria-hidden="true" />
              <span className={styles.label}>{t(`nav.${name}`)}</span>
              {keys !== null && <KeyHint keys={keys} />}
            </NavLink>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        {info.development && <DevelopmentMenu />}
        <button
          type="button"
          className={styles.item}
          onClick={spotlight.open}
          aria-keyshortcuts="Control+K"
          title={t('nav.palette')}
        >
          <IconCommand size={19} stroke={1.75} aria-hidden="true" />
          <span className={styles.label}>{t('nav.palette')}</span>
          <KeyHint keys="Ctrl K" />
        </button>
        <OfficerMenu />
      </div>
    </nav>
  )
}

const inMenu = ['settings', 'help', 'lock', 'signOut', 'scheme', 'language']

function OfficerMenu() {
  const { t } = useTranslation('app')
  const { officer, info } = useDesk()
  const commands = useCommands().filter(({ id }) => inMenu.includes(id))
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <button
          type="button"
          className={styles.item}
          aria-label={t('officerMenu', { name: officer.name })}
          title={officer.name}
        >
          <IconUserCircle size={19} stroke={1.75} aria-hidden="true" />
          <span className={styles.label}>
            {officer.name}
            <span className={styles.brandPlace}>{info.deskName}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {commands.map(({ id, label, Icon, run }) => (
          <Menu.Item key={id} leftSection={<Icon size={16} aria-hidden="true" />} onClick={run}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
