import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dossierStatuses } from '../../../shared/dossier/dossier.ts'
import { compareVietnamese } from '../../../shared/text/collation.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { dateProblems, emptySearch, type SearchForm } from './use-search.ts'

interface SearchFieldsProps {
  form: SearchForm
  onChange: (form: SearchForm) => void
}

/** Arrow down leaves the text for the results. */
function goToResults(event: React.KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
  const row = document.querySelector<HTMLElement>('#search-results tbody tr[tabindex="0"]')
  if (row === null) return
  event.preventDefault()
  row.focus()
}

export function SearchFields({ form, onChange }: SearchFieldsProps) {
  const { t } = useTranslation('search')
  return (
    <div>
      <TextInput
        label={t('text')}
        description={t('hint')}
        value={form.text}
        onChange={(event) => onChange({ ...form, text: event.currentTarget.value })}
        onKeyDown={goToResults}
        leftSection={<IconSearch size={17} aria-hidden="true" />}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        data-field="search"
      />
      <Filters form={form} onChange={onChange} />
    </div>
  )
}

function Filters({ form, onChange }: SearchFieldsProps) {
  const { t } = useTranslation('search')
  const words = useTranslation('ui').t
  const { reference } = useDesk()
  const problems = dateProblems(form)
  const set = (change: Partial<SearchForm>) => onChange({ ...form, ...change })
  const procedures = (reference.catalogue?.procedures ?? []).toSorted((a, b) => compareVietnamese(a.name, b.name))
  const statuses = [
    { value: '', label: t('anyStatus') },
    ...dossierStatuses.map((value) => ({ value, label: words(`status.${value}`) })),
  ]
  const names = [
    { value: '', label: t('anyProcedure') },
    ...procedures.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
  ]
  const problem = (name: 'from' | 'to') => (problems[name] === null ? undefined : t(problems[name]))
  return (
    <Group mt="xs" gap="sm" align="flex-start">
      <NativeSelect
        label={t('status')}
        data={statuses}
        value={form.status}
        onChange={(event) => set({ status: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('procedure')}
        data={names}
        value={form.procedure}
        onChange={(event) => set({ procedure: event.currentTarget.value })}
        maw={340}
      />
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          label={t(name)}
          placeholder={t('dateHint')}
          value={form[name]}
          error={problem(name)}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
          w={170}
        />
      ))}
      <Button
        variant="subtle"
        mt={24}
        disabled={isUnfiltered(form)}
        onClick={() => onChange({ ...emptySearch, text: form.text })}
      >
        {t('clear')}
      </Button>
    </Group>
  )
}

const isUnfiltered = ({ status, procedure, from, to }: SearchForm): boolean =>
  [status, procedure, from, to].every((value) => value === '')
