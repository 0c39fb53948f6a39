import type { IdCard } from '../../../shared/citizen/id-card-qr.ts'
import { formatBirth } from '../../ui/time.ts'
import type { PersonEntry } from './form.ts'

/** What the card states replaces what was typed; what it does not state (phone, mail) stays. */
export function applyIdCard(person: PersonEntry, card: IdCard): PersonEntry {
  return {
    ...person,
    kind: 'citizen',
    name: card.name,
    idNumber: card.number,
    idKind: 'personalId',
    birth: formatBirth(card.birth),
    sex: card.sex,
    address: card.address,
  }
}
