import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useSaving, type MachinePanelProps } from './use-machine.ts'

type Failure = Extract<BridgeResult<'machine.writeRecoveryCopy'>, { kind: 'failed' }>['code']
const shortest = 12

export function RecoveryPanel({ settings, mayChange, onChange }: MachinePanelProps) {
  const { t } = useTranslation('machine')
  const { bridge } = useDesk()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [checked, setChecked] = useState(false)
  const { working, failure, run } = useSaving<Failure>(onChange)
  const tooShort = passphrase.trim().length < shortest
  const different = passphrase !== again
  const save = async (event: React.FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (tooShort || different) return
    const done = await run(() => bridge.call('machine.writeRecoveryCopy', { passphrase }))
    if (!done) return
    setChecked(false)
    setPassphrase('')
    setAgain('')
  }
  const { recoveryCopyAt } = settings
  return (
    <Panel title={t('recovery.title')}>
      <Stack gap="sm">
        {recoveryCopyAt === null ? (
          <Alert color="amber">{t('recovery.none')}</Alert>
        ) : (
          <Text size="sm" role="status">
            {t('recovery.at', { at: formatMoment(recoveryCopyAt) })}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('recovery.intro')}
        </Text>
        {failure !== null && (
          <Alert color="lacquer" role="alert">
            {t(`recovery.failure.${failure}`)}
          </Alert>
        )}
        <form onSubmit={(event) => void save(event)} noValidate>
          <Group align="flex-start" gap="xs">
            <PasswordInput
              style={{ flex: 1, minWidth: 220 }}
              label={t('recovery.passphrase')}
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
              aria-invalid={checked && tooShort}
              error={checked && tooShort ? t('recovery.failure.TOO_SHORT') : null}
              maxLength={500}
              autoComplete="new-password"
              disabled={!mayChange}
            />
            <PasswordInput
              style={{ flex: 1, minWidth: 220 }}
              label={t('recovery.again')}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              aria-invalid={checked && !tooShort && different}
              error={checked && !tooShort && different ? t('recovery.different') : null}
              maxLength={500}
              autoComplete="new-password"
              disabled={!mayChange}
            />
            <Button type="submit" variant="default" loading={working} disabled={!mayChange} mt={25}>
              {recoveryCopyAt === null ? t('recovery.make') : t('recovery.replace')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Panel>
  )
}
