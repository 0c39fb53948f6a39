import { Alert, Button, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupStatus } from '../../../shared/bridge/carrying.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatSize } from '../../ui/size.ts'
import { formatMoment } from '../../ui/time.ts'
import { Working } from '../../ui/working.tsx'
import { Facts } from '../dossier/person-facts.tsx'
import { FolderField } from './folder-field.tsx'
import type { MachinePanelProps } from './use-machine.ts'

export function BackupPanel({ settings, mayChange, onChange }: MachinePanelProps) {
  const { t } = useTranslation('machine')
  const { bridge } = useDesk()
  const [status, setStatus] = useState<BackupStatus | null>(null)
  useEffect(() => {
    void bridge.call('backup.status', {}).then(setStatus, () => undefined)
  }, [bridge])
  const { copying, share, copyNow } = useCopying(setStatus)
  return (
    <Panel title={t('backup.title')}>
      <Stack gap="sm">
        {settings.backupIsDefault && <Alert color="amber">{t('backup.sameDisk')}</Alert>}
        <Standing status={status} folder={settings.backupFolder} />
        {copying && <Working label={t('backup.copying')} share={share} />}
        <FolderField
          words={{ label: t('backup.folder'), hint: t('backup.folderHint'), save: t('save') }}
          folder={settings.backupIsDefault ? '' : settings.backupFolder}
          mayChange={mayChange}
          save={(folder) => bridge.call('machine.setBackupFolder', { folder })}
          onSaved={onChange}
        >
          <Button variant="default" loading={copying} onClick={() => void copyNow()}>
            {t('backup.now')}
          </Button>
        </FolderField>
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
          // Where it is copied now; a folder that was chosen holds from the next start on, and is empty until then.
          [t('backup.where'), status?.folder ?? folder],
          [t('backup.next'), status === null || status.folder === folder ? null : folder],
          [
            t('backup.verified'),
            status?.verifiedAt == null ? t('backup.neverVerified') : formatMoment(status.verifiedAt),
          ],
          [t('backup.size'), status === null ? null : formatSize(status.bytes)],
          [
            t('backup.scans'),
            status === null || status.scans === 0 ? null : t('backup.scanCount', { n: status.scans }),
          ],
        ]}
      />
      <Text size="sm" c="dimmed">
        {t('backup.intro')}
      </Text>
    </>
  )
}
