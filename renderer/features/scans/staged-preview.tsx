import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import { formatSize } from '../../ui/size.ts'
import { readTarget, targetRange, type Compression } from './compress.ts'
import type { PicturePorts } from './pictures.ts'
import { ImageScan, PdfScan } from './scan-preview.tsx'
import type { Staged } from './staged-store.ts'

interface StagedPreviewProps {
  scan: Staged
  pictures: PicturePorts
  onChange: (part: Partial<Staged>) => void
  onClose: () => void
}

/** The page as it will be kept. A smaller one is shown before it takes its place. */
export function StagedPreview({ scan, pictures, onChange, onClose }: StagedPreviewProps) {
  const { t } = useTranslation('scans')
  const [smaller, setSmaller] = useState<Exclude<Compression, { kind: 'failed' }> | null>(null)
  const shown = smaller === null ? scan : { content: smaller.content, mediaType: 'image/jpeg' as const }
  const use = async (made: NonNullable<typeof smaller>) => {
    const { content, quality, scale } = made
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
      {scan.mediaType === 'application/pdf' ? (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {t('staged.pdfAsIs')}
          </Text>
          <PdfScan pdf={scan.content} pictures={pictures} />
        </>
      ) : (
        <>
          <Compress scan={scan} pictures={pictures} onMade={setSmaller} />
          {smaller !== null && <Made before={scan.content.length} made={smaller} onUse={() => void use(smaller)} />}
          <ImageScan file={shown} name={scan.name} />
        </>
      )}
    </Modal>
  )
}

interface CompressProps {
  scan: Staged
  pictures: PicturePorts
  onMade: (made: Exclude<Compression, { kind: 'failed' }> | null) => void
}

function Compress({ scan, pictures, onMade }: CompressProps) {
  const { t } = useTranslation('scans')
  const [typed, setTyped] = useState('300')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const target = readTarget(typed)
  const run = async (event: React.FormEvent) => {
    event.preventDefault()
    if (!target.ok || busy) return
    setBusy(true)
    const made = await pictures.compress({ content: scan.content, mediaType: scan.mediaType }, target.bytes)
    setBusy(false)
    setFailed(made.kind === 'failed')
    onMade(made.kind === 'failed' ? null : made)
  }
  return (
    <form onSubmit={(event) => void run(event)}>
      <Group align="flex-end" gap="sm" mb="sm">
        <TextField
          label={t('compress.target')}
          hint={t('compress.now', { size: formatSize(scan.content.length) })}
          inputMode="numeric"
          value={typed}
          onChange={setTyped}
          error={target.ok ? null : t(`compress.${target.problem}`, targetRange)}
        />
        <Button type="submit" variant="default" loading={busy} disabled={!target.ok}>
          {t('compress.try')}
        </Button>
      </Group>
      {failed && (
        <Alert color="lacquer" role="alert" mb="sm">
          {t('compress.failed')}
        </Alert>
      )}
    </form>
  )
}

interface MadeProps {
  before: number
  made: Exclude<Compression, { kind: 'failed' }>
  onUse: () => void
}

function Made({ before, made, onUse }: MadeProps) {
  const { t } = useTranslation('scans')
  const facts = {
    before: formatSize(before),
    after: formatSize(made.content.length),
    quality: Math.round(made.quality * 100),
    scale: Math.round(made.scale * 100),
  }
  return (
    <Alert color={made.kind === 'fits' ? 'teal' : 'amber'} role="status" mb="sm">
      <Text size="sm">{t('compress.made', facts)}</Text>
      <Text size="sm">{t(made.kind === 'fits' ? 'compress.look' : 'compress.tooLarge')}</Text>
      <Button size="xs" mt="xs" onClick={onUse}>
        {t('compress.use')}
      </Button>
    </Alert>
  )
}
