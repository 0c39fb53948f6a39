/** What the body of each kind of reference data must be before a desk works by it. */
import type { z } from 'zod'
import { workingCalendarSchema } from '../../../shared/deadline/calendar.ts'
import { catalogueSchema } from '../../../shared/procedure/catalogue.ts'
import { formListSchema } from '../../../shared/forms/library.ts'
import { officerListSchema, organisationTreeSchema } from '../../../shared/reference/organisation.ts'
import type { ReferenceKind } from '../../../shared/wire/messages.ts'
import { isUsableVerifier } from '../session/pin.ts'

const schemas = {
  catalogue: catalogueSchema,
  calendar: workingCalendarSchema,
  organisations: organisationTreeSchema,
  /** One form that this version cannot read must not take the others away: the page leaves it out. */
  forms: formListSchema,
  officers: officerListSchema.refine(({ officers }) => officers.every(({ pin }) => isUsableVerifier(pin))),
} as const satisfies Record<ReferenceKind, z.ZodType>

export type ReferenceBodies = { [K in ReferenceKind]: z.infer<(typeof schemas)[K]> }

/** null: not of its kind, or of another version than it was announced as. */
export function parseReference<K extends ReferenceKind>(
  kind: K,
  version: string,
  body: unknown,
): ReferenceBodies[K] | null {
  const parsed = schemas[kind].safeParse(body)
  return parsed.success && parsed.data.version === version ? (parsed.data as ReferenceBodies[K]) : null
}
