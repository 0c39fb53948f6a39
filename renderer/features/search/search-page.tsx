import { Grid, Stack, Text, Title } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow } from '../../database/desk-database.ts'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { SearchFields } from './search-fields.tsx'
import { SearchPreview } from './search-preview.tsx'
import { emptySearch, shownResults, useSearch } from './use-search.ts'

const columns = ['number', 'submitter', 'idNumber', 'procedure', 'received', 'due', 'status'] as const

export function SearchPage() {
  const { t } = useTranslation('search')
  const [form, setForm] = useState(emptySearch)
  const rows = useSearch(form)
  const [chosen, setChosen] = useState<DossierRow | null>(null)
  const shown = rows?.find((row) => row.id === chosen?.id) ?? rows?.[0] ?? null
  return (
    <Stack gap="sm">
      <Title order={1}>{t('title')}</Title>
      <SearchFields form={form} onChange={setForm} />
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, lg: 9 }}>
          <Results rows={rows} isFiltered={Object.values(form).some((value) => value !== '')} onActive={setChosen} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 3 }}>{shown !== null && <SearchPreview row={shown} />}</Grid.Col>
      </Grid>
    </Stack>
  )
}

interface ResultsProps {
  rows: DossierRow[] | undefined
  isFiltered: boolean
  onActive: (row: DossierRow) => void
}

function Results({ rows, isFiltered, onActive }: ResultsProps) {
  const { t } = useTranslation('search')
  const navigate = useNavigate()
  const { now } = useDesk()
  const time = useNow(now)
  if (rows === undefined) return null
  const count = rows.length === shownResults ? t('first', { n: rows.length }) : t('count', { n: rows.length })
  const aside = (
    <Text size="sm" c="dimmed" role="status">
      {count}
    </Text>
  )
  return (
    <Panel title={t('results')} aside={aside} flush>
      {rows.length === 0 ? (
        <EmptyState
          icon={<IconSearchOff size={32} stroke={1.3} aria-hidden="true" />}
          title={t(isFiltered ? 'none' : 'empty')}
          {...(isFiltered ? { detail: t('noneDetail') } : {})}
        />
      ) : (
        <div id="search-results">
          <DossierTable
            rows={rows}
            columns={columns}
            now={time}
            label={t('results')}
            onOpen={(row) => void navigate(`/dossiers/${row.id}`)}
            onActive={onActive}
            showActive
          />
        </div>
      )}
    </Panel>
  )
}
