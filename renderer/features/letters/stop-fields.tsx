/** What a stop leaves to settle, whoever wanted it: fees and papers that go back, and the number of the notice. */
import { Alert, Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useKept } from '../../app/save/kept-entries.tsx'
import { checkText, orNull, tidyLine } from '../../ui/field-checks.ts'
import { formatMoney, moneyEntry, parseMoney } from '../../ui/money.ts'
import { TextField } from '../../ui/text-field.tsx'
import { amountPaid } from '../dossier/money.ts'
import { hasForm } from '../printing/plan-request.ts'
import styles from './letters.module.css'

/** Names of what the desk took and has not given back. */
function papersLeft({ components, givenBack }: Dossier): string[] {
  const back = new Set(givenBack.flatMap(({ papers }) => papers))
  return [...new Set(components.filter(({ kind }) => kind !== 'electronic').map(({ name }) => name))].filter(
    (name) => !back.has(name),
  )
}

const entrySchema = z.object({
  /** Papers that stay at the desk. */
  kept: z.array(z.string()),
  fees: z.string(),
  number: z.string(),
})
type StopEntry = z.infer<typeof entrySchema>

export function useStopFields(dossier: Dossier) {
  const paid = Math.max(0, amountPaid(dossier))
  const [papers] = useState(() => papersLeft(dossier))
  const [entry, setEntry] = useKept<StopEntry>('stop', entrySchema, { kept: [], fees: moneyEntry(paid), number: '' })
  const { kept, fees, number } = entry
  const amount = parseMoney(fees)
  const feeProblem = amount === null ? 'money' : amount > paid ? 'tooMuch' : null
  const numberProblem = checkText(number, { limit: 80 })
  return {
    papers,
    entry,
    set: (change: Partial<StopEntry>) => setEntry((current) => ({ ...current, ...change })),
    paid,
    feeProblem,
    numberProblem,
    isWrong: feeProblem !== null || numberProblem !== null,
    /** Only of fields without a problem. */
    settled: () => ({
      papersGivenBack: papers.filter((paper) => !kept.includes(paper)),
      feesToReturn: amount ?? 0,
      formNumber: orNull(tidyLine(number)),
    }),
  }
}

export function StopFields({ dossier, stop }: { dossier: Dossier; stop: ReturnType<typeof useStopFields> }) {
  const { t } = useTranslation('letters')
  const words = useTranslation('ui').t
  const desk = useDesk()
  const { feeProblem, paid } = stop
  const hasNotice = hasForm(desk, 'stopNotice', dossier)
  return (
    <>
      {dossier.holder !== null && (
        <Alert color="amber" role="status">
          {t('stop.atUnit', { unit: dossier.holder.name })}
        </Alert>
      )}
      <Papers stop={stop} />
      <div className={styles.pair}>
        <TextField
          label={t('stop.fees')}
          hint={t('stop.feesHint', { amount: formatMoney(paid) })}
          inputMode="numeric"
          value={stop.entry.fees}
          onChange={(fees) => stop.set({ fees })}
          error={
            feeProblem === null
              ? null
              : feeProblem === 'money'
                ? words('field.money')
                : t('stop.tooMuch', { amount: formatMoney(paid) })
          }
        />
        {hasNotice && (
          <TextField
            label={t('stop.number')}
            hint={t('numberHint')}
            value={stop.entry.number}
            onChange={(number) => stop.set({ number })}
            problem={stop.numberProblem}
          />
        )}
      </div>
      {!hasNotice && (
        <Text size="sm" c="dimmed">
          {t('stop.noNotice')}
        </Text>
      )}
    </>
  )
}

function Papers({ stop }: { stop: ReturnType<typeof useStopFields> }) {
  const { t } = useTranslation('letters')
  const { papers, set } = stop
  const { kept } = stop.entry
  return (
    <fieldset className={styles.group}>
      <legend>{t('stop.papers')}</legend>
      {papers.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('stop.noPapers')}
        </Text>
      )}
      {papers.map((paper) => (
        <Checkbox
          key={paper}
          className={styles.choice}
          label={paper}
          checked={!kept.includes(paper)}
          onChange={(event) =>
            set({ kept: event.currentTarget.checked ? kept.filter((one) => one !== paper) : [...kept, paper] })
          }
        />
      ))}
    </fieldset>
  )
}
