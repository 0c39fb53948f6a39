/** The sample commune's reference data with officers whose PINs tests know. */
import { readFileSync } from 'node:fs'
import { scryptSync } from 'node:crypto'
import { workingCalendarSchema, type WorkingCalendar } from '../../shared/deadline/calendar.ts'
import { catalogueSchema, type Catalogue } from '../../shared/procedure/catalogue.ts'
import {
  organisationTreeSchema,
  type Officer,
  type OfficerList,
  type OrganisationTree,
  type PinVerifier,
} from '../../shared/reference/organisation.ts'

export interface SampleReferences {
  catalogue: Catalogue
  calendar: WorkingCalendar
  officers: OfficerList
  organisations: OrganisationTree
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../gateway/sample/${name}`, import.meta.url), 'utf8'))

/** Weak on purpose: a real verifier would make every test wait. */
export function samplePin(pin: string): PinVerifier {
  const salt = Buffer.from(`muối của ${pin}`)
  const parameters = { cost: 1024, blockSize: 8, parallelization: 1 }
  const hash = scryptSync(pin, salt, 32, parameters).toString('base64url')
  return { algorithm: 'scrypt', ...parameters, salt: salt.toString('base64url'), hash }
}

export const samplePinText = '246810'

export function sampleReferences(): SampleReferences {
  const officers = (read('officers.json') as { officers: Array<Omit<Officer, 'pin'>> }).officers
  return {
    catalogue: catalogueSchema.parse(read('catalogue.json')),
    calendar: workingCalendarSchema.parse(read('calendar.json')),
    organisations: organisationTreeSchema.parse(read('organisations.json')),
    officers: {
      version: 'mau-2026.1',
      officers: officers.map((officer) => ({ ...officer, pin: samplePin(samplePinText) })),
    },
  }
}
