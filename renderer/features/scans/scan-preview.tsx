import { Alert, Button, Group, Loader, Modal, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { PdfPageCanvas } from '../printing/pdf-page-canvas.tsx'
import type { PdfPages } from '../printing/pdf-pages.ts'
import type { PicturePorts, ScanFile } from './pictures.ts'
import type { ScanRef } from './scans-of.ts'
import styles from './scans.module.css'
import { useObjectUrl, useScanContent } from './use-scan.ts'

interface ScanPreviewProps {
  scan: ScanRef
  pictures: PicturePorts
  onClose: () => void
}

export function ScanPreview({ scan, pictures, onClose }: ScanPreviewProps) {
  const { t } = useTranslation('scans')
  const [content, again] = useScanContent(scan.id)
  useFirstPicture(scan, content.kind === 'found' ? content : null, pictures)
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(64rem, 96vw)"
      title={t('preview', { name: scan.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      yOffset="2dvh"
    >
      {content.kind === 'opening' && <Opening />}
      {content.kind === 'failed' && <Failure reason={content.reason} onAgain={again} />}
      {content.kind === 'found' &&
        (content.mediaType === 'application/pdf' ? (
          <PdfScan pdf={content.content} pictures={pictures} />
        ) : (
          <ImageScan file={content} name={scan.name} />
        ))}
    </Modal>
  )
}

/** One that came from another desk has no picture here until somebody opens it. */
function useFirstPicture({ id, deskId }: ScanRef, file: ScanFile | null, pictures: PicturePorts) {
  const { bridge, info } = useDesk()
  const isForeign = deskId !== info.deskId
  useEffect(() => {
    if (file === null || !isForeign) return
    const keep = async () => {
      const drawn = await pictures.drawThumbnail(file)
      if (drawn !== null) await bridge.call('attachments.putThumbnail', { id, content: drawn })
    }
    keep().catch(() => undefined)
  }, [bridge, id, file, isForeign, pictures])
}

export function Opening() {
  const { t } = useTranslation('scans')
  return (
    <Group role="status">
      <Loader size="sm" />
      <Text size="sm">{t('opening')}</Text>
    </Group>
  )
}

export function Failure({
  reason,
  onAgain,
}: {
  reason: 'missing' | 'unreachable' | 'cannotOpen'
  onAgain?: () => void
}) {
  const { t } = useTranslation('scans')
  return (
    <Alert color="lacquer" role="alert">
      <Text size="sm">{t(`failure.${reason}`)}</Text>
      {onAgain !== undefined && (
        <Button size="xs" variant="default" mt="xs" onClick={onAgain}>
          {t('tryAgain')}
        </Button>
      )}
    </Alert>
  )
}

export function ImageScan({ file, name }: { file: ScanFile; name: string }) {
  const { t } = useTranslation('scans')
  const url = useObjectUrl(file.content, file.mediaType)
  const [failed, setFailed] = useState(false)
  if (failed) return <Failure reason="cannotOpen" />
  return (
    <div className={styles.pages} role="region" aria-label={t('preview', { name })} tabIndex={0}>
      {url !== null && <img src={url} alt={name} onError={() => setFailed(true)} />}
    </div>
  )
}

/** null: being opened. */
export function usePdfPages(pdf: Uint8Array, pictures: PicturePorts): PdfPages | 'failed' | null {
  const [pages, setPages] = useState<PdfPages | 'failed' | null>(null)
  useEffect(() => {
    let current = true
    let opened: PdfPages | null = null
    const open = async () => {
      try {
        opened = await pictures.openPages(pdf)
        if (current) setPages(opened)
        else opened.close()
      } catch {
        if (current) setPages('failed')
      }
    }
    void open()
    return () => {
      current = false
      opened?.close()
    }
  }, [pdf, pictures])
  return pages
}

export function PdfScan({ pdf, pictures }: { pdf: Uint8Array; pictures: PicturePorts }) {
  const { t } = useTranslation('scans')
  const pages = usePdfPages(pdf, pictures)
  if (pages === 'failed') return <Failure reason="cannotOpen" />
  if (pages === null) return <Opening />
  return (
    <div className={styles.pages} role="region" aria-label={t('pdf.pages')} tabIndex={0}>
      {Array.from({ length: pages.count }, (_, index) => (
        <PdfPageCanvas key={index} pages={pages} number={index + 1} zoom={1} />
      ))}
    </div>
  )
}
