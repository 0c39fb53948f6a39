import { Alert, Button, Group, NumberInput, Select, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { roomPort } from '../../../shared/queue/room-wire.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useSaving } from '../machine/use-machine.ts'
import { readPlace, useAddresses } from './use-room.ts'

type OpenFailure = Extract<BridgeResult<'room.open'>, { kind: 'failed' }>['code']
type JoinFailure = Extract<BridgeResult<'room.join'>, { kind: 'failed' }>['code']

export function OpenForm() {
  const { t } = useTranslation('room')
  const { bridge } = useDesk()
  const { addresses, look } = useAddresses()
  const [chosen, setChosen] = useState<string | null>(null)
  const [port, setPort] = useState<number | string>(roomPort)
  const { working, failure, run } = useSaving<OpenFailure>(() => undefined)
  const address = chosen ?? addresses?.[0]?.address ?? null
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    if (address !== null) void run(() => bridge.call('room.open', { address, port: Number(port) }))
  }
  return (
    <form onSubmit={save} noValidate>
      <Title order={3} size="h4">
        {t('open.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('open.detail')}
      </Text>
      {addresses?.length === 0 ? (
        <Group gap="xs">
          <Text size="sm">{t('open.noAddress')}</Text>
          <Button size="xs" variant="default" onClick={look}>
            {t('open.again')}
          </Button>
        </Group>
      ) : (
        <Group align="flex-end" gap="xs">
          <Select
            style={{ flex: 1, minWidth: '14rem' }}
            label={t('open.address')}
            data={(addresses ?? []).map((one) => ({ value: one.address, label: `${one.address} (${one.network})` }))}
            value={address}
            onChange={setChosen}
            allowDeselect={false}
          />
          <NumberInput
            label={t('open.port')}
            w={100}
            min={1024}
            max={65_535}
            allowDecimal={false}
            hideControls
            value={port}
            onChange={setPort}
          />
          <Button type="submit" variant="default" loading={working} disabled={address === null}>
            {t('open.go')}
          </Button>
        </Group>
      )}
      <Failure failure={failure} />
    </form>
  )
}

export function JoinForm() {
  const { t } = useTranslation('room')
  const { bridge } = useDesk()
  const [host, setHost] = useState('')
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const { working, failure, run } = useSaving<JoinFailure>(() => undefined)
  const place = readPlace(host)
  const isCode = code.replace(/[\s-]/g, '').length === 12
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (place !== null && isCode) void run(() => bridge.call('room.join', { ...place, code }))
  }
  return (
    <form onSubmit={save} noValidate>
      <Title order={3} size="h4">
        {t('join.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('join.detail')}
      </Text>
      <Group align="flex-start" gap="xs">
        <TextInput
          style={{ flex: 1, minWidth: '14rem' }}
          label={t('join.host')}
          description={t('join.hostHint')}
          value={host}
          onChange={(event) => setHost(event.currentTarget.value)}
          error={checked && place === null ? t('join.hostWrong') : null}
          maxLength={260}
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          style={{ flex: 1, minWidth: '12rem' }}
          label={t('join.code')}
          description={t('join.codeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={checked && !isCode ? t('join.codeWrong') : null}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" variant="default" loading={working} mt="2.41rem">
          {t('join.go')}
        </Button>
      </Group>
      <Failure failure={failure} />
    </form>
  )
}

export function Failure({ failure }: { failure: OpenFailure | JoinFailure | 'HOST' | null }) {
  const { t } = useTranslation('room')
  if (failure === null) return null
  return (
    <Alert color="lacquer" role="alert" mt="xs" py="xs">
      {t(`failure.${failure}`)}
    </Alert>
  )
}
