import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { FolderField } from './folder-field.tsx'
import type { MachinePanelProps } from './use-machine.ts'

export function ScannerPanel({ settings, mayChange, onChange }: MachinePanelProps) {
  const { t } = useTranslation('machine')
  const { bridge } = useDesk()
  return (
    <Panel title={t('scanner.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('scanner.intro')}
      </Text>
      <FolderField
        words={{ label: t('scanner.folder'), hint: t('scanner.folderHint'), save: t('scanner.save') }}
        folder={settings.scannerFolder ?? ''}
        mayChange={mayChange}
        save={(folder) => bridge.call('machine.setScannerFolder', { folder })}
        onSaved={onChange}
      />
      <Text size="sm" mt="xs" role="status">
        {settings.scannerFolder === null ? t('scanner.none') : t('scanner.set', { folder: settings.scannerFolder })}
      </Text>
    </Panel>
  )
}
