import { Alert, Button, NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { useTranslation } from 'react-i18next'
import { SaveTroubleAlert } from '../../app/save/save-trouble.tsx'
import { KeptEntries } from '../../app/save/kept-entries.tsx'
import type { DossierRecord } from '../../database/desk-database.ts'
import { Panel } from '../../ui/panel.tsx'
import { CameraDialog } from './camera-dialog.tsx'
import { pageCamera, type CameraPort } from './camera.ts'
import { pagePictures, type PicturePorts } from './pictures.ts'
import { RefileDialog } from './refile-dialog.tsx'
import { ScanPreview } from './scan-preview.tsx'
import { ScanRow } from './scan-row.tsx'
import { scansOf, type ScanRef } from './scans-of.ts'
import { ScannerFiles } from './scanner-files.tsx'
import { StagedList } from './staged-list.tsx'
import styles from './scans.module.css'
import { mostAtOnce, useAddScans, type AddProblem } from './use-add-scans.ts'
import { useUploads } from './use-uploads.ts'

interface ScansPanelProps {
  record: DossierRecord
  pictures?: PicturePorts
  camera?: CameraPort
}

export function ScansPanel({ record, pictures = pagePictures, camera = pageCamera }: ScansPanelProps) {
  const { t } = useTranslation('scans')
  const { dossier, events } = record
  const all = scansOf(events)
  const scans = all.filter(({ removed }) => removed === null)
  const removed = all.filter((scan) => scan.removed !== null)
  const standingOf = useUploads(dossier.id, all)
  const [opened, setOpened] = useState<ScanRef | null>(null)
  const [refiled, setRefiled] = useState<ScanRef | null>(null)
  const [turn, setTurn] = useState(0)
  const components = new Map(dossier.components.map(({ id, name }) => [id, name]))
  const close = () => {
    setOpened(null)
    setTurn((n) => n + 1)
  }
  const rowsOf = (list: readonly ScanRef[]) =>
    list.map((scan) => (
      <ScanRow
        key={`${scan.id} ${scan.componentId ?? ''}`}
        scan={scan}
        component={components.get(scan.componentId ?? '') ?? null}
        standing={standingOf(scan)}
        pictures={pictures}
        turn={turn}
        onOpen={() => setOpened(scan)}
        onRefile={() => setRefiled(scan)}
      />
    ))
  return (
    <Panel title={scans.length === 0 ? t('title') : `${t('title')} (${scans.length})`}>
      {scans.length === 0 ? (
        <Text size="sm" c="dimmed" mb="sm">
          {t('none')}
        </Text>
      ) : (
        <ul className={styles.list} aria-label={t('list')}>
          {rowsOf(scans)}
        </ul>
      )}
      {removed.length > 0 && (
        <details>
          <summary>{t('refile.removedTitle', { n: removed.length })}</summary>
          <ul className={styles.list}>{rowsOf(removed)}</ul>
        </details>
      )}
      <AddScans record={record} pictures={pictures} camera={camera} />
      {opened !== null && <ScanPreview scan={opened} pictures={pictures} onClose={close} />}
      {refiled !== null && (
        <KeptEntries dossier={dossier} action={`refile-${refiled.id.slice(0, 16)}`}>
          <RefileDialog dossier={dossier} scan={refiled} onClose={() => setRefiled(null)} />
        </KeptEntries>
      )}
    </Panel>
  )
}

function AddScans({ record, pictures, camera }: Required<ScansPanelProps>) {
  const { t } = useTranslation('scans')
  const { dossier } = record
  const [componentId, setComponentId] = useState('')
  const [tooMany, setTooMany] = useState(false)
  const [photographing, setPhotographing] = useState(false)
  const adding = useAddScans(dossier.id, pictures)
  const { stage, save, staged, problems, busyWith, trouble, clearProblems } = adding
  const components = [{ value: '', label: t('anyComponent') }, ...optionsOf(dossier.components)]
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    disabled: busyWith !== null,
    // Every file is answered in the officer's words, so none is filtered out here.
    onDrop: (files) => {
      setTooMany(files.length + staged.length > mostAtOnce)
      void stage(files, componentId === '' ? null : componentId)
    },
  })
  return (
    <>
      <input {...getInputProps({ 'aria-label': t('chooseInput') })} />
      <div {...getRootProps({ className: styles.drop })} data-over={isDragActive || undefined}>
        <NativeSelect
          className={styles.grow}
          size="xs"
          label={t('component')}
          value={componentId}
          onChange={(event) => setComponentId(event.currentTarget.value)}
          data={components}
        />
        <Button size="xs" variant="default" onClick={open} loading={busyWith !== null}>
          {t('choose')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setPhotographing(true)}>
          {t('camera.button')}
        </Button>
        <Text size="xs" c="dimmed" role="status">
          {busyWith !== null
            ? t('busy', { done: busyWith.done + 1, total: busyWith.total })
            : `${t(isDragActive ? 'dropNow' : 'drop')}. ${t('limits')}`}
        </Text>
      </div>
      {photographing && (
        <CameraDialog
          port={camera}
          onPhoto={(file) => void stage([file], componentId === '' ? null : componentId)}
          onClose={() => setPhotographing(false)}
        />
      )}
      <Problems problems={problems} tooMany={tooMany} onDismiss={clearProblems} />
      <ScannerFiles adding={adding} componentId={componentId === '' ? null : componentId} />
      <StagedList adding={adding} components={components} pictures={pictures} />
      {adding.left.length > 0 && (
        <Alert color="amber" role="status" mt="sm">
          {t('scanner.left', { names: adding.left.join(', ') })}
        </Alert>
      )}
      <SaveTroubleAlert trouble={trouble} onAgain={() => void save()} />
    </>
  )
}

function optionsOf(components: DossierRecord['dossier']['components']): { value: string; label: string }[] {
  return [...new Map(components.map(({ id, name }) => [id, name]))].map(([value, label]) => ({ value, label }))
}

interface ProblemsProps {
  problems: AddProblem[]
  tooMany: boolean
  onDismiss: () => void
}

function Problems({ problems, tooMany, onDismiss }: ProblemsProps) {
  const { t } = useTranslation('scans')
  if (problems.length === 0 && !tooMany) return null
  return (
    <Alert
      color="lacquer"
      role="alert"
      mt="sm"
      title={problems.length === 0 ? undefined : t('notAdded', { n: problems.length })}
      withCloseButton={problems.length > 0}
      closeButtonLabel={t('dismiss')}
      onClose={onDismiss}
    >
      <ul style={{ margin: 0, paddingLeft: '1.1rem' }}>
        {problems.map(({ name, problem }, index) => (
          <li key={index}>{t('problemLine', { name, problem: t(`problem.${problem}`) })}</li>
        ))}
        {tooMany && <li>{t('tooMany', { n: mostAtOnce })}</li>}
      </ul>
    </Alert>
  )
}
