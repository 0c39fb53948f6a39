import { Alert, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatTime, localInstant } from '../../ui/time.ts'
import { useAltKeys } from '../../ui/use-alt-keys.ts'
import { TakeOverDialog } from './take-over-dialog.tsx'

/** On F9: whose queue it is, and whether the line to it holds. */
export function RoomNote({ status }: { status: RoomStatus }) {
  const { t } = useTranslation('room')
  const [taking, setTaking] = useState(false)
  const isMember = status.role === 'member'
  useAltKeys(isMember ? { g: () => setTaking(true) } : {})
  const { link } = status
  const keeper = status.keeper?.deskName ?? ''
  const connected = status.desks.filter(({ isConnected }) => isConnected === true).length
  const button = (
    <Button
      size="xs"
      variant="default"
      aria-keyshortcuts="Alt+G"
      rightSection={<KeyHint keys="Alt G" />}
      onClick={() => setTaking(true)}
    >
      {t('note.takeOver')}
    </Button>
  )
  return (
    <>
      {link.kind === 'open' && (
        <Text size="sm" role="status">
          {t('note.keeper', { n: connected })}
        </Text>
      )}
      {link.kind === 'shut' && (
        <Alert color="amber" role="status" py="xs">
          {t(`shut.${link.problem ?? 'none'}`)}
        </Alert>
      )}
      {link.kind === 'connected' && (
        <Group justify="space-between" gap="xs">
          <Text size="sm" role="status">
            {t('note.member', { keeper })}
          </Text>
          {button}
        </Group>
      )}
      {link.kind === 'searching' && (
        <Alert color="lacquer" role="alert" py="xs">
          <Group justify="space-between" gap="xs">
            <div style={{ flex: 1, minWidth: '16rem' }}>
              {t('note.lost', { keeper, at: formatTime(localInstant(new Date(link.since))) })}{' '}
              {link.reason !== null && link.reason !== 'NO_ANSWER' && t(`reason.${link.reason}`)}
            </div>
            {button}
          </Group>
        </Alert>
      )}
      {taking && isMember && <TakeOverDialog status={status} onClose={() => setTaking(false)} />}
    </>
  )
}
