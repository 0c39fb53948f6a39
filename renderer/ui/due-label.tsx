import { useTranslation } from 'react-i18next'
import styles from './badges.module.css'
import { daysBetween, formatMoment, localInstant } from './time.ts'

export interface DueFacts {
  dueAt: string | null
  finishedAt: string | null
}

export type DueTone = 'late' | 'soon' | 'none'

/** Lateness is judged by the end of processing, never by the pick-up. */
export function dueTone({ dueAt, finishedAt }: DueFacts, now: Date): DueTone {
  if (dueAt === null) return 'none'
  const end = finishedAt === null ? now.getTime() : Date.parse(finishedAt)
  if (end > Date.parse(dueAt)) return 'late'
  if (finishedAt !== null) return 'none'
  return daysBetween(localInstant(now), dueAt) <= 1 ? 'soon' : 'none'
}

/** The promised moment, and how near it is. */
export function DueLabel({ dueAt, finishedAt, now }: DueFacts & { now: Date }) {
  const { t } = useTranslation('ui')
  if (dueAt === null) return <span className={styles.quiet}>{t('due.none')}</span>
  const end = finishedAt ?? localInstant(now)
  const days = daysBetween(end, dueAt)
  const tone = dueTone({ dueAt, finishedAt }, now)
  const note =
    tone === 'late'
      ? days < 0
        ? t('due.late', { n: -days })
        : t('due.lateToday')
      : finishedAt === null && days > 0
        ? t('due.inDays', { n: days })
        : null
  return (
    <span className={styles.due}>
      <span>{formatMoment(dueAt)}</span>
      {note !== null && (
        <span className={styles.dueNote} data-tone={tone}>
          {note}
        </span>
      )}
    </span>
  )
}
