/** Doubts about what was typed: shown at the field, never in the way of saving. Old papers and honest mistakes exist. */
import { checkPersonalId, normaliseIdNumber } from '../../../shared/citizen/personal-id.ts'
import type { PersonalIdWarning } from '../../../shared/citizen/personal-id.ts'
import { readPhone } from '../../../shared/citizen/phone.ts'
import { parseBirthEntry } from '../../ui/time.ts'
import type { PersonEntry } from './form.ts'

export type Doubt = PersonalIdWarning | { code: 'PHONE_SHAPE' } | { code: 'PHONE_OLD'; suggestion: string }

/** By field of the person; the first doubt of each. */
export function listDoubts(person: PersonEntry): Partial<Record<'idNumber' | 'birth' | 'sex' | 'phone', Doubt>> {
  return { ...idDoubts(person), ...phoneDoubts(person.phone) }
}

function idDoubts(person: PersonEntry): Partial<Record<'idNumber' | 'birth' | 'sex', Doubt>> {
  if (person.kind !== 'citizen' || (person.idKind !== 'personalId' && person.idKind !== 'oldId')) return {}
  if (normaliseIdNumber(person.idNumber) === '') return {}
  const warnings = checkPersonalId(person.idNumber, { birth: parseBirthEntry(person.birth), sex: person.sex })
  const pick = (...codes: Doubt['code'][]) => warnings.find(({ code }) => codes.includes(code))
  // An old number is what was asked for when the officer said that it is one.
  const shape =
    person.idKind === 'oldId'
      ? pick('WRONG_SHAPE')
      : pick('WRONG_SHAPE', 'OLD_NUMBER', 'UNKNOWN_PROVINCE', 'FUTURE_CENTURY')
  const birth = pick('BIRTH_YEAR_DIFFERS')
  const sex = pick('SEX_DIFFERS')
  return {
    ...(shape === undefined ? {} : { idNumber: shape }),
    ...(birth === undefined ? {} : { birth }),
    ...(sex === undefined ? {} : { sex }),
  }
}

function phoneDoubts(typed: string): { phone?: Doubt } {
  const reading = readPhone(typed)
  if (reading.ok || reading.code === 'EMPTY') return {}
  if (reading.suggestion !== null) return { phone: { code: 'PHONE_OLD', suggestion: reading.suggestion } }
  return { phone: { code: 'PHONE_SHAPE' } }
}
