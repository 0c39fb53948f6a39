/** How each field that a correction may name is read and written. */
import type { CorrectableField } from './correction-schema.ts'
import type { Dossier } from './dossier.ts'
import type { Person } from './person.ts'

type Value = string | number | null

/** null also when the dossier has no owner of its own. */
export function readField(dossier: Dossier, field: CorrectableField): Value {
  const { holder, member } = locate(dossier, field)
  return holder?.[member] ?? null
}

/** False: there is nothing to correct, the dossier has no owner of its own. A name makes one. */
export function writeField(dossier: Dossier, field: CorrectableField, value: Value): boolean {
  if (field === 'owner.name' && dossier.owner === null && typeof value === 'string') dossier.owner = personNamed(value)
  const { holder, member } = locate(dossier, field)
  if (holder === null) return false
  holder[member] = value
  return true
}

function locate(dossier: Dossier, field: CorrectableField): { holder: Record<string, Value> | null; member: string } {
  const [first = '', second] = field.split('.')
  const members = dossier as unknown as Record<string, Record<string, Value> | null>
  return second === undefined
    ? { holder: dossier as unknown as Record<string, Value>, member: first }
    : { holder: members[first] ?? null, member: second }
}

function personNamed(name: string): Person {
  return {
    kind: 'citizen',
    name,
    idNumber: null,
    idKind: null,
    birth: null,
    sex: null,
    address: '',
    phone: null,
    email: null,
  }
}
