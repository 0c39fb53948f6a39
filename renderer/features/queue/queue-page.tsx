import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceTv } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useAltKeys } from '../../ui/use-alt-keys.ts'
import { RoomNote } from '../room/room-note.tsx'
import { useRoomStatus } from '../room/use-room.ts'
import { FiguresPanel } from './figures-panel.tsx'
import { IssuePanel } from './issue-panel.tsx'
import styles from './queue.module.css'
import { useQueueActs, useQueueState } from './use-queue.ts'
import { WaitingPanel } from './waiting-panel.tsx'
import { WindowPanel } from './window-panel.tsx'

export function QueuePage() {
  const { t } = useTranslation('queue')
  const state = useQueueState()
  const room = useRoomStatus()
  // Without the desk that keeps the queue nobody can call; the page says so, and offers nothing that would fail.
  const acts = useQueueActs(room?.link.kind === 'searching')
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
      {room != null && <RoomNote status={room} />}
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
