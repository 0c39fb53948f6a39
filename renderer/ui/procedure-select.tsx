import { Select } from '@mantine/core'
import { rankMatch } from '../../shared/text/fold-text.ts'

interface ProcedureSelectProps {
  words: { label: string; any: string; clear: string }
  /** Code and name. */
  procedures: Iterable<readonly [code: string, name: string]>
  /** Empty: any. */
  code: string
  onChange: (code: string) => void
}

/** One procedure to filter by, found by code or words, without diacritics too. */
export function ProcedureSelect({ words, procedures, code, onChange }: ProcedureSelectProps) {
  return (
    <Select
      label={words.label}
      placeholder={words.any}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.clear }}
      data={[...new Map(procedures)].map(([value, name]) => ({ value, label: `${value} ${name}` }))}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && rankMatch(search, option.label) > 0)
      }
      value={code === '' ? null : code}
      onChange={(value) => onChange(value ?? '')}
    />
  )
}
