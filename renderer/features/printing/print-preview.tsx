import { ActionIcon, Alert, Badge, Button, Group, Modal, Text, Tooltip } from '@mantine/core'
import { IconDownload, IconPrinter, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SaveTroubleAlert } from '../../app/save/save-trouble.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Working } from '../../ui/working.tsx'
import { PdfPageCanvas } from './pdf-page-canvas.tsx'
import type { PdfPages } from './pdf-pages.ts'
import { pagePorts } from './ports.ts'
import type { PrintingPorts } from './ports.ts'
import styles from './print-preview.module.css'
import { usePaper } from './use-paper.ts'
import type { PaperRequest, PaperState, SendState } from './use-paper.ts'
import { usePreviewKeys } from './use-preview-keys.ts'

interface PrintPreviewProps {
  request: PaperRequest
  /** Which of several papers this is. */
  place?: { n: number; total: number }
  onClose: () => void
  /** After this paper has gone out, or was passed over. */
  onNext?: () => void
  ports?: PrintingPorts
}

const zoomSteps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]
const firstZoom = { A5: 1.25, A4: 1, roll80: 1.5 } as const

const alone = { n: 1, total: 1 }

export function PrintPreview({ request, place = alone, onClose, onNext, ports = pagePorts }: PrintPreviewProps) {
  const { t } = useTranslation('printing')
  const { state, sending, trouble, isRecorded, print, saveFile, recordAgain } = usePaper(request, ports)
  const isQueue = place.total > 1
  useEffect(() => {
    if (isQueue && isRecorded) onNext?.()
  }, [isQueue, isRecorded, onNext])
  const [zoom, setZoom] = useState<number | null>(null)
  const usual = state.kind === 'ready' ? firstZoom[state.paper.definition.paper.size] : 1
  const step = (direction: 1 | -1) => setZoom((current) => nextZoom(current ?? usual, direction))
  usePreviewKeys({
    print,
    save: saveFile,
    next: () => (isQueue ? onNext?.() : undefined),
    zoomIn: () => step(1),
    zoomOut: () => step(-1),
    reset: () => setZoom(null),
  })
  const busy = state.kind !== 'ready' || sending === 'sending'
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(76rem, 96vw)"
      title={t(`form.${request.form}`)}
      closeButtonProps={{ 'aria-label': t('close') }}
      padding="md"
      yOffset="2dvh"
    >
      <div className={styles.layout}>
        <div className={styles.toolbar}>
          <Button
            leftSection={<IconPrinter size={18} />}
            rightSection={<KeyHint keys="Ctrl+P" />}
            aria-keyshortcuts="Control+P"
            disabled={busy}
            onClick={() => void print()}
            data-autofocus
          >
            {t('print')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} />}
            rightSection={<KeyHint keys="Ctrl+S" />}
            aria-keyshortcuts="Control+S"
            disabled={busy}
            onClick={() => void saveFile()}
          >
            {t('save')}
          </Button>
          {isQueue && <QueuePlace place={place} onNext={() => onNext?.()} />}
          <Marks state={state} />
          <span className={styles.spacer} />
          <ZoomButtons zoom={zoom ?? usual} onStep={step} onReset={() => setZoom(null)} />
        </div>
        <SendNote sending={sending} recordLost={trouble !== null} />
        <SaveTroubleAlert trouble={trouble} onAgain={recordAgain} />
        <PaperBody state={state} zoom={zoom ?? usual} ports={ports} onCancel={onClose} />
      </div>
    </Modal>
  )
}

function nextZoom(current: number, direction: 1 | -1): number {
  const wider = zoomSteps.find((zoom) => zoom > current + 0.01)
  const narrower = zoomSteps.findLast((zoom) => zoom < current - 0.01)
  return (direction === 1 ? wider : narrower) ?? current
}

function QueuePlace({ place, onNext }: { place: { n: number; total: number }; onNext: () => void }) {
  const { t } = useTranslation('printing')
  return (
    <>
      <Text size="sm" role="status">
        {t('place', place)}
      </Text>
      <Button
        variant="default"
        rightSection={<KeyHint keys="Ctrl+→" />}
        aria-keyshortcuts="Control+ArrowRight"
        onClick={onNext}
      >
        {t(place.n < place.total ? 'passOver' : 'passOverLast')}
      </Button>
    </>
  )
}

function Marks({ state }: { state: PaperState }) {
  const { t } = useTranslation('printing')
  if (state.kind !== 'ready') return null
  const { reprint, definition } = state.paper
  return (
    <Group gap="xs">
      {reprint && (
        <Tooltip label={t('reprintDetail')}>
          <Badge color="lacquer" variant="light">
            {t('reprint')}
          </Badge>
        </Tooltip>
      )}
      {!definition.verified && (
        <Tooltip label={definition.remark ?? definition.source} multiline w={320}>
          <Text size="xs" c="dimmed">
            {t('unverified')}
          </Text>
        </Tooltip>
      )}
    </Group>
  )
}

function ZoomButtons(props: { zoom: number; onStep: (direction: 1 | -1) => void; onReset: () => void }) {
  const { t } = useTranslation('printing')
  return (
    <Group gap={4}>
      <ActionIcon variant="default" aria-label={t('zoomOut')} onClick={() => props.onStep(-1)}>
        <IconZoomOut size={18} />
      </ActionIcon>
      <Button variant="subtle" size="compact-sm" aria-label={t('zoomReset')} onClick={props.onReset}>
        {t('zoom', { percent: Math.round(props.zoom * 100) })}
      </Button>
      <ActionIcon variant="default" aria-label={t('zoomIn')} onClick={() => props.onStep(1)}>
        <IconZoomIn size={18} />
      </ActionIcon>
    </Group>
  )
}

function SendNote({ sending, recordLost }: { sending: SendState; recordLost: boolean }) {
  const { t } = useTranslation('printing')
  const failed = sending === 'printFailed' || sending === 'saveFailed'
  const text = sending === 'idle' ? '' : recordLost ? t('recordLost') : t(sending)
  if (failed)
    return (
      <Alert color="lacquer" role="alert" py="xs" mb="xs">
        {text}
      </Alert>
    )
  return (
    <Text size="sm" role="status" mih={sending === 'idle' ? 0 : undefined} mb={sending === 'idle' ? 0 : 'xs'}>
      {text}
    </Text>
  )
}

interface PaperBodyProps {
  state: PaperState
  zoom: number
  ports: PrintingPorts
  onCancel: () => void
}

function PaperBody({ state, zoom, ports, onCancel }: PaperBodyProps) {
  const { t } = useTranslation('printing')
  const [pages, setPages] = useState<PdfPages | 'failed' | null>(null)
  const pdf = state.kind === 'ready' ? state.pdf : null
  useEffect(() => {
    if (pdf === null) return undefined
    let current = true
    let opened: PdfPages | null = null
    const open = async (bytes: Uint8Array) => {
      try {
        opened = await ports.openPages(bytes)
        if (current) setPages(opened)
        else opened.close()
      } catch {
        if (current) setPages('failed')
      }
    }
    void open(pdf)
    return () => {
      current = false
      opened?.close()
    }
  }, [pdf, ports])
  if (state.kind === 'failed' || pages === 'failed')
    return (
      <Alert color="lacquer" role="alert">
        {t(`failure.${state.kind === 'failed' ? state.reason : 'cannotDraw'}`)}
      </Alert>
    )
  if (pages === null)
    return <Working label={t('drawing')} share={state.kind === 'loading' ? state.share : 0} onCancel={onCancel} />
  return (
    <div className={styles.pages} role="region" aria-label={t('pages')} tabIndex={0}>
      {Array.from({ length: pages.count }, (_, i) => (
        <PdfPageCanvas key={i} pages={pages} number={i + 1} zoom={zoom} />
      ))}
    </div>
  )
}
