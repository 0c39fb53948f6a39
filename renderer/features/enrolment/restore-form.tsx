import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bridge, BridgeResult } from '../../../shared/bridge/contract.ts'

type Failure = Extract<BridgeResult<'desk.restore'>, { kind: 'failed' }>['code'] | 'HOST'

/** A desk whose machine died, from its second copy: the same desk id, the same keys, every event of its journal. */
export function RestoreForm({ bridge, onEnrolled }: { bridge: Bridge; onEnrolled: () => void }) {
  const { t } = useTranslation('enrolment')
  const [backupFolder, setBackupFolder] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [checked, setChecked] = useState(false)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const noFolder = backupFolder.trim() === ''
  const noPassphrase = passphrase.trim() === ''
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (noFolder || noPassphrase || working) return
    setWorking(true)
    setFailure(null)
    const failed = await restore(bridge, { backupFolder: backupFolder.trim(), passphrase })
    setWorking(false)
    setFailure(failed)
    if (failed === null) onEnrolled()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('restore.intro')}
        </Text>
        {failure !== null && (
          <Alert color="lacquer" role="alert" title={t('restore.failedTitle')}>
            {t(`restore.failure.${failure}`)}
          </Alert>
        )}
        <TextInput
          label={t('restore.folder')}
          description={t('restore.folderHint')}
          error={checked && noFolder ? t('restore.folderEmpty') : null}
          value={backupFolder}
          onChange={(event) => setBackupFolder(event.currentTarget.value)}
          maxLength={1000}
          required
          autoFocus
        />
        <PasswordInput
          label={t('restore.passphrase')}
          description={t('restore.passphraseHint')}
          aria-invalid={checked && noPassphrase}
          error={checked && noPassphrase ? t('restore.passphraseEmpty') : null}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          maxLength={500}
          autoComplete="off"
          required
        />
        <Button type="submit" loading={working} size="md">
          {working ? t('restore.working') : t('restore.submit')}
        </Button>
      </Stack>
    </form>
  )
}

async function restore(bridge: Bridge, request: { backupFolder: string; passphrase: string }): Promise<Failure | null> {
  try {
    const result = await bridge.call('desk.restore', request)
    return result.kind === 'restored' ? null : result.code
  } catch {
    return 'HOST'
  }
}
