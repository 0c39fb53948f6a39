import { Modal } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { KeyHint } from '../../ui/key-hint.tsx'
import styles from './help-overlay.module.css'
import { helpAsked } from './show-help.ts'
import { shortcutGroups } from './shortcuts.ts'
import type { Shortcut } from './shortcuts.ts'

/** F1, or ? outside of fields: every key of every screen on one sheet. */
export function HelpOverlay() {
  const { t } = useTranslation('settings')
  const close = useTranslation('ui').t('action.close')
  const [opened, setOpened] = useState(false)
  useHelpKeys(useCallback(() => setOpened(true), []))
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      title={t('help.title')}
      size="min(64rem, 94vw)"
      closeButtonProps={{ 'aria-label': close }}
    >
      <div className={styles.groups}>
        {shortcutGroups.map(({ name, shortcuts }) => (
          <section key={name} aria-label={t(`help.group.${name}`)}>
            <h3 className={styles.group}>{t(`help.group.${name}`)}</h3>
            <dl className={styles.keys}>
              {shortcuts.map((shortcut) => (
                <Line key={shortcut.what.name} shortcut={shortcut} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

function Line({ shortcut: { keys, what } }: { shortcut: Shortcut }) {
  const { t } = useTranslation('settings')
  const app = useTranslation('app').t
  return (
    <>
      <dt>
        <span className="mc-visually-hidden">{keys.join(', ')}</span>
        {keys.map((pressed) => (
          <KeyHint key={pressed} keys={pressed} />
        ))}
      </dt>
      <dd>{what.kind === 'place' ? app(`nav.${what.name}`) : t(`help.${what.name}`)}</dd>
    </>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,select,[contenteditable=true]') !== null
}

function useHelpKeys(open: () => void): void {
  const navigate = useNavigate()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isSettings = event.key === ',' && event.ctrlKey && !event.altKey
      const isHelp =
        event.key === 'F1' || (event.key === '?' && !event.ctrlKey && !event.altKey && !isTyping(event.target))
      if (!isSettings && !isHelp) return
      event.preventDefault()
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return
      if (isSettings) void navigate('/settings')
      else open()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener(helpAsked, open)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener(helpAsked, open)
    }
  }, [open, navigate])
}
