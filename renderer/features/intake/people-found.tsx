import { Anchor, Group, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskIdNumber } from '../../../shared/citizen/masking.ts'
import type { FoundPerson } from '../../../shared/dossier/find-people.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatDate } from '../../ui/time.ts'
import type { PersonEntry } from './form.ts'
import styles from './people-found.module.css'
import { takeOver } from './take-over.ts'
import { usePeople } from './use-people.ts'

const shown = 5
const takeKeys = 'Alt ↵'

interface PeopleFoundProps {
  path: 'submitter' | 'owner'
  person: PersonEntry
  dossierId: string
  onChange: (person: PersonEntry) => void
  /** The person's fields: the keys are heard in them. */
  children: React.ReactNode
}

/** Below a person's fields: who of earlier dossiers is meant. Alt and Enter take the marked one over, Alt and arrows move the mark. */
export function PeopleFound({ path, person, dossierId, onChange, children }: PeopleFoundProps) {
  const { found, failed } = usePeople(person, dossierId)
  const [marked, setMarked] = useState(0)
  const [taken, setTaken] = useState<{ before: PersonEntry; after: PersonEntry; from: FoundPerson } | null>(null)
  const news = found.filter((one) => differs(person, takeOver(person, one.person)))
  const list = news.slice(0, shown)
  const at = Math.min(marked, list.length - 1)
  const take = (one: FoundPerson | undefined) => {
    if (one === undefined) return
    const after = takeOver(person, one.person)
    setTaken({ before: person, after, from: one })
    setMarked(0)
    onChange(after)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (list.length === 0 || !event.altKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0
    if (event.key !== 'Enter' && step === 0) return
    event.preventDefault()
    event.stopPropagation()
    if (step === 0) take(list[at])
    else setMarked(Math.max(0, Math.min(at + step, list.length - 1)))
  }
  // Said only while the fields are as they were filled in.
  const said = taken !== null && !differs(person, taken.after) ? taken : null
  return (
    <div onKeyDown={onKeyDown}>
      {children}
      {said !== null && (
        <Taken
          name={said.from.person.name}
          number={said.from.number}
          onUndo={() => {
            onChange(said.before)
            setTaken(null)
          }}
        />
      )}
      {failed && <Failed />}
      {list.length > 0 && <List path={path} list={list} more={news.length - list.length} marked={at} onTake={take} />}
    </div>
  )
}

function differs(a: PersonEntry, b: PersonEntry): boolean {
  return (Object.keys(a) as (keyof PersonEntry)[]).some((key) => a[key] !== b[key])
}

function Failed() {
  const { t } = useTranslation('intake')
  return (
    <Text size="sm" c="dimmed" role="status">
      {t('people.failed')}
    </Text>
  )
}

function Taken({ name, number, onUndo }: { name: string; number: string; onUndo: () => void }) {
  const { t } = useTranslation('intake')
  return (
    <Group gap="sm" mt={6} role="status">
      <Text size="sm">{t('people.taken', { name, number })}</Text>
      <Anchor component="button" type="button" size="sm" onClick={onUndo}>
        {t('scan.undo')}
      </Anchor>
    </Group>
  )
}

interface ListProps {
  path: string
  list: FoundPerson[]
  more: number
  marked: number
  onTake: (one: FoundPerson) => void
}

function List({ path, list, more, marked, onTake }: ListProps) {
  const { t } = useTranslation('intake')
  return (
    <section className={styles.people} aria-label={t(path === 'owner' ? 'people.titleOwner' : 'people.title')}>
      <Text size="xs" c="dimmed" role="status">
        {t('people.hint', { n: list.length + more })}
        {list.length > 1 && ` ${t('people.hintMove')}`}
      </Text>
      {list.map((one, index) => (
        <UnstyledButton
          key={one.dossierId + one.person.name}
          // Out of the way of Enter and Tab, which go from field to field; Alt and Enter are the keyboard's way here.
          tabIndex={-1}
          className={styles.person}
          data-marked={index === marked}
          aria-label={t('people.take', { name: one.person.name, number: one.number })}
          onClick={() => onTake(one)}
        >
          <PersonLine one={one} />
          {index === marked && <KeyHint keys={takeKeys} />}
        </UnstyledButton>
      ))}
      {more > 0 && (
        <Text size="xs" c="dimmed">
          {t('people.more', { n: more })}
        </Text>
      )}
    </section>
  )
}

function PersonLine({ one: { person, number, procedureName, receivedAt, dossiers } }: { one: FoundPerson }) {
  const { t } = useTranslation('intake')
  const year = person.birth?.slice(0, 4)
  const facts = [
    ...(year === undefined ? [] : [t('people.born', { year })]),
    person.idNumber === null ? t('people.noId') : maskIdNumber(person.idNumber),
  ]
  return (
    <span className={styles.line}>
      <span className={styles.name}>{person.name}</span>
      <span>{facts.join(' · ')}</span>
      <span className={styles.last}>
        {t('people.last', { number, procedure: procedureName, date: formatDate(receivedAt.slice(0, 10)) })}
        {dossiers > 1 && ` ${t('people.dossiers', { n: dossiers })}`}
      </span>
    </span>
  )
}
