import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DueResult } from '../../../shared/deadline/compute-due.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { dueIfAnswered } from '../../../shared/deadline/supplement-answer.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { DueSteps } from '../../ui/due-steps.tsx'
import { formatDate, formatMoment, localDate, localInstant } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import styles from './letters.module.css'

/** Nine in the morning: within hours and before any cut-off. */
const duringThatDay = 'T09:00:00+07:00'

/** Before papers are asked for: what their coming will make of the due date. */
export function DueForecast({ dossier, deadline }: { dossier: Dossier; deadline: string | null }) {
  const { t } = useTranslation('letters')
  const none = useTranslation('ui').t('due.none')
  const { now, reference } = useDesk()
  const time = useNow(now)
  const { calendar } = reference
  if (calendar === null) return <Text size="sm">{t('noCalendar')}</Text>
  const asked = localInstant(time)
  const on = (completedAt: string) => dueIfAnswered(dossier, completedAt, asked, calendar)
  const later = deadline !== null && deadline > localDate(time) ? deadline : null
  return (
    <section className={styles.forecast} aria-label={t('forecast.title')}>
      <Text size="sm" fw={600}>
        {t('forecast.title')}
      </Text>
      <Text size="sm">{t(`forecast.${dossier.supplementPolicy}`)}</Text>
      <dl>
        <dt>{t('forecast.now')}</dt>
        <dd>{dossier.dueAt === null ? none : formatMoment(dossier.dueAt)}</dd>
        <dt>{t('forecast.ifToday')}</dt>
        <dd>
          <DueMoment result={on(asked)} />
        </dd>
        {later !== null && (
          <>
            <dt>{t('forecast.ifOn', { date: formatDate(later) })}</dt>
            <dd>
              <DueMoment result={on(`${later}${duringThatDay}`)} />
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function DueMoment({ result }: { result: DueResult }) {
  const none = useTranslation('ui').t('due.none')
  const problem = useDueProblem(result)
  if (!result.ok) return problem
  return result.due.dueAt === null ? none : formatMoment(result.due.dueAt)
}

/** Why no date can be given; null: one can. */
export function useDueProblem(result: DueResult | null): string | null {
  const { t } = useTranslation('letters')
  if (result === null) return t('noCalendar')
  if (result.ok) return null
  return t(result.code === 'OUTSIDE_CALENDAR' ? 'outsideCalendar' : 'cannotCount')
}

/** The date that is promised now, with its reasons. */
export function NewDue({ result, policy }: { result: DueResult | null; policy: Dossier['supplementPolicy'] }) {
  const { t } = useTranslation('letters')
  const none = useTranslation('ui').t('due.none')
  const problem = useDueProblem(result)
  if (result?.ok !== true)
    return (
      <Alert color="lacquer" role="alert">
        {problem}
      </Alert>
    )
  return (
    <section className={styles.forecast} aria-label={t('forecast.next')}>
      <Text size="sm">{t(`forecast.${policy}`)}</Text>
      <Text fw={600} data-testid="new-due">
        {t('forecast.next')}: {result.due.dueAt === null ? none : formatMoment(result.due.dueAt)}
      </Text>
      <DueSteps due={result.due} />
    </section>
  )
}
