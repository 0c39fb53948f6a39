import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupStatus } from '../../../shared/bridge/carrying.ts'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatSize } from '../../ui/size.ts'
import { formatMoment } from '../../ui/time.ts'
import { Working } from '../../ui/working.tsx'
import { Facts } from '../dossier/person-facts.tsx'
import { useSaving, type MachinePanelProps } from './use-machine.ts'

type Failure = Extract<BridgeResult<'machine.setBackupFolder'>, { kind: 'failed' }>['code']

export function BackupPanel({ settings, mayChange, onChange }: MachinePanelProps) {
  const { t } = useTranslation('machine')
  const { bridge } = useDesk()
  const [status, setStatus] = useState<BackupStatus | null>(null)
  const [folder, setFolder] = useState(settings.backupIsDefault ? '' : settings.backupFolder)
  const { working, failure, run } = useSaving<Failure>(onChange)
  useEffect(() => {
    void bridge.call('backup.status', {}).then(setStatus, () => undefined)
  }, [bridge])
  const { copying, share, copyNow } = useCopying(setStatus)
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    const wanted = folder.trim()
    void run(() => bridge.call('machine.setBackupFolder', { folder: wanted === '' ? null : wanted }))
  }
  return (
    <Panel title={t('backup.title')}>
      <Stack gap="sm">
        {settings.backupIsDefault && <Alert color="amber">{t('backup.sameDisk')}</Alert>}
        <Standing status={status} folder={settings.backupFolder} />
        {copying && <Working label={t('backup.copying')} share={share} />}
        <form onSubmit={save} noValidate>
          <Group align="flex-end" gap="xs">
            <TextInput
              style={{ flex: 1, minWidth: 260 }}
              label={t('backup.folder')}
              description={t('backup.folderHint')}
              value={folder}
              onChange={(event) => setFolder(event.currentTarget.value)}
              error={failure === null ? null : t(`backup.failure.${failure}`)}
              maxLength={1000}
              disabled={!mayChange}
            />
            <Button type="submit" variant="default" loading={working} disabled={!mayChange}>
              {t('save')}
            </Button>
            <Button variant="default" loading={copying} onClick={() => void copyNow()}>
              {t('backup.now')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Panel>
  )
}

const askEveryMs = 500

/** A copy of years of journal on a slow stick takes minutes: how far it is, the host is asked. */
function useCopying(onDone: (status: BackupStatus | null) => void) {
  const { bridge } = useDesk()
  const [copying, setCopying] = useState(false)
  const [share, setShare] = useState(0)
  useEffect(() => {
    if (!copying) return
    const ask = () =>
      bridge.call('backup.status', {}).then(
        (status) => setShare(status?.progress == null ? 0 : status.progress.done / status.progress.total),
        () => undefined,
      )
    const timer = setInterval(() => void ask(), askEveryMs)
    return () => clearInterval(timer)
  }, [bridge, copying])
  const copyNow = async () => {
    setShare(0)
    setCopying(true)
    await bridge.call('backup.run', {}).then(onDone, () => undefined)
    setCopying(false)
  }
  return { copying, share, copyNow }
}

function Standing({ status, folder }: { status: BackupStatus | null; folder: string }) {
  const { t } = useTranslation('machine')
  return (
    <>
      {status?.problem != null && (
        <Alert color="lacquer" role="alert">
          {t(`backup.problem.${status.problem}`)}
        </Alert>
      )}
      <Facts
        facts={[
          [t('backup.where'), folder],
          [
            t('backup.verified'),
            status?.verifiedAt == null ? t('backup.neverVerified') : formatMoment(status.verifiedAt),
          ],
          [t('backup.size'), status === null ? null : formatSize(status.bytes)],
        ]}
      />
      <Text size="sm" c="dimmed">
        {t('backup.intro')}
      </Text>
    </>
  )
}
