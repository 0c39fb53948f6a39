import { Alert, Button, Group, Modal, Progress, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CompressForm, Made } from './compress-form.tsx'
import { formatSize } from '../../ui/size.ts'
import { PdfPageList } from './pdf-page-list.tsx'
import { PdfScan } from './scan-preview.tsx'
import { isSigned } from './pdf/signed-pdf.ts'
import type { StagedPreviewProps } from './staged-preview.tsx'
import type { StagedPdf } from './staged-store.ts'
import { usePdfEdit, type PdfEdit } from './use-pdf-edit.ts'

/** Its pages turned, in order and left out as the officer says; kept so when the dialog is closed. */
export function StagedPdfPreview(props: StagedPreviewProps & { pdf: StagedPdf }) {
  const { t } = useTranslation('scans')
  const { scan, pdf, pictures, onClose } = props
  const [signed] = useState(() => isSigned(scan.original.content))
  const edit = usePdfEdit(props)
  return (
    <Modal
      opened
      onClose={() => void edit.close()}
      size="min(64rem, 96vw)"
      title={t('preview', { name: scan.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      yOffset="2dvh"
    >
      {signed ? (
        <>
          <Alert color="amber" mb="sm">
            {t('pdf.signed')}
          </Alert>
          <PdfScan pdf={pdf.base} pictures={pictures} />
        </>
      ) : (
        <>
          <Tools edit={edit} now={scan.content.length} isChanged={pdf.base !== scan.original.content} />
          {edit.smaller === null ? (
            <PdfPageList pdf={pdf} pages={edit.pages} pictures={pictures} onChange={edit.setPages} />
          ) : (
            <PdfScan pdf={edit.smaller.content} pictures={pictures} />
          )}
        </>
      )}
      <Group justify="flex-end" mt="sm">
        <Button onClick={() => void (signed ? onClose() : edit.close())} loading={edit.busy === 'applying'}>
          {t('pdf.done')}
        </Button>
      </Group>
    </Modal>
  )
}

function Tools({ edit, now, isChanged }: { edit: PdfEdit; now: number; isChanged: boolean }) {
  const { t } = useTranslation('scans')
  const { smaller, progress, trouble } = edit
  return (
    <>
      <CompressForm now={now} busy={edit.busy === 'compressing'} onTry={(bytes) => void edit.compress(bytes)}>
        {isChanged && (
          <Button variant="subtle" onClick={() => void edit.restore()}>
            {t('pdf.restore')}
          </Button>
        )}
      </CompressForm>
      <Text size="xs" c="dimmed" mb="sm">
        {t('pdf.loses')}
      </Text>
      {progress !== null && (
        <Group mb="sm" gap="sm" role="status">
          <Progress
            style={{ flex: 1 }}
            value={(100 * progress.done) / progress.total}
            aria-label={t('pdf.compressing', { page: progress.done + 1, pages: progress.total })}
          />
          <Text size="xs">{t('pdf.compressing', { page: progress.done + 1, pages: progress.total })}</Text>
          <Button size="compact-xs" variant="default" onClick={edit.cancel}>
            {t('pdf.cancel')}
          </Button>
        </Group>
      )}
      {trouble !== null && (
        <Alert color={trouble.kind === 'noGain' ? 'amber' : 'lacquer'} role="alert" mb="sm">
          {trouble.kind === 'noGain'
            ? t('compress.noGain', { size: formatSize(trouble.bytes) })
            : t(`pdf.problem.${trouble.problem}`)}
        </Alert>
      )}
      {smaller !== null && <Made before={now} made={smaller} onUse={() => void edit.use(smaller)} />}
    </>
  )
}
