import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { useTranslation } from 'react-i18next'
import { useMemo } from 'react'
import type { DossierRow } from '../database/desk-database.ts'
import { ContactCell, FiledCell, JudgedCell, WaitingCell } from './waiting-cells.tsx'
import { AttentionMark, StatusBadge, SyncBadge } from './badges.tsx'
import styles from './dossier-table.module.css'
import { DueLabel } from './due-label.tsx'
import { ApologyByCell, AskedCell, DeadlineCell, OldDueCell, UnitCell } from './duty-cells.tsx'
import { maskIdNumber } from '../../shared/citizen/masking.ts'
import { formatDate, formatMoment } from './time.ts'

export const features = tableFeatures({})
const helper = createColumnHelper<typeof features, DossierRow>()

export type ColumnName =
  | 'number'
  | 'procedure'
  | 'submitter'
  | 'received'
  | 'due'
  | 'finished'
  | 'status'
  | 'holder'
  | 'sync'
  | 'person'
  | 'receivedDay'
  | 'syncMark'
  | 'apologyBy'
  | 'unit'
  | 'oldDue'
  | 'asked'
  | 'deadline'
  | 'contact'
  | 'filed'
  | 'waiting'
  | 'judged'

/** Columns in the order asked for; each shows two facts at most, so that a row stays one glance. */
export function useDossierColumns(names: readonly ColumnName[], now: Date) {
  const { t, i18n } = useTranslation('ui')
  return useMemo(() => {
    const header = (name: Exclude<ColumnName, 'receivedDay' | 'syncMark'>) => t(`column.${name}`)
    const all = {
      number: helper.display({
        id: 'number',
        header: header('number'),
        cell: ({ row }) => <NumberCell row={row.original} />,
      }),
      procedure: helper.display({
        id: 'procedure',
        header: header('procedure'),
        cell: ({ row }) => <span className={styles.clip}>{row.original.procedureName}</span>,
      }),
      submitter: helper.display({
        id: 'submitter',
        header: header('submitter'),
        cell: ({ row }) => <SubmitterCell row={row.original} />,
      }),
      received: helper.display({
        id: 'received',
        header: header('received'),
        cell: ({ row }) => <span className={styles.moment}>{formatMoment(row.original.receivedAt)}</span>,
      }),
      receivedDay: helper.display({
        id: 'receivedDay',
        header: header('received'),
        cell: ({ row }) => <span className={styles.moment}>{formatDate(row.original.receivedAt)}</span>,
      }),
      syncMark: helper.display({
        id: 'syncMark',
        header: () => <span className="mc-visually-hidden">{header('sync')}</span>,
        cell: ({ row }) => <SyncBadge state={row.original.syncState} mark />,
      }),
      due: helper.display({
        id: 'due',
        header: header('due'),
        cell: ({ row }) => <DueLabel dueAt={row.original.dueAt} finishedAt={row.original.finishedAt} now={now} />,
      }),
      finished: helper.display({
        id: 'finished',
        header: header('finished'),
        cell: ({ row }) => (row.original.finishedAt === null ? t('noValue') : formatMoment(row.original.finishedAt)),
      }),
      status: helper.display({
        id: 'status',
        header: header('status'),
        cell: ({ row }) => (
          <>
            <StatusBadge status={row.original.status} /> {row.original.needsAttention && <AttentionMark />}
          </>
        ),
      }),
      holder: helper.display({
        id: 'holder',
        header: header('holder'),
        cell: ({ row }) => row.original.holderName ?? t('atDeskHolder'),
      }),
      sync: helper.display({
        id: 'sync',
        header: header('sync'),
        cell: ({ row }) => <SyncBadge state={row.original.syncState} />,
      }),
      apologyBy: helper.display({
        id: 'apologyBy',
        header: header('apologyBy'),
        cell: ({ row }) => <ApologyByCell row={row.original} />,
      }),
      unit: helper.display({
        id: 'unit',
        header: header('unit'),
        cell: ({ row }) => <UnitCell row={row.original} />,
      }),
      oldDue: helper.display({
        id: 'oldDue',
        header: header('oldDue'),
        cell: ({ row }) => <OldDueCell row={row.original} />,
      }),
      asked: helper.display({
        id: 'asked',
        header: header('asked'),
        cell: ({ row }) => <AskedCell row={row.original} />,
      }),
      deadline: helper.display({
        id: 'deadline',
        header: header('deadline'),
        cell: ({ row }) => <DeadlineCell row={row.original} now={now} />,
      }),
      contact: helper.display({
        id: 'contact',
        header: header('contact'),
        cell: ({ row }) => <ContactCell row={row.original} />,
      }),
      filed: helper.display({
        id: 'filed',
        header: header('filed'),
        cell: ({ row }) => <FiledCell row={row.original} now={now} />,
      }),
      waiting: helper.display({
        id: 'waiting',
        header: header('waiting'),
        cell: ({ row }) => <WaitingCell row={row.original} now={now} />,
      }),
      judged: helper.display({
        id: 'judged',
        header: header('judged'),
        cell: ({ row }) => <JudgedCell row={row.original} />,
      }),
      person: helper.display({
        id: 'person',
        header: header('person'),
        cell: ({ row }) => <PersonCell row={row.original} />,
      }),
    }
    return names.map((name) => all[name])
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words change with the language; `t` itself keeps its identity within one.
  }, [names, now, t, i18n.language])
}

function NumberCell({ row }: { row: DossierRow }) {
  const { t } = useTranslation('ui')
  return (
    <>
      <span className={styles.number}>{row.number}</span>
      {row.provisional && <span className={styles.sub}>{t('provisional')}</span>}
    </>
  )
}

function SubmitterCell({ row }: { row: DossierRow }) {
  return (
    <>
      {row.submitterName}
      {row.ownerName !== null && row.ownerName !== row.submitterName && (
        <span className={styles.sub}>{row.ownerName}</span>
      )}
    </>
  )
}

/** With the number masked: whoever stands at the counter can read the screen. */
function PersonCell({ row }: { row: DossierRow }) {
  return (
    <>
      <SubmitterCell row={row} />
      {row.idNumber !== null && <span className={styles.sub}>{maskIdNumber(row.idNumber)}</span>}
    </>
  )
}
