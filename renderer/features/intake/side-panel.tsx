import { Button, Text } from '@mantine/core'
import { IconDeviceFloppy, IconFileX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isProvisionalDue } from '../../../shared/deadline/due.ts'
import { findResolvingUnit } from '../../../shared/reference/units.ts'
import type { Procedure } from '../../../shared/procedure/catalogue.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { DueSteps, wordLimit } from '../../ui/due-steps.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatMoney } from '../../ui/money.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatDate, formatTime, weekdayOf } from '../../ui/time.ts'
import { chosenAmount } from './charge.ts'
import type { IntakeForm } from './form.ts'
import styles from './intake.module.css'
import { arrivalOf, dueFor } from './payload.ts'
import { useSentence } from './problem-words.ts'
import type { Problems } from './validate.ts'

interface DuePanelProps {
  form: IntakeForm
  procedure: Procedure | null
  problems: Problems
  time: Date
}

/** Worked out as one types, with its reasons. */
export function DuePanel({ form, procedure, problems, time }: DuePanelProps) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const sentence = useSentence()
  const { calendar } = useDesk().reference
  const due = procedure === null || calendar === null ? null : dueFor(procedure, form, calendar, time)
  const arrived = arrivalOf(form, time)
  return (
    <Panel title={t('side.due')}>
      {due?.ok === true ? (
        <>
          <div className={styles.dueMoment} data-testid="due">
            {due.due.dueAt === null
              ? words('due.none')
              : `${formatTime(due.due.dueAt)}, ${words(`weekday.d${weekdayOf(due.due.dueAt) as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)} ${formatDate(due.due.dueAt)}`}
            {isProvisionalDue(due.due) && ` (${words('dueStep.provisional').toLowerCase()})`}
          </div>
          <Text size="sm" mb="xs">
            {t('side.limit', { limit: wordLimit(due.due.limit, words) })}
          </Text>
          {arrived !== null && (
            <Text size="sm" mb="xs">
              {t('side.fromArrival', { date: formatDate(arrived) })}
            </Text>
          )}
          <DueSteps due={due.due} />
        </>
      ) : (
        <Text
          size="sm"
          className={procedure === null ? undefined : styles.error}
          role={procedure === null ? undefined : 'alert'}
        >
          {procedure === null ? t('side.dueNone') : (sentence(problems['due']) ?? t('problem.noCalendar'))}
        </Text>
      )}
    </Panel>
  )
}

export function SummaryPanel({ form, procedure }: { form: IntakeForm; procedure: Procedure | null }) {
  const { t } = useTranslation('intake')
  const { reference, info } = useDesk()
  const received = form.components.filter((component) => component.received)
  const unit =
    procedure === null
      ? null
      : findResolvingUnit(
          { version: '', organisations: reference.organisations },
          info.communeId,
          procedure.resolvingUnitId,
        )
  return (
    <Panel title={t('side.summary')}>
      <dl className={styles.facts}>
        <dt>{t('side.papers')}</dt>
        <dd>{received.length}</dd>
        <dt>{t('side.giveBack')}</dt>
        <dd>{received.filter(({ toGiveBack }) => toGiveBack).length}</dd>
        <dt>{t('side.amount')}</dt>
        <dd>{formatMoney(chosenAmount(form, procedure) ?? 0)}</dd>
        <dt>{t('side.unit')}</dt>
        <dd>{unit?.name ?? t('side.noUnit')}</dd>
      </dl>
    </Panel>
  )
}

export function SaveButton({ busy, atOnce, onSave }: { busy: boolean; atOnce: boolean; onSave: () => void }) {
  const { t } = useTranslation('intake')
  return (
    <Button
      size="md"
      fullWidth
      loading={busy}
      aria-keyshortcuts="Control+Enter"
      leftSection={<IconDeviceFloppy size={18} aria-hidden="true" />}
      rightSection={<KeyHint keys="Ctrl ↵" />}
      onClick={onSave}
    >
      {busy ? t('saving') : atOnce ? t('saveAtOnce') : t('save')}
    </Button>
  )
}

export function RefuseButton({ onRefuse }: { onRefuse: () => void }) {
  const { t } = useTranslation('intake')
  return (
    <Button
      variant="default"
      fullWidth
      aria-keyshortcuts="Alt+0"
      leftSection={<IconFileX size={16} aria-hidden="true" />}
      rightSection={<KeyHint keys="Alt 0" />}
      onClick={onRefuse}
    >
      {t('refuse')}
    </Button>
  )
}
