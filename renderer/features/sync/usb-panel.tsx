import { Alert, Button, Checkbox, FileButton, Group, Progress as ProgressBar, Stack, Text } from '@mantine/core'
import { IconUsb } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel.tsx'
import { formatSize } from '../../ui/size.ts'
import { useExport, type ExportState, type Load, type Progress } from './use-export.ts'
import { useImport, type ImportedFile } from './use-import.ts'

/** For desks without a link, or on a day without one. */
export function UsbPanel() {
  const { t } = useTranslation('sync')
  const out = useExport()
  const back = useImport()
  const { state } = out
  // A file that is being written has the stick for itself.
  const busy = state.kind === 'sealing' || (state.kind === 'ready' && state.writing !== null)
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
            loading={busy}
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
        <Sealed state={state} onSave={(load, withScans) => void out.save(load, withScans)} onStop={out.stop} />
        {back.progress !== null && <Working label={t('usb.importing', shown(back.progress))} {...back.progress} />}
        <Imported results={back.results} />
      </Stack>
    </Panel>
  )
}

const shown = ({ done, total }: Progress) => ({ done: Math.min(done + 1, total), total })

function Working({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <div>
      <ProgressBar value={total === 0 ? 0 : (100 * done) / total} aria-label={label} />
      <Text size="xs" c="dimmed" role="status">
        {label}
      </Text>
    </div>
  )
}

interface SealedProps {
  state: ExportState
  onSave: (load: Load, withScans: boolean) => void
  onStop: () => void
}

function Sealed({ state, onSave, onStop }: SealedProps) {
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
  return <Ready state={state} onSave={onSave} onStop={onStop} />
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

function Ready({ state, onSave, onStop }: SealedProps & { state: Extract<ExportState, { kind: 'ready' }> }) {
  const { t } = useTranslation('sync')
  const [withScans, setWithScans] = useState(true)
  const { load, writing, saved, missing } = state
  const { bundles, scans, name } = load
  const dossierBytes = sum(bundles.map(({ content }) => content.length))
  const scanBytes = sum(scans.map(({ bytes }) => bytes))
  const takesScans = scans.length > 0 && (withScans || bundles.length === 0)
  const holds = {
    dossiers: sum(bundles.map(({ dossiers }) => dossiers)),
    events: sum(bundles.map(({ events }) => events)),
    size: formatSize(dossierBytes),
  }
  const total = formatSize(dossierBytes + (takesScans ? scanBytes : 0))
  return (
    <Stack gap="xs" role="group" aria-label={t('usb.ready')}>
      <Text size="sm" fw={600}>
        {t('usb.ready')}
      </Text>
      {bundles.length > 0 && <Text size="sm">{t('usb.holds', holds)}</Text>}
      {scans.length > 0 && (
        <Checkbox
          checked={takesScans}
          // Without dossiers there is nothing else to take.
          disabled={writing !== null || bundles.length === 0}
          onChange={(event) => setWithScans(event.currentTarget.checked)}
          label={t('usb.withScans', { n: sum(scans.map(({ ids }) => ids.length)), size: formatSize(scanBytes) })}
          description={bundles.length > 0 ? t('usb.withoutScans') : undefined}
        />
      )}
      <Text size="sm" c="dimmed">
        {t('usb.file', { name, size: total })}
      </Text>
      <Group gap="xs">
        <Button size="xs" loading={writing !== null} onClick={() => onSave(load, takesScans)}>
          {t('usb.save')}
        </Button>
        {writing !== null && (
          <Button size="xs" variant="default" onClick={onStop}>
            {t('usb.stop')}
          </Button>
        )}
      </Group>
      {writing !== null && <Working label={t('usb.writing', shown(writing))} {...writing} />}
      {saved !== null && <Outcome saved={saved} />}
      {missing > 0 && (
        <Alert color="yellow" role="alert">
          {t('usb.missing', { n: missing })}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t('usb.next')}
      </Text>
    </Stack>
  )
}

function Outcome({ saved }: { saved: NonNullable<Extract<ExportState, { kind: 'ready' }>['saved']> }) {
  const { t } = useTranslation('sync')
  const isBad = saved === 'failed' || saved === 'notSealed'
  return (
    <Text size="sm" c={isBad ? 'lacquer' : undefined} role={isBad ? 'alert' : 'status'}>
      {t(`usb.saved.${saved}`)}
    </Text>
  )
}

function Imported({ results }: { results: ImportedFile[] }) {
  return results.map((result, index) => <ImportedOne key={index} result={result} />)
}

function ImportedOne({ result }: { result: ImportedFile }) {
  const { t } = useTranslation('sync')
  const isGood = result.kind === 'taken' && result.rejected + result.refusedScans === 0 && result.problems.length === 0
  return (
    <Alert
      color={isGood ? 'green' : result.kind === 'failed' ? 'lacquer' : 'yellow'}
      role={isGood ? 'status' : 'alert'}
      title={result.name}
    >
      {result.kind === 'failed' && <Text size="sm">{t(`usb.importFailure.${result.problem}`)}</Text>}
      {result.kind === 'otherEpoch' && <Text size="sm">{t('usb.otherEpoch')}</Text>}
      {result.kind === 'taken' && <Taken result={result} />}
    </Alert>
  )
}

function Taken({ result }: { result: Extract<ImportedFile, { kind: 'taken' }> }) {
  const { t } = useTranslation('sync')
  const { confirmed, rejected, scans, refusedScans, problems } = result
  const hasScans = scans + refusedScans > 0
  return (
    <>
      {(confirmed + rejected > 0 || !hasScans) && <Text size="sm">{t('usb.taken', { confirmed, rejected })}</Text>}
      {hasScans && <Text size="sm">{t('usb.takenScans', { scans, refused: refusedScans })}</Text>}
      {rejected > 0 && <Text size="sm">{t('usb.seeRefused')}</Text>}
      {problems.map((problem) => (
        <Text key={problem} size="sm">
          {t('usb.partFailed', { problem: t(`usb.importFailure.${problem}`) })}
        </Text>
      ))}
    </>
  )
}
