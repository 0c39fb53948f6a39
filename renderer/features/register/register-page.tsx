import { Group, Stack, Text, Title } from '@mantine/core'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { standingClosings } from '../../../shared/register/closing.ts'
import type { Closing } from '../../../shared/register/closing.ts'
import { filterBook } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ReadFailed } from '../../ui/read-failed.tsx'
import { localDate, localInstant } from '../../ui/time.ts'
import { Working } from '../../ui/working.tsx'
import { XlsxNote } from '../printing/xlsx-note.tsx'
import { BookBar } from './book-bar.tsx'
import { BookState } from './book-state.tsx'
import { emptyEntry, rememberedVolumeSize, toFilter } from './entry.ts'
import { Filters } from './filters.tsx'
import { RegisterTable } from './register-table.tsx'
import styles from './register.module.css'
import { useClosings } from './use-closings.ts'
import { useRegister } from './use-register.ts'
import { useRegisterOut } from './use-register-out.ts'

const noClosings: readonly Closing[] = []

export function RegisterPage() {
  const { t } = useTranslation('register')
  const { now } = useDesk()
  const [year, setYear] = useState(() => Number(localDate(now()).slice(0, 4)))
  const [chosenSize, setSize] = useState(rememberedVolumeSize)
  const [entry, setEntry] = useState(emptyEntry)
  const { closings: known, reread } = useClosings(year)
  const closed = known.kind === 'read' ? known.book : null
  const closings = closed?.closings ?? noClosings
  const { book, state: read, retry } = useRegister(year, closings)
  // Numbers that might move a moment later are not shown; where the closings cannot be read, nothing goes out of the screen.
  const state = known.kind === 'reading' ? ({ kind: 'reading', share: 0 } as const) : read
  // The volumes of a closed book stay as they were bound.
  const boundSize = standingClosings(closings)[0]?.volumeSize ?? null
  const size = boundSize ?? chosenSize
  const typed = useDeferredValue(entry)
  const lines = useMemo(() => filterBook(book, toFilter(typed), size), [book, typed, size])
  const out = useRegisterOut({
    year,
    size,
    entry: typed,
    book,
    lines,
    closings: known.kind === 'read' ? closings : null,
  })
  const list = useRef<HTMLDivElement>(null)
  const intoList = () => list.current?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus()
  return (
    <Stack gap="sm" className={styles.page}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('title')}</Title>
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      </Group>
      <div className="mc-panel">
        <div className="mc-body">
          <BookBar
            year={year}
            size={chosenSize}
            boundSize={boundSize}
            entry={entry}
            count={book.length}
            out={out}
            onYear={(next) => {
              setYear(next)
              // What one may choose is what stands in the book: a choice that another year lacks would hide all of it.
              const { text, status, channel } = entry
              setEntry({ ...emptyEntry, text, status, channel })
            }}
            onSize={(next) => {
              setSize(next)
              setEntry({ ...entry, volume: null })
            }}
            onVolume={(volume) => setEntry({ ...entry, volume })}
          />
          <Filters entry={entry} book={book} onChange={setEntry} onIntoList={intoList} />
        </div>
      </div>
      <XlsxNote xlsx={out.xlsx} />
      <ClosingsTrouble kind={known.kind} year={year} onRetry={reread} />
      {state.kind === 'failed' && <ReadFailed onRetry={retry}>{t('failed')}</ReadFailed>}
      {state.kind === 'reading' && <Working label={t('reading')} share={state.share} />}
      {state.kind === 'read' && (
        <section ref={list} className={`mc-panel ${styles.list}`} aria-label={t('title')}>
          <BookState
            year={year}
            size={size}
            now={localInstant(now())}
            lines={book}
            shown={lines.length}
            book={closed}
          />
          <Lines lines={lines} year={year} isEmpty={book.length === 0} />
        </section>
      )}
    </Stack>
  )
}

function ClosingsTrouble({ kind, year, onRetry }: { kind: string; year: number; onRetry: () => void }) {
  const { t } = useTranslation('register')
  if (kind !== 'damaged' && kind !== 'failed') return null
  return <ReadFailed onRetry={onRetry}>{kind === 'damaged' ? t('damaged', { year }) : t('closingsFailed')}</ReadFailed>
}

function Lines({ lines, year, isEmpty }: { lines: RegisterLine[]; year: number; isEmpty: boolean }) {
  const { t } = useTranslation('register')
  const navigate = useNavigate()
  if (lines.length === 0)
    return (
      <EmptyState
        title={isEmpty ? t('empty', { year }) : t('nothing')}
        detail={t(isEmpty ? 'emptyDetail' : 'nothingDetail')}
      />
    )
  return (
    <RegisterTable
      lines={lines}
      label={t('title')}
      onOpen={({ dossierId }) => void navigate(`/dossiers/${dossierId}`)}
    />
  )
}
