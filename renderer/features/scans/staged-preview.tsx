import { Alert, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../ui/size.ts'
import { CompressForm, Made, type MadeSmaller } from './compress-form.tsx'
import type { PicturePorts } from './pictures.ts'
import { ImageScan } from './scan-preview.tsx'
import { StagedPdfPreview } from './staged-pdf-preview.tsx'
import type { Staged } from './staged-store.ts'

export interface StagedPreviewProps {
  scan: Staged
  pictures: PicturePorts
  onChange: (part: Partial<Staged>) => void
  onClose: () => void
}

/** The page as it will be kept. A smaller one is shown before it takes its place. */
export function StagedPreview(props: StagedPreviewProps) {
  const { pdf } = props.scan
  return pdf === null ? <StagedPicture {...props} /> : <StagedPdfPreview {...props} pdf={pdf} />
}

type Trouble = { kind: 'failed' } | { kind: 'noGain'; bytes: number }

function StagedPicture({ scan, pictures, onChange, onClose }: StagedPreviewProps) {
  const { t } = useTranslation('scans')
  const [smaller, setSmaller] = useState<MadeSmaller | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const shown = smaller === null ? scan : { content: smaller.content, mediaType: 'image/jpeg' as const }
  const compress = async (targetBytes: number) => {
    setBusy(true)
    const made = await pictures.compress({ content: scan.content, mediaType: scan.mediaType }, targetBytes)
    setBusy(false)
    const hasGain = made.kind !== 'failed' && made.content.length < scan.content.length
    setSmaller(hasGain ? made : null)
    setTrouble(made.kind === 'failed' ? made : hasGain ? null : { kind: 'noGain', bytes: made.content.length })
  }
  const use = async ({ content, quality, scale }: MadeSmaller) => {
    const thumbnail = (await pictures.drawThumbnail({ content, mediaType: 'image/jpeg' })) ?? scan.thumbnail
    onChange({ content, mediaType: 'image/jpeg', thumbnail, made: { bytes: content.length, quality, scale } })
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(64rem, 96vw)"
      title={t('preview', { name: scan.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      yOffset="2dvh"
    >
      <CompressForm now={scan.content.length} busy={busy} onTry={(bytes) => void compress(bytes)} />
      {trouble !== null && (
        <Alert color={trouble.kind === 'failed' ? 'lacquer' : 'amber'} role="alert" mb="sm">
          {trouble.kind === 'failed' ? t('compress.failed') : t('compress.noGain', { size: formatSize(trouble.bytes) })}
        </Alert>
      )}
      {smaller !== null && <Made before={scan.content.length} made={smaller} onUse={() => void use(smaller)} />}
      <ImageScan file={shown} name={scan.name} />
    </Modal>
  )
}
