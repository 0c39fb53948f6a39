/** Columns of the lists of those who wait: filings for an answer, results for their citizen. */
import { useTranslation } from 'react-i18next'
import { formatPhone } from '../../shared/citizen/phone.ts'
import type { DossierRow } from '../database/desk-database.ts'
import { Badge } from './badges.tsx'
import styles from './dossier-table.module.css'
import { daysBetween, formatDate, formatMoment, localInstant } from './time.ts'
import { useDuration } from './use-duration.ts'

export function ContactCell({ row: { phone, pickUp } }: { row: DossierRow }) {
  const { t } = useTranslation('ui')
  return (
    <>
      {phone === null || phone === '' ? t('pickUp.noPhone') : formatPhone(phone)}
      {pickUp && pickUp.way !== 'atDesk' && <span className={styles.sub}>{t(`delivery.${pickUp.way}`)}</span>}
    </>
  )
}

export function FiledCell({ row: { filedAt, papersFiledAt = null }, now }: { row: DossierRow; now: Date }) {
  const { t } = useTranslation('ui')
  const duration = useDuration()
  if (papersFiledAt !== null)
    return (
      <>
        <Badge tone="soon">{t('papersFiled')}</Badge>
        <span className={styles.sub}>
          {formatMoment(papersFiledAt)} · {duration(now.getTime() - Date.parse(papersFiledAt))}
        </span>
      </>
    )
  if (filedAt === undefined || filedAt === null) return null
  return (
    <>
      <span className={styles.moment}>{formatMoment(filedAt)}</span>
      <span className={styles.sub}>{duration(now.getTime() - Date.parse(filedAt))}</span>
    </>
  )
}

/** Days since the citizen could have come, and whether they were told. */
export function WaitingCell({ row: { dueAt, finishedAt, pickUp }, now }: { row: DossierRow; now: Date }) {
  const { t } = useTranslation('ui')
  const today = localInstant(now)
  const days = [dueAt, finishedAt].filter((at) => at !== null).map((at) => daysBetween(at, today))
  return (
    <>
      <span className={styles.moment}>{t('pickUp.days', { n: days.length === 0 ? 0 : Math.min(...days) })}</span>
      <span className={styles.sub}>{useReminderWords(pickUp)}</span>
    </>
  )
}

function useReminderWords(pickUp: DossierRow['pickUp']): string {
  const { t } = useTranslation('ui')
  if (!pickUp || pickUp.remindedAt === null) return t('pickUp.notReminded')
  const date = formatDate(pickUp.remindedAt)
  return pickUp.reached ? t('pickUp.reached', { date }) : t('pickUp.reminded', { n: pickUp.reminders, date })
}

/** By the end of processing, as the law counts it: a citizen who comes late makes nothing late. */
export function JudgedCell({ row: { finishedAt, pickUp } }: { row: DossierRow }) {
  const { t } = useTranslation('ui')
  const due = pickUp?.judgedDueAt ?? null
  if (due === null || finishedAt === null) return t('pickUp.noLimit')
  if (Date.parse(finishedAt) > Date.parse(due)) return <Badge tone="late">{t('pickUp.late')}</Badge>
  // Before the day that was promised, as the dossier's own page and the report say it.
  return <Badge tone="good">{t(daysBetween(finishedAt, due) > 0 ? 'pickUp.early' : 'pickUp.onTime')}</Badge>
}
