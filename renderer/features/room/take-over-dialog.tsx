import { Alert, Select, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { SaveDialog } from '../../ui/save-dialog.tsx'
import { formatTime, localInstant } from '../../ui/time.ts'
import { useSaving } from '../machine/use-machine.ts'
import { useAddresses } from './use-room.ts'

type Failure = Extract<BridgeResult<'room.takeOver'>, { kind: 'failed' }>['code']

/** Says what it means before it is done: for those who wait, for the other desks, and for the machine that is gone. */
export function TakeOverDialog({ status, onClose }: { status: RoomStatus; onClose: () => void }) {
  const { t } = useTranslation('room')
  const { bridge } = useDesk()
  const [address, setAddress] = useState<string | null>(null)
  const { working, failure, run } = useSaving<Failure>(() => undefined)
  const go = async () => {
    if (!(await run(() => bridge.call('room.takeOver', { address })))) return
    notifications.show({ message: t('take.done'), color: 'teal' })
    onClose()
  }
  const { link, series } = status
  const keeper = status.keeper?.deskName ?? ''
  return (
    <SaveDialog
      title={t('take.title')}
      action={t('take.go')}
      startsAtAction
      busy={working}
      onSave={() => void go()}
      onClose={onClose}
    >
      <Text size="sm">
        {link.kind === 'searching'
          ? t('take.forced', { keeper, at: formatTime(localInstant(new Date(link.since))) })
          : t('take.agreed', { keeper })}
      </Text>
      <Text size="sm" fw={600}>
        {series === 1 ? t('take.seriesFirst') : t('take.series', { series })}
      </Text>
      {failure !== null && (
        <Alert color="lacquer" role="alert">
          {t(`failure.${failure}`)}
        </Alert>
      )}
      {failure === 'NO_ADDRESS' && <AddressField value={address} onChange={setAddress} />}
    </SaveDialog>
  )
}

/** Only when the address of before is gone. */
function AddressField({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const { t } = useTranslation('room')
  const { addresses = [] } = useAddresses()
  return (
    <Select
      label={t('take.address')}
      data={addresses.map(({ address, network }) => ({ value: address, label: `${address} (${network})` }))}
      value={value}
      onChange={onChange}
    />
  )
}
