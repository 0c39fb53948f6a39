import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { usualRefusalReasons } from '../../../shared/forms/refusal-reasons.ts'
import type { FieldProblem } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'

interface RefusalReasonProps {
  reason: string
  onChange: (reason: string) => void
  problem: FieldProblem | null
}

/** A usual reason to begin with, and the officer's own words. */
export function RefusalReason({ reason, onChange, problem }: RefusalReasonProps) {
  const { t } = useTranslation('letters')
  return (
    <>
      <NativeSelect
        label={t('refusal.usual')}
        data-autofocus
        value={usualRefusalReasons.find((usual) => usual === reason) ?? ''}
        data={[
          { value: '', label: t('refusal.own') },
          ...usualRefusalReasons.map((usual) => ({ value: usual, label: usual })),
        ]}
        onChange={(event) => event.currentTarget.value !== '' && onChange(event.currentTarget.value)}
      />
      <TextField label={t('refusal.reason')} lines required value={reason} onChange={onChange} problem={problem} />
    </>
  )
}
