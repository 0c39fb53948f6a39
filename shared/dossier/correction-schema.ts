/** What a correction may name, and what may stand there afterwards: a correction must not make a dossier that no screen can show. */
import { z } from 'zod'
import { addressLimit, blockOfText, lineOfText, noteLimit, personSchema } from './person.ts'

const person = personSchema.shape
export const correctableValues = {
  'submitter.name': person.name,
  'submitter.idNumber': person.idNumber,
  'submitter.birth': person.birth,
  'submitter.sex': person.sex,
  'submitter.address': person.address,
  'submitter.phone': person.phone,
  'submitter.email': person.email,
  'owner.name': person.name,
  'owner.idNumber': person.idNumber,
  'owner.birth': person.birth,
  'owner.sex': person.sex,
  'owner.address': person.address,
  'owner.phone': person.phone,
  'owner.email': person.email,
  request: blockOfText(noteLimit),
  sets: z.int().min(1).max(99),
  'delivery.address': lineOfText(addressLimit).nullable(),
  note: blockOfText(noteLimit),
} as const
export type CorrectableField = keyof typeof correctableValues

export const correctionSchema = z
  .looseObject({
    field: z.enum(Object.keys(correctableValues) as CorrectableField[]),
    from: z.union([z.string(), z.number(), z.null()]),
    to: z.union([blockOfText(noteLimit), z.number(), z.null()]),
    reason: blockOfText(noteLimit).min(1),
  })
  .superRefine((correction, context) => {
    const parsed = correctableValues[correction.field].safeParse(correction.to)
    if (!parsed.success) context.addIssue({ code: 'custom', path: ['to'], message: 'not a value of this field' })
  })
