import { Alert, Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core'
import { IconUsb } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel.tsx'
import { formatSize } from '../../ui/size.ts'
import styles from './sync.module.css'
import { useExport, useImport, type ExportState, type ImportedFile, type SealedFile } from './use-usb.ts'

/** For desks without a link, or on a day without one. */
export function UsbPanel() {
  const { t } = useTranslation('sync')
  const out = useExport()
  const back = useImport()
  const sealing = out.state.kind === 'sealing'
  return (
    <Panel title={t('usb.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('usb.intro')}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconUsb size={17} aria-hidden="true" />}
            loading={sealing}
            onClick={() => void out.start()}
          >
            {t('usb.export')}
          </Button>
          <FileButton
            multiple
            accept=".motcua"
            inputProps={{ 'aria-label': t('usb.importInput') }}
            onChange={(files) => void back.take(files)}
          >
            {(props) => (
              <Button variant="default" loading={back.progress !== null} {...props}>
                {t('usb.import')}
              </Button>
            )}
          </FileButton>
        </Group>
        <Sealed state={out.state} onSave={(file) => void out.save(file)} />
        {back.progress !== null && <Working label={t('usb.importing', shown(back.progress))} {...back.progress} />}
        <Imported results={back.results} />
      </Stack>
    </Panel>
  )
}

const shown = ({ done, total }: { done: number; total: number }) => ({ done: Math.min(done + 1, total), total })

function Working({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <div>
      <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={label} />
      <Text size="xs" c="dimmed" role="status">
        {label}
      </Text>
    </div>
  )
}

function Sealed({ state, onSave }: { state: ExportState; onSave: (file: SealedFile) => void }) {
  const { t } = useTranslation('sync')
  if (state.kind === 'idle') return null
  if (state.kind === 'nothing')
    return (
      <Text size="sm" role="status">
        {t('usb.nothing')}
      </Text>
    )
  if (state.kind === 'sealing')
    return <Working label={t('usb.sealing', shown(state))} done={state.done} total={state.total} />
  if (state.kind === 'failed')
    return (
      <Alert color="lacquer" role="alert">
        {t(`usb.exportFailure.${state.code}`)}
      </Alert>
    )
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {t('usb.ready', { n: state.files.length })}
      </Text>
      <ul className={styles.list}>
        {state.files.map((file) => (
          <li key={file.name}>
            <Text size="sm">{file.name}</Text>
            <Text size="sm" c="dimmed">
              {t('usb.holds', { dossiers: file.dossiers, events: file.events, size: formatSize(file.content.length) })}
            </Text>
            <Group gap="xs" mt={4}>
              <Button size="xs" onClick={() => onSave(file)}>
                {t('usb.save')}
              </Button>
              {file.saved !== null && (
                <Text size="sm" c={file.saved === 'failed' ? 'lacquer' : undefined}>
                  {t(`usb.saved.${file.saved}`)}
                </Text>
              )}
            </Group>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        {t('usb.next')}
      </Text>
    </div>
  )
}

function Imported({ results }: { results: ImportedFile[] }) {
  const { t } = useTranslation('sync')
  return results.map((result, index) => {
    const isGood = result.kind === 'taken' && result.rejected === 0
    return (
      <Alert
        key={index}
        color={isGood ? 'green' : result.kind === 'failed' ? 'lacquer' : 'yellow'}
        role={isGood ? 'status' : 'alert'}
        title={result.name}
      >
        <Text size="sm">
          {result.kind === 'failed'
            ? t(`usb.importFailure.${result.problem}`)
            : result.kind === 'otherEpoch'
              ? t('usb.otherEpoch')
              : t('usb.taken', { confirmed: result.confirmed, rejected: result.rejected })}
        </Text>
        {result.kind === 'taken' && result.rejected > 0 && <Text size="sm">{t('usb.seeRefused')}</Text>}
      </Alert>
    )
  })
}
