import { ActionIcon, Group, Text } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconRotate2,
  IconRotateClockwise2,
  IconTrash,
  IconTrashOff,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PdfPageCanvas } from '../printing/pdf-page-canvas.tsx'
import type { PdfPages } from '../printing/pdf-pages.ts'
import { keptPages, listPages, movePage, toggleOut, turnPages, type PdfPage } from './page-list.ts'
import type { PicturePorts } from './pictures.ts'
import { Failure, Opening, usePdfPages } from './scan-preview.tsx'
import styles from './scans.module.css'
import type { StagedPdf } from './staged-store.ts'

interface PdfPageListProps {
  pdf: StagedPdf
  /** null: as they came. */
  pages: readonly PdfPage[] | null
  pictures: PicturePorts
  onChange: (pages: readonly PdfPage[]) => void
}

/** The pages as they will be kept, each with what can be done with it. */
export function PdfPageList({ pdf, pages, pictures, onChange }: PdfPageListProps) {
  const { t } = useTranslation('scans')
  const opened = usePdfPages(pdf.base, pictures)
  if (opened === 'failed') return <Failure reason="cannotOpen" />
  if (opened === null) return <Opening />
  const list = pages ?? listPages(opened.count)
  return (
    <>
      <Text size="xs" c="dimmed" mb="xs">
        {t('pdf.keys')}
      </Text>
      <div className={styles.pages} role="region" aria-label={t('pdf.pages')} tabIndex={0}>
        <ol className={styles.list}>
          {list.map((page, at) => (
            <PageRow
              key={page.index}
              page={page}
              opened={opened}
              isFirst={at === 0}
              isLast={at === list.length - 1}
              isOnly={!page.out && keptPages(list).length === 1}
              onTurn={(step) => onChange(turnPages(list, page.index, step))}
              onMove={(step) => onChange(movePage(list, page.index, step))}
              onOut={() => onChange(toggleOut(list, page.index))}
            />
          ))}
        </ol>
      </div>
    </>
  )
}

/** So that several pages are seen at once, and print can still be told from handwriting. */
const listZoom = 0.6

interface PageRowProps {
  page: PdfPage
  opened: PdfPages
  isFirst: boolean
  isLast: boolean
  /** No other page is left. */
  isOnly: boolean
  onTurn: (step: 1 | 3) => void
  onMove: (step: 1 | -1) => void
  onOut: () => void
}

function PageRow(props: PageRowProps) {
  const { page, opened, onTurn, onMove, onOut } = props
  const { t } = useTranslation('scans')
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowUp') onMove(-1)
    else if (event.altKey && event.key === 'ArrowDown') onMove(1)
    else if (event.altKey && event.key.toLowerCase() === 'r') onTurn(event.shiftKey ? 3 : 1)
    else if (event.key === 'Delete') onOut()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a page is what the keys act on
    <li tabIndex={0} className={styles.pdfPage} aria-label={t('pdf.page', { n: page.index + 1 })} onKeyDown={onKeyDown}>
      <Group justify="center" gap="xs">
        <Text size="sm">{t(page.out ? 'pdf.pageOut' : 'pdf.page', { n: page.index + 1 })}</Text>
        <PageButtons {...props} />
      </Group>
      <div data-out={page.out || undefined}>
        <PdfPageCanvas pages={opened} number={page.index + 1} zoom={listZoom} quarters={page.quarters} />
      </div>
    </li>
  )
}

function PageButtons({ page, isFirst, isLast, isOnly, onTurn, onMove, onOut }: PageRowProps) {
  const { t } = useTranslation('scans')
  const buttons = [
    { label: 'pdf.turnLeft', Icon: IconRotate2, run: () => onTurn(3), off: false },
    { label: 'pdf.turnRight', Icon: IconRotateClockwise2, run: () => onTurn(1), off: false },
    { label: 'pdf.up', Icon: IconArrowUp, run: () => onMove(-1), off: isFirst },
    { label: 'pdf.down', Icon: IconArrowDown, run: () => onMove(1), off: isLast },
    ...(page.out
      ? [{ label: 'pdf.putBack', Icon: IconTrashOff, run: onOut, off: false } as const]
      : [{ label: 'pdf.leaveOut', Icon: IconTrash, run: onOut, off: isOnly } as const]),
  ] as const
  return buttons.map(({ label, Icon, run, off }) => (
    <ActionIcon key={label} variant="subtle" disabled={off} aria-label={t(label, { n: page.index + 1 })} onClick={run}>
      <Icon size={18} stroke={1.5} aria-hidden="true" />
    </ActionIcon>
  ))
}
