import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dossierStatuses } from '../../../shared/dossier/dossier.ts'
import { channelSchema } from '../../../shared/procedure/catalogue.ts'
import { areaName, bookParts } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { compareVietnamese } from '../../../shared/text/collation.ts'
import { DateSpanFields } from '../../ui/date-span-fields.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { ProcedureSelect } from '../../ui/procedure-select.tsx'
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
      <DateSpanFields
        words={{ from: t('from'), to: t('to'), backwards: t('backwards') }}
        span={entry}
        problems={findProblems(entry)}
        onChange={set}
      />
      <ProcedureSelect
        words={{ label: t('procedure'), any: t('any'), clear: t('clear') }}
        procedures={book
          .filter(({ procedureCode }) => procedureCode !== '')
          .map(({ procedureCode, procedure }) => [procedureCode, procedure] as const)}
        code={entry.procedureCode}
        onChange={(procedureCode) => set({ procedureCode })}
      />
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
