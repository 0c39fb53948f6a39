import { Checkbox, NativeSelect, Text } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../shared/procedure/catalogue.ts'
import { payMethodSchema } from '../../../shared/procedure/catalogue.ts'
import { exemptionGroups } from '../../../shared/procedure/fees.ts'
import type { FeeLine } from '../../../shared/procedure/fees.ts'
import { formatMoney, moneyEntry } from '../../ui/money.ts'
import { TextField } from '../../ui/text-field.tsx'
import { chosenAmount, suggestedAmount, workOut } from './charge.ts'
import type { ChargeEntry, IntakeForm } from './form.ts'
import styles from './intake.module.css'
import { useProblemWords } from './problem-words.ts'
import type { Problems } from './validate.ts'

interface ChargeFieldsProps {
  form: IntakeForm
  procedure: Procedure | null
  problems: Problems
  onChange: (charge: ChargeEntry) => void
}

export const ChargeFields = memo(function ChargeFields({ form, procedure, problems, onChange }: ChargeFieldsProps) {
  const { t } = useTranslation('intake')
  const { charge } = form
  const split = useProblemWords()
  const { lines, open } = workOut(form, procedure)
  const suggested = suggestedAmount(form, procedure)
  const set = (change: Partial<ChargeEntry>) => onChange({ ...charge, ...change })
  const part = { charge, problems, set }
  return (
    <>
      {procedure !== null && lines.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('charge.none')}
        </Text>
      )}
      {lines.map((line) => (
        <FeeRow key={line.index} line={line} />
      ))}
      <div className={styles.grid}>
        <Quantities {...part} units={lines.map(({ rule }) => rule.per)} />
        <TextField
          className={styles.c4}
          {...split(problems['charge.amount'])}
          name="charge.amount"
          label={t('charge.amount')}
          hint={charge.amount === null ? undefined : t('charge.suggested', { amount: formatMoney(suggested) })}
          warning={open && charge.amount === null ? t('charge.open') : null}
          inputMode="numeric"
          value={charge.amount ?? moneyEntry(suggested)}
          onChange={(value) => set({ amount: value })}
        />
        <Exemption {...part} />
        {chosenAmount(form, procedure) !== 0 && <Timing {...part} />}
      </div>
    </>
  )
})

function FeeRow({ line: { rule, amount, exempt } }: { line: FeeLine }) {
  const { t } = useTranslation('intake')
  const rate =
    rule.amount === null ? t('charge.byOfficer') : t(`charge.per.${rule.per}`, { amount: formatMoney(rule.amount) })
  return (
    <div className={styles.fee}>
      <span className={styles.feeName}>
        {rule.note === '' ? rate : rule.note}
        {rule.note !== '' && <span className={styles.sub}>{rate}</span>}
      </span>
      <span className={styles.feeAmount}>
        {exempt ? t('charge.exempted') : amount === null ? t('charge.byOfficer') : formatMoney(amount)}
      </span>
    </div>
  )
}

interface PartProps {
  charge: ChargeEntry
  problems: Problems
  set: (change: Partial<ChargeEntry>) => void
}

/** Only what the rules count is asked for. */
function Quantities({ charge, problems, set, units }: PartProps & { units: FeeLine['rule']['per'][] }) {
  const { t } = useTranslation('intake')
  const split = useProblemWords()
  const asked = [
    { name: 'copies', shown: units.includes('copy') || units.includes('page') },
    { name: 'pages', shown: units.includes('page') },
    { name: 'cases', shown: units.includes('case') },
  ] as const
  return asked
    .filter(({ shown }) => shown)
    .map(({ name }) => (
      <TextField
        key={name}
        className={styles.c2}
        {...split(problems[`charge.${name}`])}
        name={`charge.${name}`}
        label={t(`charge.${name}`)}
        inputMode="numeric"
        value={charge[name]}
        onChange={(value) => set({ [name]: value, amount: null })}
      />
    ))
}

function Timing({ charge, problems, set }: PartProps) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const split = useProblemWords()
  return (
    <>
      <NativeSelect
        className={styles.c4}
        label={t('charge.timing')}
        value={charge.timing}
        data={(['atIntake', 'atReturn'] as const).map((value) => ({ value, label: words(`timing.${value}`) }))}
        onChange={(event) => set({ timing: event.currentTarget.value === 'atReturn' ? 'atReturn' : 'atIntake' })}
      />
      {charge.timing === 'atIntake' && (
        <Checkbox
          className={`${styles.c2} ${styles.aligned}`}
          label={t('charge.paid')}
          checked={charge.paid}
          onChange={(event) => set({ paid: event.currentTarget.checked })}
        />
      )}
      {charge.timing === 'atIntake' && charge.paid && (
        <NativeSelect
          className={styles.c4}
          label={t('charge.method')}
          value={charge.method}
          data={payMethodSchema.options.map((value) => ({ value, label: words(`method.${value}`) }))}
          onChange={({ currentTarget }) =>
            set({ method: payMethodSchema.options.find((method) => method === currentTarget.value) ?? 'cash' })
          }
        />
      )}
      {charge.timing === 'atIntake' && charge.paid && (
        <TextField
          className={styles.c4}
          {...split(problems['charge.receiptNumber'])}
          name="charge.receiptNumber"
          label={t('charge.receiptNumber')}
          value={charge.receiptNumber}
          onChange={(receiptNumber) => set({ receiptNumber })}
        />
      )}
    </>
  )
}

function Exemption({ charge, problems, set }: PartProps) {
  const { t } = useTranslation('intake')
  const split = useProblemWords()
  return (
    <>
      <NativeSelect
        className={styles.c4}
        label={t('charge.exempt')}
        value={charge.exemptGroup}
        data={[
          { value: '', label: t('charge.exemptNone') },
          ...exemptionGroups.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'other', label: t('charge.exemptOther') },
        ]}
        onChange={(event) => set({ exemptGroup: event.currentTarget.value, amount: null })}
      />
      {charge.exemptGroup === 'other' && (
        <TextField
          className={styles.c4}
          {...split(problems['charge.exemption'])}
          name="charge.exemption"
          label={t('charge.exemption')}
          value={charge.exemption}
          required
          onChange={(exemption) => set({ exemption })}
        />
      )}
    </>
  )
}
