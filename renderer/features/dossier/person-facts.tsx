import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskIdNumber } from '../../../shared/citizen/masking.ts'
import { formatPhone } from '../../../shared/citizen/phone.ts'
import type { Person } from '../../../shared/dossier/person.ts'
import { formatBirth } from '../../ui/time.ts'
import styles from './dossier.module.css'

/** The number stays masked until it is asked for: citizens at the counter read screens. */
export function PersonFacts({ person, label }: { person: Person; label: string }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const facts: [string, React.ReactNode][] = [
    [label, <strong key="name">{person.name}</strong>],
    [
      words(`idKind.${person.idKind ?? 'other'}`),
      person.idNumber === null ? null : <Masked key="id" number={person.idNumber} />,
    ],
    [t('fact.birth'), person.birth === null ? null : formatBirth(person.birth)],
    [t('fact.sex'), person.sex === null ? null : words(`sex.${person.sex}`)],
    [t('fact.address'), person.address],
    [t('fact.phone'), person.phone === null ? null : formatPhone(person.phone)],
    [t('fact.email'), person.email],
  ]
  return <Facts facts={facts} />
}

function Masked({ number }: { number: string }) {
  const { t } = useTranslation('dossier')
  const [shown, setShown] = useState(false)
  return (
    <>
      {shown ? number : maskIdNumber(number)}{' '}
      <Anchor component="button" type="button" size="xs" onClick={() => setShown(!shown)}>
        {shown ? t('hide') : t('show')}
      </Anchor>
    </>
  )
}

/** Empty ones are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, React.ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== '' && value !== undefined)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
