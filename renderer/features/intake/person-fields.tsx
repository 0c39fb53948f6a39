import { NativeSelect } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import { listDoubts } from './doubts.ts'
import type { Doubt } from './doubts.ts'
import type { PersonEntry } from './form.ts'
import styles from './intake.module.css'
import { useProblemWords } from './problem-words.ts'
import type { Problems } from './validate.ts'

interface PersonFieldsProps {
  path: 'submitter' | 'owner'
  person: PersonEntry
  problems: Problems
  onChange: (person: PersonEntry) => void
}

/** In the order of an ID card, so that the eye goes along. */
export const PersonFields = memo(function PersonFields({ path, person, problems, onChange }: PersonFieldsProps) {
  const { t } = useTranslation('intake')
  const field = useField(path, person, problems, onChange)
  const isCitizen = person.kind === 'citizen'
  return (
    <div className={styles.grid} data-person={path}>
      <TextField className={styles.c3} {...field('idNumber')} label={t('person.idNumber')} takesScans />
      <IdKind person={person} onChange={onChange} />
      <TextField
        className={styles.c5}
        {...field('name')}
        label={t(isCitizen ? 'person.name' : 'person.organisationName')}
        required
      />
      <Kind person={person} onChange={onChange} />
      {isCitizen && (
        <TextField
          className={styles.c3}
          {...field('birth')}
          label={t('person.birth')}
          placeholder={t('person.birthHint')}
        />
      )}
      {isCitizen && <Sex person={person} doubt={listDoubts(person).sex} onChange={onChange} />}
      <TextField className={styles.c2} {...field('phone')} label={t('person.phone')} inputMode="tel" />
      <TextField className={styles.c3} {...field('email')} label={t('person.email')} inputMode="email" />
      <TextField className={styles.c12} {...field('address')} label={t('person.address')} required />
    </div>
  )
})

type TextName = 'name' | 'idNumber' | 'birth' | 'phone' | 'email' | 'address'

function useField(path: string, person: PersonEntry, problems: Problems, onChange: (person: PersonEntry) => void) {
  const doubts: Partial<Record<string, Doubt>> = listDoubts(person)
  const wordDoubt = useDoubtWords()
  const split = useProblemWords()
  return (name: TextName) => ({
    ...split(problems[`${path}.${name}`]),
    name: `${path}.${name}`,
    value: person[name],
    warning: wordDoubt(doubts[name]),
    onChange: (value: string) => onChange({ ...person, [name]: value }),
  })
}

function useDoubtWords(): (doubt: Doubt | undefined) => string | null {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  return (doubt) => {
    if (doubt === undefined) return null
    if (doubt.code === 'SEX_DIFFERS') return t('doubt.SEX_DIFFERS', { inNumber: words(`sex.${doubt.inNumber}`) })
    return t(`doubt.${doubt.code}`, { ...doubt })
  }
}

interface PartProps {
  person: PersonEntry
  onChange: (person: PersonEntry) => void
}

function IdKind({ person, onChange }: PartProps) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const kinds = ['personalId', 'oldId', 'passport', 'taxCode', 'other'] as const
  return (
    <NativeSelect
      // The longest kind of paper is the usual one: it has to be read whole.
      className={styles.c4}
      label={t('person.idKind')}
      value={person.idKind}
      data={kinds.map((kind) => ({ value: kind, label: words(`idKind.${kind}`) }))}
      onChange={(event) => onChange({ ...person, idKind: event.currentTarget.value as PersonEntry['idKind'] })}
    />
  )
}

function Kind({ person, onChange }: PartProps) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const kinds = ['citizen', 'organisation', 'household'] as const
  const choose = (kind: PersonEntry['kind']) =>
    onChange({ ...person, kind, ...(kind !== 'citizen' && person.idNumber === '' ? { idKind: 'taxCode' } : {}) })
  return (
    <NativeSelect
      className={styles.c2}
      label={t('person.kind')}
      value={person.kind}
      data={kinds.map((kind) => ({ value: kind, label: words(`personKind.${kind}`) }))}
      onChange={(event) => choose(event.currentTarget.value as PersonEntry['kind'])}
    />
  )
}

function Sex({ person, doubt, onChange }: PartProps & { doubt: Doubt | undefined }) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const doubtWords = useDoubtWords()(doubt)
  return (
    <NativeSelect
      className={styles.c2}
      label={t('person.sex')}
      value={person.sex ?? ''}
      data={[
        { value: '', label: t('person.sexNone') },
        { value: 'male', label: words('sex.male') },
        { value: 'female', label: words('sex.female') },
      ]}
      description={doubtWords === null ? undefined : <span className={styles.doubt}>{doubtWords}</span>}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => {
        const value = event.currentTarget.value
        onChange({ ...person, sex: value === 'male' || value === 'female' ? value : null })
      }}
    />
  )
}
