import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Facts } from '../dossier/person-facts.tsx'
import { RoomPanel } from '../room/room-panel.tsx'
import { BackupPanel } from './backup-panel.tsx'
import { CertificatesPanel } from './certificates-panel.tsx'
import { FormsTrialPanel } from './forms-trial-panel.tsx'
import { RecoveryPanel } from './recovery-panel.tsx'
import { ScannerPanel } from './scanner-panel.tsx'
import { useMachine } from './use-machine.ts'

/** For the IT officer of this one machine. Others see how it stands; what they may not change says so. */
export function MachinePage() {
  const { t } = useTranslation('machine')
  const { info, officer } = useDesk()
  const machine = useMachine()
  const mayChange = officer.roles.some((role) => role === 'it' || role === 'leader')
  const { settings } = machine
  return (
    <Stack gap="sm">
      <Title order={1}>{t('title')}</Title>
      {machine.failed && (
        <Alert color="lacquer" role="alert">
          {t('failed')}
        </Alert>
      )}
      {settings === null && !machine.failed && <Skeleton height={160} />}
      {settings !== null && (
        <>
          {!mayChange && <Alert>{t('readOnly')}</Alert>}
          {settings.restartNeeded && (
            <Alert color="amber" role="status">
              {t('restart')}
            </Alert>
          )}
          <Panel title={t('desk')}>
            <Facts
              facts={[
                [t('name'), info.deskName],
                [t('id'), info.deskId],
                [t('commune'), info.communeName],
                [t('gateway'), settings.gatewayUrl],
                [t('dataFolder'), settings.dataFolder],
                [t('version'), info.version],
              ]}
            />
            <Text size="sm" c="dimmed" mt="xs">
              {t('never')}
            </Text>
          </Panel>
          <BackupPanel settings={settings} mayChange={mayChange} onChange={machine.reload} />
          <ScannerPanel settings={settings} mayChange={mayChange} onChange={machine.reload} />
          <RoomPanel mayChange={mayChange} />
          <RecoveryPanel settings={settings} mayChange={mayChange} onChange={machine.reload} />
          <FormsTrialPanel />
          <CertificatesPanel settings={settings} mayChange={mayChange} onChange={machine.reload} />
        </>
      )}
    </Stack>
  )
}
