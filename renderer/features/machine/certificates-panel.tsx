import { Alert, Button, FileButton, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatDate } from '../../ui/time.ts'
import { useSaving, type MachinePanelProps } from './use-machine.ts'

type Failure = Extract<BridgeResult<'machine.setOwnCa'>, { kind: 'failed' }>['code']
const mostBytes = 200_000

export function CertificatesPanel({ settings, mayChange, onChange }: MachinePanelProps) {
  const { t } = useTranslation('machine')
  const { bridge } = useDesk()
  const { working, failure, run } = useSaving<Failure>(onChange)
  const { ownCa } = settings
  const take = async (file: File | null) => {
    if (file === null) return
    const pem = file.size > mostBytes ? '' : await file.text()
    await run(() => bridge.call('machine.setOwnCa', { pem }))
  }
  return (
    <Panel title={t('ca.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('ca.intro')}
        </Text>
        {failure !== null && (
          <Alert color="lacquer" role="alert">
            {t(`ca.failure.${failure}`)}
          </Alert>
        )}
        {ownCa === null && <Text size="sm">{t('ca.none')}</Text>}
        {ownCa?.length === 0 && (
          <Alert color="lacquer" role="alert">
            {t('ca.unreadable')}
          </Alert>
        )}
        {ownCa !== null && ownCa.length > 0 && (
          <List size="sm">
            {ownCa.map(({ subject, validTo }) => (
              <List.Item key={`${subject} ${validTo}`}>
                {t('ca.one', { subject, date: formatDate(validTo.slice(0, 10)) })}
              </List.Item>
            ))}
          </List>
        )}
        <Group gap="xs">
          <FileButton
            accept=".pem,.crt,.cer"
            inputProps={{ 'aria-label': t('ca.input') }}
            onChange={(file) => void take(file)}
          >
            {(props) => (
              <Button variant="default" loading={working} disabled={!mayChange} {...props}>
                {t('ca.pick')}
              </Button>
            )}
          </FileButton>
          {ownCa !== null && (
            <Button
              variant="subtle"
              disabled={!mayChange}
              onClick={() => void run(() => bridge.call('machine.setOwnCa', { pem: null }))}
            >
              {t('ca.remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </Panel>
  )
}
