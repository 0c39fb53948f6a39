import { List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Due, DueStep } from '../../shared/deadline/due.ts'
import styles from './text-field.module.css'
import { formatDate, weekdayOf } from './time.ts'

type Words = TFunction<'ui'>

function dayWithName(date: string | undefined, t: Words): string {
  if (date === undefined) return ''
  const weekday = weekdayOf(`${date}T00:00:00+07:00`) as 1 | 2 | 3 | 4 | 5 | 6 | 7
  return `${t(`weekday.d${weekday}`)} ${formatDate(date)}`
}

/** One step as a sentence. A step of a newer version is named as such rather than dropped. */
export function wordStep(step: DueStep, t: Words, limit: Due['limit']): string {
  const { date, until, name = '', time = '', count: n = 0 } = step
  // Counted in the limit's own unit; the step alone does not say in which.
  const waited = limit === null || limit.unit === 'sameDay' ? String(n) : wordLimit({ ...limit, value: n }, t)
  const words = { date: dayWithName(date, t), until: dayWithName(until, t), name, time, n, waited }
  const isSpan = until !== undefined && until !== date
  const span = isSpan ? t('dueStep.span', { date: formatDate(date ?? ''), until: formatDate(until) }) : words.date
  if (step.kind === 'movedToWorkingDay' && name !== '') return t('dueStep.movedFromNamed', words)
  return t(`dueStep.${step.kind}`, { ...words, span, defaultValue: t('dueStep.unknown') })
}

export function wordLimit(limit: Due['limit'], t: Words): string {
  return limit === null ? t('limit.none') : t(`limit.${limit.unit}`, { n: limit.value })
}

/** The reasons of a due date, as the law counts. */
export function DueSteps({ due }: { due: Due }) {
  const { t } = useTranslation('ui')
  if (due.dueAt === null) return <Text size="sm">{t('dueStep.noLimit')}</Text>
  const provisional = due.steps.filter(({ kind }) => kind === 'provisionalYear')
  const steps = due.steps.filter(({ kind }) => kind !== 'provisionalYear')
  return (
    <>
      {provisional.map((step, index) => (
        <p key={index} className={styles.warning} role="status">
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>
            <strong>{t('dueStep.provisional')}.</strong> {wordStep(step, t, due.limit)}
          </span>
        </p>
      ))}
      <List size="sm" spacing={3} type="ordered">
        {steps.map((step, index) => (
          <List.Item key={index}>{wordStep(step, t, due.limit)}</List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed" mt={4}>
        {t('dueStep.calendar', { version: due.calendarVersion })}
      </Text>
    </>
  )
}
