/** People of earlier dossiers, from what has been typed of one so far. */
import { normaliseIdNumber } from '../citizen/personal-id.ts'
import { phoneKey } from '../citizen/phone.ts'
import { compareNames } from '../text/collation.ts'
import { accentFold, rankMatch } from '../text/fold-text.ts'
import type { Person } from './person.ts'

export interface PersonQuestion {
  /** As typed, each perhaps empty or half typed. */
  idNumber: string
  name: string
  phone: string
}

export interface PersonOfDossier {
  person: Person
  dossierId: string
  number: string
  procedureName: string
  receivedAt: string
}

/** As the newest dossier states the person. */
export interface FoundPerson extends PersonOfDossier {
  dossiers: number
}

const fewestDigits = 6
const fewestLetters = 3

/** What to ask the search index; each text by itself is enough. Empty: too little is typed to mean anyone. */
export function planPersonSearch({ idNumber, name, phone }: PersonQuestion): string[] {
  const id = normaliseIdNumber(idNumber)
  const digits = phone.replace(/\D/g, '')
  const letters = name.match(/\p{L}/gu)?.length ?? 0
  return [
    ...(id.length >= fewestDigits ? [id] : []),
    ...(digits.length >= fewestDigits ? [digits] : []),
    ...(letters >= fewestLetters ? [name.trim()] : []),
  ]
}

/** Best first: by number, by telephone, by name with the accents as typed, by name without; then in Vietnamese order. */
export function findPeople(candidates: readonly PersonOfDossier[], question: PersonQuestion): FoundPerson[] {
  const groups = new Map<string, FoundPerson>()
  const newestFirst = candidates.toSorted((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt))
  for (const candidate of newestFirst) {
    if (rankPerson(candidate.person, question) === 0) continue
    const key = keyOf(candidate.person)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { ...candidate, dossiers: 1 })
    else groups.set(key, { ...known, dossiers: known.dossiers + 1 })
  }
  return [...groups.values()].sort(
    (a, b) =>
      rankPerson(b.person, question) - rankPerson(a.person, question) ||
      compareNames(a.person.name, b.person.name) ||
      (a.person.birth ?? '').localeCompare(b.person.birth ?? '', 'en') ||
      Date.parse(b.receivedAt) - Date.parse(a.receivedAt),
  )
}

function rankPerson(person: Person, question: PersonQuestion): 0 | 1 | 2 | 3 | 4 | 5 {
  const typed = normaliseIdNumber(question.idNumber)
  const id = normaliseIdNumber(person.idNumber ?? '')
  if (typed.length >= fewestDigits && id !== '') {
    if (id.startsWith(typed)) return 5
    // Another number of the same kind is another person, whatever the name. An old card's number says nothing of a new one's.
    if (id.length === typed.length) return 0
  }
  const phone = question.phone.replace(/\D/g, '')
  if (phone.length >= fewestDigits && isPhonePiece(phone, person.phone ?? '')) return 4
  const letters = question.name.match(/\p{L}/gu)?.length ?? 0
  return letters < fewestLetters ? 0 : rankMatch(question.name, person.name)
}

function isPhonePiece(typed: string, phone: string): boolean {
  if (phone === '') return false
  const national = phoneKey(phone).replace(/^\+84/, '0').replace(/^\+/, '')
  return national.startsWith(typed) || phone.replace(/\D/g, '').startsWith(typed)
}

/** One number, one person; without one, one name (wherever its tone marks stand) and one birth. */
function keyOf(person: Person): string {
  const id = normaliseIdNumber(person.idNumber ?? '')
  if (id !== '') return `id ${id}`
  const rest = person.birth ?? phoneKey(person.phone ?? '')
  return `name ${accentFold(person.name)} ${rest}`
}
