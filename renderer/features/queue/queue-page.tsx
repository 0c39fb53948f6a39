import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceTv } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { FiguresPanel } from './figures-panel.tsx'
import { IssuePanel } from './issue-panel.tsx'
import styles from './queue.module.css'
import { useQueueActs, useQueueState } from './use-queue.ts'
import { WaitingPanel } from './waiting-panel.tsx'
import { WindowPanel } from './window-panel.tsx'

export function QueuePage() {
  const { t } = useTranslation('queue')
  const state = useQueueState()
  const acts = useQueueActs()
  const openBoard = useBoardWindow()
  useAltKeys({ m: () => void openBoard() })
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={1}>{t('title')}</Title>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDeviceTv size={16} aria-hidden="true" />}
          rightSection={<KeyHint keys="Alt M" />}
          aria-keyshortcuts="Alt+M"
          onClick={() => void openBoard()}
        >
          {t('openBoard')}
        </Button>
      </Group>
      {acts.trouble !== null && (
        <Alert color="lacquer" role="alert" py="xs">
          {t(`refused.${acts.trouble}`)}
        </Alert>
      )}
      {state === undefined && <Text role="status">{t('loading')}</Text>}
      {state === null && <Alert color="lacquer">{t('refused.HOST_GONE')}</Alert>}
      {state != null && (
        <>
          <div className={styles.columns}>
            <WindowPanel state={state} acts={acts} />
            <IssuePanel state={state} acts={acts} />
            <WaitingPanel state={state} />
          </div>
          <FiguresPanel state={state} />
        </>
      )}
    </Stack>
  )
}

/** In a browser the page opens the window itself; one name, so that a second press brings the first to the front. */
function useBoardWindow(): () => Promise<void> {
  const { t } = useTranslation('queue')
  const { bridge } = useDesk()
  return async () => {
    const answer = await bridge.call('queue.openBoard', {}).catch(() => null)
    if (answer?.kind !== 'usePage') return
    const opened = window.open('/board', 'mot-cua-board', 'popup,width=1280,height=720')
    if (opened === null) notifications.show({ message: t('boardBlocked'), color: 'amber' })
    else opened.focus()
  }
}

/** Alt and a letter or digit, anywhere on the screen but in dialogs. */
export function useAltKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return
      const name = event.key.toLowerCase()
      const run = Object.hasOwn(latest.current, name) ? latest.current[name] : undefined
      if (run === undefined) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
