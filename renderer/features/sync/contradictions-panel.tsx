import { IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import type { ColumnName } from '../../ui/dossier-columns.tsx'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useObservable } from '../../ui/use-observable.ts'

const columns: readonly ColumnName[] = ['number', 'submitter', 'procedure', 'received', 'due', 'status', 'sync']

/** What desks recorded apart and does not fit together, also of dossiers that are closed, until somebody has settled it. */
export function ContradictionsPanel() {
  const { t } = useTranslation('sync')
  const { db, now } = useDesk()
  const navigate = useNavigate()
  const time = useNow(now)
  const rows = useObservable(() => db.watchContradictions(), db)
  if (rows === undefined) return null
  return (
    <Panel title={`${t('contradictions.title')} (${rows.length})`} flush>
      {rows.length === 0 ? (
        <EmptyState
          icon={<IconScale size={32} stroke={1.3} aria-hidden="true" />}
          title={t('contradictions.none')}
          detail={t('contradictions.noneDetail')}
        />
      ) : (
        <DossierTable
          rows={rows}
          columns={columns}
          now={time}
          label={t('contradictions.title')}
          onOpen={({ id }) => void navigate(`/dossiers/${id}`)}
        />
      )}
    </Panel>
  )
}
