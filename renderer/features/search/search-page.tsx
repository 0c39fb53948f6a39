import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { parseIdCardQr } from '../../../shared/citizen/id-card-qr.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow } from '../../database/desk-database.ts'
import type { ColumnName } from '../../ui/dossier-columns.tsx'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useScanner } from '../../ui/use-scanner.ts'
import type { Scan } from '../../ui/use-scanner.ts'
import { Filters } from './filters.tsx'
import { Preview } from './preview.tsx'
import { emptyEntry, searchLimit, toQuery } from './query.ts'
import styles from './search.module.css'
import { useSearch } from './use-search.ts'

const columns: readonly ColumnName[] = ['number', 'person', 'procedure', 'receivedDay', 'due', 'status', 'syncMark']

export function SearchPage() {
  const { t } = useTranslation('search')
  const [entry, setEntry] = useState(emptyEntry)
  useScanner((scan) => {
    const text = searchTextOf(scan)
    if (text !== null) setEntry({ ...emptyEntry, text })
    return text !== null
  })
  const results = useSearch(toQuery(entry))
  const list = useRef<HTMLDivElement>(null)
  const pristine = JSON.stringify(toQuery(entry)) === JSON.stringify(toQuery(emptyEntry))
  const intoList = (event: React.KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    list.current?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus()
  }
  return (
    <Stack gap="sm" className={styles.page}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('title')}</Title>
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      </Group>
      <div className="mc-panel">
        <div className={`mc-body ${styles.query}`}>
          <div onKeyDown={intoList} role="search">
            <TextField
              label={t('label')}
              placeholder={t('placeholder')}
              value={entry.text}
              onChange={(text) => setEntry({ ...entry, text })}
              rightSection={<IconSearch size={16} aria-hidden="true" />}
              autoFocus
            />
          </div>
          <Filters entry={entry} onChange={setEntry} />
        </div>
      </div>
      {results?.failed === true && (
        <Alert color="lacquer" role="alert">
          {t('failed')}
        </Alert>
      )}
      {results !== undefined && (
        <div ref={list} className={styles.results}>
          <Found rows={results.rows} pristine={pristine} />
        </div>
      )}
    </Stack>
  )
}

/** A person's card or number lists that person's dossiers; a dossier's own code opens it, wherever it is scanned. */
function searchTextOf({ thing, text, several }: Scan): string | null {
  if (thing.kind === 'idNumber') return thing.number
  if (several === true) return text
  const reading = thing.kind === 'idCard' ? parseIdCardQr(thing.text) : null
  return reading?.ok === true ? reading.card.number : null
}

function Found({ rows, pristine }: { rows: DossierRow[]; pristine: boolean }) {
  const { t } = useTranslation('search')
  const navigate = useNavigate()
  const { now } = useDesk()
  const time = useNow(now)
  const [activeId, setActiveId] = useState<string | null>(null)
  const active = rows.find(({ id }) => id === activeId) ?? rows[0]
  if (rows.length === 0)
    return (
      <div className={`mc-panel ${styles.list}`} role="status">
        <EmptyState title={t(pristine ? 'empty' : 'nothing')} detail={t(pristine ? 'emptyDetail' : 'nothingDetail')} />
      </div>
    )
  return (
    <>
      <section className={`mc-panel ${styles.list}`} aria-label={t('results')}>
        <Text size="xs" c="dimmed" px="sm" py={4} role="status">
          {t(rows.length < searchLimit ? 'count' : 'capped', { n: rows.length })}
        </Text>
        <DossierTable
          rows={rows}
          columns={columns}
          now={time}
          label={t('results')}
          showActive
          onActive={({ id }) => setActiveId(id)}
          onOpen={({ id }) => void navigate(`/dossiers/${id}`)}
        />
      </section>
      <Preview dossierId={active?.id ?? null} />
    </>
  )
}
