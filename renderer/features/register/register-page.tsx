import { Alert, Button, Group, Stack, Text, Title, Tooltip } from '@mantine/core'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { bookState, filterBook } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Badge } from '../../ui/badges.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { localDate, localInstant } from '../../ui/time.ts'
import { Working } from '../../ui/working.tsx'
import { XlsxNote } from '../printing/xlsx-note.tsx'
import { BookBar } from './book-bar.tsx'
import { emptyEntry, rememberedVolumeSize, toFilter } from './entry.ts'
import { Filters } from './filters.tsx'
import { RegisterTable } from './register-table.tsx'
import styles from './register.module.css'
import { useRegister } from './use-register.ts'
import { useRegisterOut } from './use-register-out.ts'

export function RegisterPage() {
  const { t } = useTranslation('register')
  const { now } = useDesk()
  const [year, setYear] = useState(() => Number(localDate(now()).slice(0, 4)))
  const [size, setSize] = useState(rememberedVolumeSize)
  const [entry, setEntry] = useState(emptyEntry)
  const { book, state, retry } = useRegister(year)
  const typed = useDeferredValue(entry)
  const lines = useMemo(() => filterBook(book, toFilter(typed), size), [book, typed, size])
  const out = useRegisterOut({ year, size, entry: typed, book, lines })
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
            size={size}
            entry={entry}
            count={book.length}
            out={out}
            onYear={(next) => {
              setYear(next)
              setEntry({ ...entry, volume: null })
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
      {state.kind === 'failed' && (
        <Alert color="lacquer" role="alert">
          <Group>
            {t('failed')}
            <Retry onClick={retry} />
          </Group>
        </Alert>
      )}
      {state.kind === 'reading' && <Working label={t('reading')} share={state.share} />}
      {state.kind === 'read' && (
        <section ref={list} className={`mc-panel ${styles.list}`} aria-label={t('title')}>
          <BookState year={year} now={localInstant(now())} book={book} shown={lines.length} />
          <Lines lines={lines} year={year} isEmpty={book.length === 0} />
        </section>
      )}
    </Stack>
  )
}

function Retry({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {t('action.retry')}
    </Button>
  )
}

function BookState(props: { year: number; now: string; book: readonly RegisterLine[]; shown: number }) {
  const { t } = useTranslation('register')
  const ended = bookState(props.year, props.now) === 'ended'
  const provisional = props.book.filter((line) => line.provisional).length
  return (
    <header>
      <Text size="xs" c="dimmed" role="status">
        {t('count', { shown: props.shown, total: props.book.length })}
      </Text>
      <Tooltip label={t('endedDetail')} disabled={!ended} multiline w={300}>
        <span>
          <Badge tone={ended ? 'neutral' : 'good'}>{t(ended ? 'ended' : 'open')}</Badge>
        </span>
      </Tooltip>
      {provisional > 0 && (
        <Tooltip label={t('provisionalDetail')} multiline w={300}>
          <span>
            <Badge tone="soon">{t('provisional', { n: provisional })}</Badge>
          </span>
        </Tooltip>
      )}
    </header>
  )
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
