import { ActionIcon, Button, Group, NativeSelect, Text } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconFileTypePdf,
  IconRotate2,
  IconRotateClockwise2,
  IconTrash,
} from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/key-hint.tsx'
import { onSaveKey } from '../../ui/save-key.ts'
import { formatSize } from '../../ui/size.ts'
import { turnPdf } from './apply-pages.ts'
import type { PdfProblem } from './compress-pdf.ts'
import type { PicturePorts } from './pictures.ts'
import { StagedPreview } from './staged-preview.tsx'
import type { Staged } from './staged-store.ts'
import styles from './scans.module.css'
import type { useAddScans } from './use-add-scans.ts'
import { useObjectUrl } from './use-scan.ts'

interface StagedListProps {
  adding: ReturnType<typeof useAddScans>
  components: { value: string; label: string }[]
  pictures: PicturePorts
}

/** What is about to be saved: looked at, turned, put in order and assigned first. */
export function StagedList({ adding, components, pictures }: StagedListProps) {
  const { t } = useTranslation('scans')
  const { staged, busyWith } = adding
  const [opened, setOpened] = useState<string | null>(null)
  const [failed, setFailed] = useState<{ name: string; problem: PdfProblem | 'picture' } | null>(null)
  const turning = useRef(Promise.resolve())
  if (staged.length === 0) return null
  const one = staged.find(({ key }) => key === opened)
  const turn = async (key: string, step: 1 | 3) => {
    const scan = adding.find(key)
    if (scan === null) return
    const turned = scan.pdf === null ? await turnPicture(scan, step, pictures) : await turnPdf(scan.pdf, step, pictures)
    setFailed(turned.ok ? null : { name: scan.name, problem: turned.problem })
    if (turned.ok) adding.edit(key, turned.part)
  }
  /** One after the other: two quick keys are two quarters. */
  const turnNext = (key: string, step: 1 | 3) => {
    turning.current = turning.current.then(() => turn(key, step)).catch(() => undefined)
  }
  const save = () => {
    if (busyWith === null) void adding.save()
  }
  return (
    <section className={styles.staged} aria-label={t('staged.title')} onKeyDown={onSaveKey(save)}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t('staged.count', { n: staged.length })}
        </Text>
        <Text size="xs" c="dimmed">
          {t('staged.keys')}
        </Text>
      </Group>
      {failed !== null && (
        <Text size="sm" c="lacquer" role="alert">
          {t('staged.turnFailed', { name: failed.name })}{' '}
          {failed.problem !== 'picture' && t(`pdf.problem.${failed.problem}`)}
        </Text>
      )}
      <ol className={styles.list}>
        {staged.map((scan, index) => (
          <StagedRow
            key={scan.key}
            scan={scan}
            components={components}
            isFirst={index === 0}
            isLast={index === staged.length - 1}
            // A preview opened while a turn is under way would show, and keep, what was before it.
            onOpen={() => void turning.current.then(() => setOpened(scan.key))}
            onTurn={(step) => turnNext(scan.key, step)}
            onMove={(step) => adding.move(scan.key, step)}
            onAssign={(componentId) => adding.edit(scan.key, { componentId })}
            onRemove={() => adding.remove([scan.key])}
          />
        ))}
      </ol>
      <Button
        size="xs"
        loading={busyWith !== null}
        onClick={save}
        aria-keyshortcuts="Control+Enter"
        rightSection={<KeyHint keys="Ctrl ↵" />}
      >
        {t('staged.save', { n: staged.length })}
      </Button>
      {one !== undefined && (
        <StagedPreview
          scan={one}
          pictures={pictures}
          onChange={(part) => adding.edit(one.key, part)}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}

/** From what was scanned each time, so that turning often costs nothing more. */
async function turnPicture({ original, quarters }: Staged, step: 1 | 3, pictures: PicturePorts) {
  const next = (quarters + step) % 4
  const turned = next === 0 ? original : await pictures.turn(original, next)
  const thumbnail = turned === null ? null : await pictures.drawThumbnail(turned)
  if (turned === null || thumbnail === null) return { ok: false, problem: 'picture' } as const
  return { ok: true, part: { ...turned, thumbnail, quarters: next, made: null } } as const
}

interface StagedRowProps {
  scan: Staged
  components: { value: string; label: string }[]
  isFirst: boolean
  isLast: boolean
  onOpen: () => void
  onTurn: (step: 1 | 3) => void
  onMove: (step: 1 | -1) => void
  onAssign: (componentId: string | null) => void
  onRemove: () => void
}

function StagedRow(props: StagedRowProps) {
  const { scan, components, onOpen, onTurn, onMove, onAssign, onRemove } = props
  const { t } = useTranslation('scans')
  const picture = useObjectUrl(scan.thumbnail, 'image/jpeg')
  const onKeyDown = (event: React.KeyboardEvent) => {
    const isInList = event.target instanceof HTMLSelectElement
    if (event.altKey && event.key === 'ArrowUp' && !isInList) onMove(-1)
    else if (event.altKey && event.key === 'ArrowDown' && !isInList) onMove(1)
    else if (event.altKey && event.key.toLowerCase() === 'r') onTurn(event.shiftKey ? 3 : 1)
    else if (event.key === 'Delete') onRemove()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <li className={styles.row} onKeyDown={onKeyDown}>
      <button
        type="button"
        className={styles.picture}
        aria-label={t('staged.open', { name: scan.name })}
        onClick={onOpen}
      >
        {picture === null ? (
          <IconFileTypePdf size={26} stroke={1.3} aria-hidden="true" />
        ) : (
          <img src={picture} alt="" />
        )}
      </button>
      <div>
        <Text size="sm" fw={500} className={styles.name}>
          {scan.name}
        </Text>
        <Text size="xs" c="dimmed">
          {[formatSize(scan.content.length), ...(scan.source === null ? [] : [t('scanner.from')])].join(' · ')}
        </Text>
        <NativeSelect
          size="xs"
          aria-label={t('staged.componentOf', { name: scan.name })}
          value={scan.componentId ?? ''}
          data={components}
          onChange={(event) => onAssign(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      </div>
      <RowButtons {...props} />
    </li>
  )
}

function RowButtons({ scan, isFirst, isLast, onTurn, onMove, onRemove }: StagedRowProps) {
  const { t } = useTranslation('scans')
  const { name } = scan
  const buttons = [
    { label: 'staged.turnLeft', Icon: IconRotate2, run: () => onTurn(3), off: false },
    { label: 'staged.turnRight', Icon: IconRotateClockwise2, run: () => onTurn(1), off: false },
    { label: 'staged.up', Icon: IconArrowUp, run: () => onMove(-1), off: isFirst },
    { label: 'staged.down', Icon: IconArrowDown, run: () => onMove(1), off: isLast },
    { label: 'staged.remove', Icon: IconTrash, run: onRemove, off: false },
  ] as const
  return (
    <Group gap={2} wrap="nowrap">
      {buttons.map(({ label, Icon, run, off }) => (
        <ActionIcon key={label} variant="subtle" disabled={off} aria-label={t(label, { name })} onClick={run}>
          <Icon size={18} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      ))}
    </Group>
  )
}
