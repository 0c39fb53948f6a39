import { Button, NativeSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dossierStatuses } from '../../../shared/dossier/dossier.ts'
import { channelSchema } from '../../../shared/procedure/catalogue.ts'
import { areaName, bookParts } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { compareVietnamese } from '../../../shared/text/collation.ts'
import { rankMatch } from '../../../shared/text/fold-text.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAltKeys } from '../../ui/use-alt-keys.ts'
import { emptyEntry, findProblems, isFiltered } from './entry.ts'
import type { RegisterEntryFields } from './entry.ts'
import styles from './register.module.css'

interface FiltersProps {
  entry: RegisterEntryFields
  book: readonly RegisterLine[]
  onChange: (entry: RegisterEntryFields) => void
  onIntoList: () => void
}

/** What one may choose is what stands in the book. */
export function Filters({ entry, book, onChange, onIntoList }: FiltersProps) {
  const { t } = useTranslation('register')
  const problems = findProblems(entry)
  const set = (change: Partial<RegisterEntryFields>) => onChange({ ...entry, ...change })
  const clear = () => onChange({ ...emptyEntry, volume: entry.volume })
  useAltKeys({ b: clear })
  const intoList = (event: React.KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    onIntoList()
  }
  return (
    <div className={styles.filters} role="search">
      <div onKeyDown={intoList}>
        <TextField
          label={t('text')}
          placeholder={t('textPlaceholder')}
          value={entry.text}
          onChange={(text) => set({ text })}
          autoFocus
        />
      </div>
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
      <ProcedureFilter entry={entry} book={book} onChange={(procedureCode) => set({ procedureCode })} />
      <Choices entry={entry} book={book} onChange={set} />
      <Button
        variant="subtle"
        mt={24}
        disabled={!isFiltered(entry)}
        rightSection={<KeyHint keys="Alt B" />}
        aria-keyshortcuts="Alt+B"
        onClick={clear}
      >
        {t('clear')}
      </Button>
    </div>
  )
}

function ProcedureFilter(props: Pick<FiltersProps, 'entry' | 'book'> & { onChange: (code: string) => void }) {
  const { t } = useTranslation('register')
  const byCode = new Map(props.book.map(({ procedureCode, procedure }) => [procedureCode, procedure]))
  return (
    <Select
      label={t('procedure')}
      placeholder={t('any')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      data={[...byCode].map(([value, name]) => ({ value, label: `${value} ${name}` }))}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && rankMatch(search, option.label) > 0)
      }
      value={props.entry.procedureCode === '' ? null : props.entry.procedureCode}
      onChange={(value) => props.onChange(value ?? '')}
    />
  )
}

/** Communes, and the hamlets that addresses name in them. */
function areasOf(book: readonly RegisterLine[]): string[] {
  const found = new Set(book.flatMap((line) => [line.area, areaName(line)]))
  return [...found].filter((area) => area !== '')
}

interface ChoicesProps extends Pick<FiltersProps, 'entry' | 'book'> {
  onChange: (change: Partial<RegisterEntryFields>) => void
}

function Choices({ entry, book, onChange }: ChoicesProps) {
  const { t } = useTranslation('register')
  const words = useTranslation('ui').t
  const any = { value: '', label: t('any') }
  const named = (values: Iterable<readonly [string, string]>) =>
    [...new Map(values)].map(([value, label]) => ({ value, label })).sort((a, b) => compareVietnamese(a.label, b.label))
  return (
    <>
      <NativeSelect
        label={t('field')}
        value={entry.field}
        data={[any, ...named(book.map(({ field }) => [field, field] as const)).filter(({ value }) => value !== '')]}
        onChange={(event) => onChange({ field: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('status')}
        value={entry.status}
        data={[any, ...dossierStatuses.map((value) => ({ value, label: words(`status.${value}`) }))]}
        onChange={(event) =>
          onChange({ status: dossierStatuses.find((status) => status === event.currentTarget.value) ?? '' })
        }
      />
      <NativeSelect
        label={t('channel')}
        value={entry.channel}
        data={[any, ...channelSchema.options.map((value) => ({ value, label: words(`channel.${value}`) }))]}
        onChange={(event) =>
          onChange({ channel: channelSchema.options.find((channel) => channel === event.currentTarget.value) ?? '' })
        }
      />
      <NativeSelect
        label={t('officer')}
        value={entry.officerId}
        data={[any, ...named(book.map(({ officerId, receiver }) => [officerId, receiver || officerId] as const))]}
        onChange={(event) => onChange({ officerId: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('area')}
        value={entry.area}
        data={[any, ...named(areasOf(book).map((area) => [area, area] as const))]}
        onChange={(event) => onChange({ area: event.currentTarget.value })}
      />
      {(entry.part !== '' || book.some(({ closed }) => closed)) && (
        <NativeSelect
          label={t('part')}
          value={entry.part}
          data={[any, ...bookParts.map((value) => ({ value, label: t(`parts.${value}`) }))]}
          onChange={(event) => onChange({ part: bookParts.find((part) => part === event.currentTarget.value) ?? '' })}
        />
      )}
    </>
  )
}
