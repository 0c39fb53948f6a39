import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { formatTime, localInstant } from '../../ui/time.ts'
import { Facts } from '../dossier/person-facts.tsx'
import { useSaving } from '../machine/use-machine.ts'
import { Failure } from './room-forms.tsx'
import { readPlace, useAddresses } from './use-room.ts'

interface ToolsProps {
  status: RoomStatus
  mayChange: boolean
}
type ListenFailure = Extract<BridgeResult<'room.listenAt'>, { kind: 'failed' }>['code']
type Code = Extract<BridgeResult<'room.close'>, { kind: 'failed' }>['code']

export function KeeperTools({ status, mayChange }: ToolsProps) {
  const { t } = useTranslation('room')
  const { bridge } = useDesk()
  const { working, failure, run } = useSaving<Code>(() => undefined)
  const { link, address, port, code, isFounder } = status
  return (
    <Stack gap="xs">
      {link.kind === 'shut' && (
        <Alert color="amber" role="status" py="xs">
          {t(`shut.${link.problem ?? 'none'}`)}
        </Alert>
      )}
      <Facts facts={[[t('keeper.listens'), `${address ?? ''}:${port ?? ''}`]]} />
      {mayChange && link.kind === 'shut' && <ListenForm />}
      {code !== null && (
        <div role="status">
          <Text size="sm" c="dimmed">
            {t('keeper.code')}
          </Text>
          <Text fz="2rem" fw={600} lh={1.2}>
            {code.code}
          </Text>
          <Text size="sm">{t('keeper.codeUntil', { at: formatTime(localInstant(new Date(code.expiresAt))) })}</Text>
        </div>
      )}
      {mayChange && !isFounder && <Text size="sm">{t('keeper.notFounder')}</Text>}
      {mayChange && isFounder && (
        <Group gap="xs">
          <Button
            variant="default"
            disabled={working || link.kind !== 'open'}
            onClick={() => void run(() => bridge.call('room.makeCode', {}))}
          >
            {t('keeper.makeCode')}
          </Button>
          <AskFirst
            label={t('keeper.close')}
            question={t('keeper.closeAsk')}
            go={t('keeper.closeGo')}
            onGo={() => run(() => bridge.call('room.close', {}))}
          />
        </Group>
      )}
      <Failure failure={failure} />
    </Stack>
  )
}

/** The router gave this machine another address. */
function ListenForm() {
  const { t } = useTranslation('room')
  const { bridge } = useDesk()
  const { addresses = [] } = useAddresses()
  const [chosen, setChosen] = useState<string | null>(null)
  const { working, failure, run } = useSaving<ListenFailure>(() => undefined)
  const address = chosen ?? addresses[0]?.address ?? null
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    if (address !== null) void run(() => bridge.call('room.listenAt', { address }))
  }
  return (
    <form onSubmit={save} noValidate>
      <Group align="flex-end" gap="xs">
        <Select
          style={{ flex: 1, minWidth: '14rem' }}
          label={t('open.address')}
          data={addresses.map((one) => ({ value: one.address, label: `${one.address} (${one.network})` }))}
          value={address}
          onChange={setChosen}
          allowDeselect={false}
        />
        <Button type="submit" variant="default" loading={working} disabled={address === null}>
          {t('keeper.listenHere')}
        </Button>
      </Group>
      <Failure failure={failure} />
    </form>
  )
}

export function MemberTools({ status, mayChange }: ToolsProps) {
  const { t } = useTranslation('room')
  const { bridge } = useDesk()
  const [host, setHost] = useState('')
  const { working, failure, run } = useSaving<Code>(() => undefined)
  const { link } = status
  const keeper = status.keeper?.deskName ?? ''
  const [checked, setChecked] = useState(false)
  // The room has one port; who types it along means the same place.
  const place = readPlace(host)
  const setKeeperHost = (event: React.FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (place !== null) void run(() => bridge.call('room.setKeeperHost', { host: place.host }))
  }
  return (
    <Stack gap="xs">
      {link.kind === 'connected' && (
        <Text size="sm" role="status">
          {t('member.connected', { keeper })}
        </Text>
      )}
      {link.kind === 'searching' && (
        <Alert color="amber" role="status" py="xs">
          {t('member.searching', { keeper })} {link.reason !== null && t(`reason.${link.reason}`)}
        </Alert>
      )}
      {mayChange && link.kind === 'searching' && (
        <form onSubmit={setKeeperHost} noValidate>
          <Group align="flex-end" gap="xs">
            <TextInput
              style={{ flex: 1, minWidth: '14rem' }}
              label={t('member.host')}
              description={t('member.hostHint')}
              value={host}
              onChange={(event) => setHost(event.currentTarget.value)}
              error={checked && place === null ? t('join.hostWrong') : null}
              maxLength={260}
              autoComplete="off"
              spellCheck={false}
            />
            <Button type="submit" variant="default" loading={working}>
              {t('member.setHost')}
            </Button>
          </Group>
        </form>
      )}
      {mayChange && (
        <div>
          <AskFirst
            label={t('member.leave')}
            question={t('member.leaveAsk')}
            go={t('member.leaveGo')}
            onGo={() => run(() => bridge.call('room.leave', {}))}
          />
        </div>
      )}
      <Failure failure={failure} />
    </Stack>
  )
}

interface AskFirstProps {
  label: string
  question: string
  go: string
  onGo: () => Promise<boolean>
}

/** What cannot be taken back with one press is not done with one. */
export function AskFirst({ label, question, go, onGo }: AskFirstProps) {
  const words = useTranslation('ui').t
  const [asked, setAsked] = useState(false)
  if (!asked)
    return (
      <Button variant="subtle" onClick={() => setAsked(true)}>
        {label}
      </Button>
    )
  return (
    <Alert color="amber" py="xs" role="alert">
      <Text size="sm" mb="xs">
        {question}
      </Text>
      <Group gap="xs">
        <Button size="xs" color="lacquer" onClick={() => void onGo().then(() => setAsked(false))}>
          {go}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsked(false)}>
          {words('action.cancel')}
        </Button>
      </Group>
    </Alert>
  )
}
