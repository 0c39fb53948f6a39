import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dossierStatuses } from '../../../shared/dossier/dossier.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { DateSpanFields } from '../../ui/date-span-fields.tsx'
import { ProcedureSelect } from '../../ui/procedure-select.tsx'
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
      <DateSpanFields
        words={{ from: t('from'), to: t('to'), backwards: t('backwards') }}
        span={entry}
        problems={findProblems(entry)}
        onChange={set}
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
  return (
    <ProcedureSelect
      words={{ label: t('procedure'), any: t('anyProcedure'), clear: t('clear') }}
      procedures={(catalogue?.procedures ?? []).map((procedure) => [procedure.code, procedure.name] as const)}
      code={code}
      onChange={onChange}
    />
  )
}
