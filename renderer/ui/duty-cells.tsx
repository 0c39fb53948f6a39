/** Cells of the lists of duties: who owes what, and until when. */
import { useTranslation } from 'react-i18next'
import type { DossierRow } from '../database/desk-database.ts'
import styles from './dossier-table.module.css'
import { formatDate, formatMoment, localDate } from './time.ts'

/** Until when the apology had to be written. */
export function ApologyByCell({ row }: { row: DossierRow }) {
  const { t } = useTranslation('ui')
  const { apologyOwed } = row
  if (apologyOwed === undefined) return t('noValue')
  return (
    <>
      <span className={styles.moment}>{formatMoment(apologyOwed.by)}</span>
      <span className={styles.sub} data-tone={apologyOwed.kind === 'today' ? 'soon' : 'late'}>
        {t(`apologyKind.${apologyOwed.kind}`)}
      </span>
    </>
  )
}

export function UnitCell({ row }: { row: DossierRow }) {
  const { t } = useTranslation('ui')
  return row.duties?.unitName ?? t('atDeskHolder')
}

/** What was promised before the apology, and whether the new date is used up as well. */
export function OldDueCell({ row }: { row: DossierRow }) {
  const { t } = useTranslation('ui')
  const oldDueAt = row.duties?.apology?.oldDueAt ?? null
  return (
    <>
      <span className={styles.moment}>{oldDueAt === null ? t('noValue') : formatMoment(oldDueAt)}</span>
      {row.apologyOwed?.kind === 'exhausted' && (
        <span className={styles.sub} data-tone="late">
          {t('apologyKind.exhausted')}
        </span>
      )}
    </>
  )
}

export function AskedCell({ row }: { row: DossierRow }) {
  const { t } = useTranslation('ui')
  const asked = row.duties?.supplement?.requestedAt
  return <span className={styles.moment}>{asked === undefined ? t('noValue') : formatMoment(asked)}</span>
}

export function DeadlineCell({ row, now }: { row: DossierRow; now: Date }) {
  const { t } = useTranslation('ui')
  const deadline = row.duties?.supplement?.deadline ?? null
  if (deadline === null) return t('noDeadline')
  return (
    <>
      <span className={styles.moment}>{formatDate(deadline)}</span>
      {deadline < localDate(now) && (
        <span className={styles.sub} data-tone="late">
          {t('deadlinePassed')}
        </span>
      )}
    </>
  )
}
