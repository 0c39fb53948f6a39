import { Anchor, Checkbox, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { DossierRow } from '../../database/desk-database.ts'
import { StatusBadge } from '../../ui/badges.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import styles from './intake.module.css'
import type { Duplicates } from './use-duplicates.ts'

interface DuplicatesPanelProps {
  found: Duplicates
  seen: readonly string[]
  error: string | null
  onSeen: (ids: string[]) => void
}

export function DuplicatesPanel({ found, seen, error, onSeen }: DuplicatesPanelProps) {
  const { t } = useTranslation('intake')
  if (found.failed)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('duplicates.failed')}
      </Text>
    )
  if (found.rows.length === 0) return null
  const ids = found.rows.map(({ id }) => id)
  return (
    <div role="status">
      <Panel title={t('duplicates.title')}>
        <Text size="sm" mb="xs">
          {t('duplicates.intro')}
        </Text>
        {found.rows.map((row) => (
          <DuplicateRow key={row.id} row={row} />
        ))}
        <Checkbox
          mt="sm"
          label={t('duplicates.seen')}
          error={error}
          checked={ids.every((id) => seen.includes(id))}
          data-field="duplicates"
          onChange={(event) => onSeen(event.currentTarget.checked ? ids : [])}
        />
      </Panel>
    </div>
  )
}

function DuplicateRow({ row }: { row: DossierRow }) {
  const { t } = useTranslation('intake')
  const navigate = useNavigate()
  return (
    <div className={styles.duplicate}>
      <Anchor
        component="button"
        type="button"
        size="sm"
        fw={600}
        aria-label={t('duplicates.open', { number: row.number })}
        onClick={() => void navigate(`/dossiers/${row.id}`)}
      >
        {row.number}
      </Anchor>
      <StatusBadge status={row.status} />
      <span className={styles.sub}>
        {[row.submitterName, formatMoment(row.receivedAt || (row.filedAt ?? ''))].join(' · ')}
      </span>
    </div>
  )
}
