import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useSaving, type MachinePanelProps } from './use-machine.ts'

type Failure = Extract<BridgeResult<'machine.setScannerFolder'>, { kind: 'failed' }>['code']

export function ScannerPanel({ settings, mayChange, onChange }: MachinePanelProps) {
  const { t } = useTranslation('machine')
  const { bridge } = useDesk()
  const [folder, setFolder] = useState(settings.scannerFolder ?? '')
  const { working, failure, run } = useSaving<Failure>(onChange)
  const save = (event: React.FormEvent) => {
    event.preventDefault()
    const wanted = folder.trim()
    void run(() => bridge.call('machine.setScannerFolder', { folder: wanted === '' ? null : wanted }))
  }
  return (
    <Panel title={t('scanner.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('scanner.intro')}
      </Text>
      <form onSubmit={save} noValidate>
        <Group align="flex-end" gap="xs">
          <TextInput
            style={{ flex: 1, minWidth: 260 }}
            label={t('scanner.folder')}
            description={t('scanner.folderHint')}
            value={folder}
            onChange={(event) => setFolder(event.currentTarget.value)}
            error={failure === null ? null : t(`backup.failure.${failure}`)}
            maxLength={1000}
            disabled={!mayChange}
          />
          <Button type="submit" variant="default" loading={working} disabled={!mayChange}>
            {t('scanner.save')}
          </Button>
        </Group>
        <Text size="sm" mt="xs" role="status">
          {settings.scannerFolder === null ? t('scanner.none') : t('scanner.set', { folder: settings.scannerFolder })}
        </Text>
      </form>
    </Panel>
  )
}
