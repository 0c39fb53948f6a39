import { Button, NativeSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dossierStatuses } from '../../../shared/dossier/dossier.ts'
import { rankMatch } from '../../../shared/text/fold-text.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { emptyEntry, findProblems, parseStatus } from './query.ts'
import type { SearchEntry } from './query.ts'
import styles from './search.module.css'

interface FiltersProps {
  entry: SearchEntry
  onChange: (entry: SearchEntry) => void
}

export function Filters({ entry, onChange }: FiltersProps) {
  const { t } = useTranslation('search')
  const words = useTranslation('ui').t
  const problems = findProblems(entry)
  const set = (change: Partial<SearchEntry>) => onChange({ ...entry, ...change })
  const filtered = entry.status !== '' || entry.procedureCode !== '' || entry.from !== '' || entry.to !== ''
  return (
    <div className={styles.filters}>
      <NativeSelect
        label={t('status')}
        value={entry.status}
        data={[
          { value: '', label: t('anyStatus') },
          ...dossierStatuses.map((value) => ({ value, label: words(`status.${value}`) })),
        ]}
        onChange={(event) => set({ status: parseStatus(event.currentTarget.value) })}
      />
      <ProcedureFilter code={entry.procedureCode} onChange={(procedureCode) => set({ procedureCode })} />
      <TextField
        label={t('from')}
        value={entry.from}
        problem={problems.from === 'date' ? { code: 'date' } : null}
        error={problems.from === 'backwards' ? t('backwards') : null}
        onChange={(from) => set({ from })}
      />
      <TextField
        label={t('to')}
        value={entry.to}
        problem={problems.to === 'date' ? { code: 'date' } : null}
        onChange={(to) => set({ to })}
      />
      <Button
        variant="subtle"
        mt={24}
        disabled={!filtered}
        onClick={() => onChange({ ...emptyEntry, text: entry.text })}
      >
        {t('clear')}
      </Button>
    </div>
  )
}

function ProcedureFilter({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  const { t } = useTranslation('search')
  const { catalogue } = useDesk().reference
  const byCode = new Map((catalogue?.procedures ?? []).map((procedure) => [procedure.code, procedure.name]))
  return (
    <Select
      label={t('procedure')}
      placeholder={t('anyProcedure')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      data={[...byCode].map(([value, name]) => ({ value, label: `${value} ${name}` }))}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && rankMatch(search, option.label) > 0)
      }
      value={code === '' ? null : code}
      onChange={(value) => onChange(value ?? '')}
    />
  )
}
