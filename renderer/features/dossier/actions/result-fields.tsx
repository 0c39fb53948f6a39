import { ActionIcon, Button, Checkbox, Group, NativeSelect } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Dossier } from '../../../../shared/dossier/dossier.ts'
import type { EventDraft } from '../../../../shared/dossier/event.ts'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkCount, checkText, orNull, tidyBlock, tidyLine } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant } from '../../../ui/time.ts'
import { deskUnit } from './units.ts'

const entrySchema = z.object({ name: z.string(), number: z.string(), count: z.string() })
type ResultEntry = z.infer<typeof entrySchema>
type Outcome = NonNullable<Dossier['outcome']>
const emptyEntry: ResultEntry = { name: '', number: '', count: '1' }

function problemsOf({ name, number, count }: ResultEntry) {
  return {
    name: checkText(name, { limit: 500, required: true }),
    number: checkText(number, { limit: 120 }),
    count: checkCount(count, 1, 999),
  }
}

/** What came back from the unit; also asked for at the return of a dossier whose result was never recorded. */
export function useResult(dossier: Dossier) {
  const desk = useDesk()
  const { code, version } = dossier.procedure
  const named = desk.reference.catalogue?.procedures.find(
    (one) => one.code === code && one.version === version,
  )?.results
  const [outcome, setOutcome] = useKept<Outcome>('outcome', z.enum(['granted', 'refused']), 'granted')
  const [entries, setEntries] = useKept<ResultEntry[]>('entries', z.array(entrySchema), () =>
    awaitedNames(dossier, named ?? ['']).map((name) => ({ ...emptyEntry, name })),
  )
  const [moreExpected, setMoreExpected] = useKept('moreExpected', z.boolean(), false)
  const [note, setNote] = useKept('note', keptText, '')
  const [checked, setChecked] = useState(false)
  const noteProblem = checkText(note, { limit: noteLimit, lines: true })
  const make = (): EventDraft | null => {
    setChecked(true)
    const wrong = entries.some((entry) => Object.values(problemsOf(entry)).some((problem) => problem !== null))
    if (wrong || noteProblem !== null) return null
    const results = entries.map(({ name, number, count }) => ({
      name: tidyLine(name),
      number: orNull(tidyLine(number)),
      count: Number(count),
    }))
    const from = dossier.holder ?? dossier.resolvingUnit ?? deskUnit(desk)
    const more = moreExpected ? { moreExpected } : {}
    const payload = { from, outcome, results, note: tidyBlock(note), ...more }
    return { dossierId: dossier.id, type: 'resultArrived', at: localInstant(desk.now()), payload }
  }
  return {
    outcome,
    setOutcome,
    entries,
    setEntries,
    moreExpected,
    setMoreExpected,
    note,
    setNote,
    noteProblem,
    checked,
    make,
  }
}

/** What the catalogue names and has not arrived yet; at least one line to type in. */
function awaitedNames({ results }: Dossier, named: readonly string[]): readonly string[] {
  const here = new Set(results.map(({ name }) => name))
  const awaited = named.filter((name) => !here.has(name))
  return awaited.length > 0 || named.length === 0 ? awaited : ['']
}

export function ResultFields({ result }: { result: ReturnType<typeof useResult> }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { entries, setEntries } = result
  return (
    <>
      <NativeSelect
        label={t('dialog.outcome')}
        value={result.outcome}
        data-autofocus
        data={(['granted', 'refused'] as const).map((value) => ({ value, label: words(`outcome.${value}`) }))}
        onChange={(event) => result.setOutcome(event.currentTarget.value === 'refused' ? 'refused' : 'granted')}
      />
      {entries.map((entry, index) => (
        <ResultRow
          key={index}
          number={index + 1}
          entry={entry}
          checked={result.checked}
          onChange={(changed) => setEntries(entries.with(index, changed))}
          onRemove={() => setEntries(entries.toSpliced(index, 1))}
        />
      ))}
      <Button
        variant="subtle"
        size="xs"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => setEntries([...entries, emptyEntry])}
      >
        {t('dialog.addResult')}
      </Button>
      <Checkbox
        label={t('dialog.moreExpected')}
        description={t('dialog.moreExpectedHint')}
        checked={result.moreExpected}
        onChange={(event) => result.setMoreExpected(event.currentTarget.checked)}
      />
      <TextField
        label={t('dialog.note')}
        lines
        value={result.note}
        onChange={result.setNote}
        problem={result.noteProblem}
      />
    </>
  )
}

interface ResultRowProps {
  number: number
  entry: ResultEntry
  checked: boolean
  onChange: (entry: ResultEntry) => void
  onRemove: () => void
}

function ResultRow({ number, entry, checked, onChange, onRemove }: ResultRowProps) {
  const { t } = useTranslation('dossier')
  const problems = problemsOf(entry)
  const shown = (name: keyof typeof problems) => (checked ? problems[name] : null)
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <div style={{ flex: 3 }}>
        <TextField
          label={t('dialog.resultName')}
          value={entry.name}
          problem={shown('name')}
          required
          onChange={(name) => onChange({ ...entry, name })}
        />
      </div>
      <div style={{ flex: 2 }}>
        <TextField
          label={t('dialog.resultNumber')}
          value={entry.number}
          problem={shown('number')}
          onChange={(value) => onChange({ ...entry, number: value })}
        />
      </div>
      <div style={{ width: '5rem' }}>
        <TextField
          label={t('dialog.resultCount')}
          value={entry.count}
          problem={shown('count')}
          inputMode="numeric"
          onChange={(count) => onChange({ ...entry, count })}
        />
      </div>
      <ActionIcon
        mt={26}
        variant="subtle"
        color="gray"
        aria-label={t('dialog.removeResult', { n: number })}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden="true" />
      </ActionIcon>
    </Group>
  )
}
