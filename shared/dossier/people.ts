/** Whose a dossier is, for lists, papers and comparing. */
import { normaliseIdNumber } from '../citizen/personal-id.ts'
import type { Dossier } from './dossier.ts'
import type { Person } from './person.ts'

type WithPeople = Pick<Dossier, 'submitter' | 'owner'>

export function ownerOf({ owner, submitter }: WithPeople): Person {
  return owner ?? submitter
}

/** The owner's; who handed it in is the submitter, whom screens name beside it. */
export function displayName(dossier: WithPeople): string {
  return ownerOf(dossier).name
}

/** Submitter first, then the owner where there is another. */
export function listPeople({ owner, submitter }: WithPeople): Person[] {
  return owner === null ? [submitter] : [submitter, owner]
}

/** Equal for two writings of one number; null: no number to compare by. */
export function identityKey(person: Person): string | null {
  const number = person.idNumber === null ? '' : normaliseIdNumber(person.idNumber)
  return number === '' ? null : number
}
