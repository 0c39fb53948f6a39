import { phoneKey } from '../../../shared/citizen/phone.ts'
import type { Person } from '../../../shared/dossier/person.ts'
import { searchFold } from '../../../shared/text/fold-text.ts'
import { formatBirth } from '../../ui/time.ts'
import type { PersonEntry } from './form.ts'

/**
 * Who a person is comes from the earlier dossier. Where they can be reached may have changed since: what was typed of that in
 * full, or read from a card, stays; what is empty or only begun is filled in.
 */
export function takeOver(entry: PersonEntry, person: Person): PersonEntry {
  const isBegun = (typed: string, full: string) => searchFold(full).startsWith(searchFold(typed))
  const reach = (typed: string, full: string | null) => (full !== null && isBegun(typed, full) ? full : typed)
  const phone = person.phone ?? ''
  const isPhoneBegun = phone !== '' && phoneKey(phone).includes(entry.phone.replace(/\D/g, '').replace(/^0/, ''))
  return {
    kind: person.kind,
    name: person.name,
    idNumber: person.idNumber ?? entry.idNumber,
    idKind: person.idKind ?? entry.idKind,
    birth: person.birth === null ? entry.birth : formatBirth(person.birth),
    sex: person.sex ?? entry.sex,
    address: reach(entry.address, person.address),
    phone: isPhoneBegun ? phone : entry.phone,
    email: reach(entry.email, person.email),
  }
}
