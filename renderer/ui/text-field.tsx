import { Anchor, TextInput, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProblem } from './field-checks.ts'
import styles from './text-field.module.css'

export function useFieldWords(): (problem: FieldProblem) => string {
  const { t } = useTranslation('ui')
  return (problem) => t(`field.${problem.code}`, { ...problem })
}

interface TextFieldProps {
  label: React.ReactNode
  value: string
  onChange: (value: string) => void
  /** Path within the form: by it the first wrong field is found and focused. */
  name?: string
  problem?: FieldProblem | null
  /** An error in the screen's own words. */
  error?: React.ReactNode
  /** A doubt: said, but no obstacle. */
  warning?: React.ReactNode
  hint?: string
  required?: boolean
  lines?: boolean
  disabled?: boolean
  /** Said, not asked: shown without a frame. */
  readOnly?: boolean
  autoFocus?: boolean
  /** A scanned number is wanted as it is: what a reader types here stays, unless it is a dossier's or a card's. */
  takesScans?: boolean
  inputMode?: 'numeric' | 'tel' | 'email'
  placeholder?: string
  rightSection?: React.ReactNode
  'aria-label'?: string
  className?: string
}

/** A text field that words its own problems, and offers to remove what cannot be printed. */
export function TextField(props: TextFieldProps) {
  const {
    name,
    problem = null,
    error,
    warning,
    hint,
    lines = false,
    value,
    onChange,
    className,
    takesScans,
    ...rest
  } = props
  const warningId = useId()
  const shown = problem === null ? error : <ProblemLine problem={problem} onRepair={onChange} />
  const hasWarning = warning !== undefined && warning !== null && (shown === undefined || shown === null)
  const shared = {
    ...rest,
    ...(rest.readOnly === true ? { variant: 'filled' } : {}),
    // A dialog's focus trap would move the focus to its close button.
    ...(rest.autoFocus === true ? { 'data-autofocus': true } : {}),
    value,
    description: hint,
    error: shown,
    'data-field': name,
    autoComplete: 'off',
    spellCheck: false,
    ...(hasWarning ? { 'aria-describedby': warningId } : {}),
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value),
  }
  return (
    <div className={className} data-scan={takesScans === true ? 'text' : undefined}>
      {lines ? <Textarea {...shared} /> : <TextInput {...shared} />}
      {hasWarning && (
        <span id={warningId} className={styles.warning} role="status">
          <IconAlertTriangle size={14} aria-hidden="true" /> {warning}
        </span>
      )}
    </div>
  )
}

function ProblemLine({ problem, onRepair }: { problem: FieldProblem; onRepair: (value: string) => void }) {
  const { t } = useTranslation('ui')
  const words = useFieldWords()
  if (!('repaired' in problem)) return words(problem)
  return (
    <>
      {words(problem)}{' '}
      <Anchor component="button" type="button" size="xs" onClick={() => onRepair(problem.repaired)}>
        {t('field.repair')}
      </Anchor>
    </>
  )
}
