import { NativeSelect } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { normaliseIdNumber } from '../../../../shared/citizen/personal-id.ts'
import { correctableValues } from '../../../../shared/dossier/correction-schema.ts'
import type { CorrectableField } from '../../../../shared/dossier/correction-schema.ts'
import { readField } from '../../../../shared/dossier/corrections.ts'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkBirth, checkText, orNull, tidyBlock, tidyLine } from '../../../ui/field-checks.ts'
import type { FieldProblem } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { formatBirth, localDate, localInstant, parseBirthEntry } from '../../../ui/time.ts'
import { fieldName, wordValue } from '../describe-event.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

type Value = string | number | null
const blocks: readonly CorrectableField[] = ['request', 'note']

function asTyped(field: CorrectableField, value: Value): string {
  if (value === null) return ''
  return field.endsWith('.birth') ? formatBirth(String(value)) : String(value)
}

/** As it is stored; the schema of the field has the last word. */
function asStored(field: CorrectableField, typed: string): Value {
  if (field === 'sets') return /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  if (blocks.includes(field)) return tidyBlock(typed)
  if (field.endsWith('.idNumber')) return orNull(normaliseIdNumber(typed))
  if (field.endsWith('.birth')) return typed.trim() === '' ? null : (parseBirthEntry(typed) ?? '')
  const line = tidyLine(typed)
  return /\.(name|address)$/.test(field) && field !== 'delivery.address' ? line : orNull(line)
}

function problemOf(field: CorrectableField, typed: string, today: string): FieldProblem | null {
  if (field.endsWith('.birth')) return checkBirth(typed, today)
  if (field === 'sets')
    return correctableValues.sets.safeParse(asStored(field, typed)).success ? null : { code: 'number', min: 1, max: 99 }
  const textual = checkText(typed, {
    limit: noteLimit,
    required: field.endsWith('.name'),
    lines: blocks.includes(field),
  })
  if (textual !== null) return textual
  return correctableValues[field].safeParse(asStored(field, typed)).success ? null : { code: 'invalid' }
}

function CorrectDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const words = { t, ui: useTranslation('ui').t }
  const { now } = useDesk()
  const { dossier } = record
  const fields = (Object.keys(correctableValues) as CorrectableField[]).filter(
    (field) => dossier.owner !== null || !field.startsWith('owner.'),
  )
  const [field, setField] = useKept('field', z.enum(fields), fields[0] ?? 'submitter.name')
  const current = readField(dossier, field)
  const [typed, setTyped] = useKept('typed', keptText, asTyped(field, current))
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  const problem = problemOf(field, typed, localDate(now()))
  const unchanged = problem === null && asStored(field, typed) === current
  const reasonProblem = checkText(reason, { limit: noteLimit, required: true, lines: true })
  const choose = (next: CorrectableField) => {
    setField(next)
    setTyped(asTyped(next, readField(dossier, next)))
    setChecked(false)
  }
  const make = () => {
    setChecked(true)
    if (problem !== null || unchanged || reasonProblem !== null) return null
    const payload = { field, from: current, to: asStored(field, typed), reason: tidyBlock(reason) }
    return { dossierId: dossier.id, type: 'corrected', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog title={t('action.correct')} make={make} onClose={onClose}>
      <NativeSelect
        label={t('dialog.field')}
        data-autofocus
        value={field}
        data={fields.map((one) => ({ value: one, label: fieldName(one, words) }))}
        onChange={(event) => choose(fields.find((one) => one === event.currentTarget.value) ?? 'submitter.name')}
      />
      <TextField
        label={t('dialog.current')}
        value={wordValue(field, current, words)}
        readOnly
        onChange={() => undefined}
      />
      <NewValue
        field={field}
        typed={typed}
        onChange={setTyped}
        problem={checked ? problem : null}
        error={checked && unchanged ? t('dialog.unchanged') : null}
      />
      <TextField
        label={t('dialog.correctReason')}
        lines
        required
        value={reason}
        onChange={setReason}
        problem={checked ? reasonProblem : null}
      />
    </ActionDialog>
  )
}

interface NewValueProps {
  field: CorrectableField
  typed: string
  onChange: (typed: string) => void
  problem: FieldProblem | null
  error: string | null
}

function NewValue({ field, typed, onChange, problem, error }: NewValueProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  if (!field.endsWith('.sex'))
    return (
      <TextField
        label={t('dialog.corrected')}
        value={typed}
        onChange={onChange}
        problem={problem}
        error={error}
        lines={blocks.includes(field)}
        required
      />
    )
  return (
    <NativeSelect
      label={t('dialog.corrected')}
      value={typed}
      error={error}
      data={[
        { value: '', label: t('line.empty') },
        { value: 'male', label: words('sex.male') },
        { value: 'female', label: words('sex.female') },
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export const correct: DossierAction = {
  id: 'correct',
  Icon: IconPencil,
  isOffered: ({ receivedAt }) => receivedAt !== '',
  Dialog: CorrectDialog,
}
