import { ActionIcon, Alert, Button, Group, Table, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useSaving } from '../machine/use-machine.ts'
import { Failure } from './room-forms.tsx'

type Code = Extract<BridgeResult<'room.removeDesk'>, { kind: 'failed' }>['code']
type ShownDesk = RoomStatus['desks'][number]

export function DesksTable({ status, mayChange }: { status: RoomStatus; mayChange: boolean }) {
  const { t } = useTranslation('room')
  const words = useTranslation('ui').t
  const { bridge } = useDesk()
  const { failure, run } = useSaving<Code>(() => undefined)
  const [asked, setAsked] = useState<ShownDesk | null>(null)
  const mayRemove = mayChange && status.isFounder && status.role === 'keeper'
  const stateOf = ({ isSelf, isConnected, deskId }: ShownDesk) => {
    if (deskId === status.keeper?.deskId) return t('desks.keeps')
    if (isSelf) return t('desks.self')
    return isConnected === null ? t('desks.unknown') : t(isConnected ? 'desks.on' : 'desks.off')
  }
  return (
    <>
      <Table aria-label={t('desks.title')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('desks.name')}</Table.Th>
            <Table.Th scope="col">{t('desks.state')}</Table.Th>
            <Table.Th scope="col">{t('desks.series')}</Table.Th>
            {mayRemove && <Table.Th aria-hidden="true" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {status.desks.map((desk) => (
            <Table.Tr key={desk.deskId}>
              <Table.Td>
                {desk.deskName} {desk.isSelf && `(${t('desks.self')})`}
              </Table.Td>
              <Table.Td>{stateOf(desk)}</Table.Td>
              <Table.Td>
                {desk.series === 1 ? t('desks.seriesFirst') : t('desks.seriesOf', { series: desk.series })}
              </Table.Td>
              {mayRemove && (
                <Table.Td>
                  {!desk.isSelf && (
                    <ActionIcon
                      variant="subtle"
                      aria-label={t('desks.remove', { name: desk.deskName })}
                      title={t('desks.remove', { name: desk.deskName })}
                      onClick={() => setAsked(desk)}
                    >
                      <IconTrash size="1rem" aria-hidden="true" />
                    </ActionIcon>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {asked !== null && (
        <Alert color="amber" py="xs" role="alert">
          <Text size="sm" mb="xs">
            {t('desks.removeAsk', { name: asked.deskName })}
          </Text>
          <Group gap="xs">
            <Button
              size="xs"
              color="lacquer"
              onClick={() => {
                setAsked(null)
                void run(() => bridge.call('room.removeDesk', { deskId: asked.deskId }))
              }}
            >
              {t('desks.remove', { name: asked.deskName })}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsked(null)}>
              {words('action.cancel')}
            </Button>
          </Group>
        </Alert>
      )}
      <Failure failure={failure} />
    </>
  )
}
