/** Who hands in a dossier, and who owns it. Field limits are shared by the form and by the gateway. */
import { z } from 'zod'

/** Printable text on one line: control characters have no place in a name that goes on a legal paper. */
export const lineOfText = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u)

/** As a line, but with line breaks: reasons and notes. */
export const blockOfText = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|\n)*$/u)

export const nameLimit = 200
export const addressLimit = 400
export const noteLimit = 2000

/** `yyyy-mm-dd`, or `yyyy` alone: older papers state only the year of birth. */
export const birthSchema = z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/)

export const personSchema = z.object({
  kind: z.enum(['citizen', 'organisation', 'household']),
  name: lineOfText(nameLimit).min(1),
  /** As typed, without spaces. Odd shapes are warned about at the desk, never refused: old papers exist. */
  idNumber: lineOfText(40).nullable(),
  idKind: z.enum(['personalId', 'oldId', 'passport', 'taxCode', 'other']).nullable(),
  birth: birthSchema.nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  address: lineOfText(addressLimit),
  phone: lineOfText(30).nullable(),
  email: lineOfText(120).nullable(),
})
export type Person = z.infer<typeof personSchema>
