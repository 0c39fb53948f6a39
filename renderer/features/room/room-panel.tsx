import { Alert, Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { DesksTable } from './desks-table.tsx'
import { JoinForm, OpenForm } from './room-forms.tsx'
import { KeeperTools, MemberTools } from './room-tools.tsx'
import { useRoomStatus } from './use-room.ts'

/** On *Máy bàn này*: opening the desk's queue to the room, or joining another desk's. */
export function RoomPanel({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('room')
  const { info } = useDesk()
  const status = useRoomStatus()
  return (
    <Panel title={t('title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {info.practice === true ? t('practice') : t('intro')}
        </Text>
        {status === undefined && <Skeleton height={60} />}
        {status === null && (
          <Alert color="lacquer" role="alert">
            {t('failure.HOST')}
          </Alert>
        )}
        {status?.available === true && <Standing status={status} mayChange={mayChange} />}
      </Stack>
    </Panel>
  )
}

function Standing({ status, mayChange }: { status: RoomStatus; mayChange: boolean }) {
  const { t } = useTranslation('room')
  if (status.role === 'none')
    return (
      <>
        <Text size="sm" role="status">
          {t('none')}
        </Text>
        {mayChange && (
          <>
            <OpenForm />
            <JoinForm />
          </>
        )}
      </>
    )
  return (
    <>
      {status.role === 'keeper' ? (
        <KeeperTools status={status} mayChange={mayChange} />
      ) : (
        <MemberTools status={status} mayChange={mayChange} />
      )}
      <DesksTable status={status} mayChange={mayChange} />
    </>
  )
}
