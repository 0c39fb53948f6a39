import { Menu, Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTool } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk-context.tsx'
import styles from './shell.module.css'
import { useLink } from './use-link.ts'

/** Offered on development hosts only: shows offline work and catching up without pulling a cable. */
export function DevelopmentMenu() {
  const { t } = useTranslation('app')
  const { bridge } = useDesk()
  const link = useLink()
  const cut = link?.cutByHand ?? false
  const toggle = () =>
    void bridge
      .call('development.setNetwork', { cut: !cut })
      .catch(() => notifications.show({ color: 'lacquer', message: t('development.failed') }))
  return (
    <Menu position="right-end" width={300} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={styles.item} title={t('development.label')}>
          <IconTool size={19} stroke={1.75} aria-hidden="true" />
          <span className={styles.label}>{t('development.label')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={cut}
          onClick={toggle}
          rightSection={<Switch checked={cut} readOnly tabIndex={-1} aria-hidden="true" />}
        >
          {t('development.cut')}
          <Text size="xs" c="dimmed">
            {t('development.cutDetail')}
          </Text>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
