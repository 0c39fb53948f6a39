/** Organisations are a tree (a province and whatever the law has below it this year); officers have a place in it. */
import { z } from 'zod'

export const organisationSchema = z.object({
  id: z.string().min(1).max(80),
  parentId: z.string().max(80).nullable(),
  kind: z.enum(['province', 'commune', 'desk', 'unit', 'agency']),
  name: z.string().min(1).max(200),
  /** The commune this node belongs to (5-digit statistical code); null above communes. */
  communeId: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  /** Code of the agency in dossier numbers, `000.00.01.H53`; only where dossiers are taken in. */
  agencyCode: z.string().max(40).nullable(),
  phone: z.string().max(40).nullable(),
  website: z.string().max(200).nullable(),
  address: z.string().max(300).nullable(),
  /** Public page of a dossier's progress, `{code}` in the place of its number; what the QR of a receipt opens. */
  lookupUrl: z.string().max(300).optional(),
  /** Where fees are transferred to, here and below; what the QR for a bank transfer names. */
  account: z
    .object({
      bankBin: z.string().regex(/^\d{6}$/),
      number: z.string().regex(/^[0-9A-Za-z]{1,19}$/),
      holder: z.string().min(1).max(200),
    })
    .optional(),
})
export type Organisation = z.infer<typeof organisationSchema>

export type BankAccount = NonNullable<Organisation['account']>

/** Of the place itself or the nearest above it; null: none is known. A circular tree ends. */
export function findAccount(organisations: readonly Organisation[], placeId: string): BankAccount | null {
  const seen = new Set<string>()
  for (let id: string | null = placeId; id !== null && !seen.has(id);) {
    seen.add(id)
    const place = organisations.find((organisation) => organisation.id === id)
    if (place?.account !== undefined) return place.account
    id = place?.parentId ?? null
  }
  return null
}

export const organisationTreeSchema = z.object({
  version: z.string().min(1),
  organisations: z.array(organisationSchema),
})
export type OrganisationTree = z.infer<typeof organisationTreeSchema>

export const roleSchema = z.enum(['intake', 'leader', 'supervisor', 'it'])
export type Role = z.infer<typeof roleSchema>

/** scrypt parameters travel with the hash so that they can be raised later without locking anyone out. */
export const pinVerifierSchema = z.object({
  algorithm: z.literal('scrypt'),
  cost: z.int(),
  blockSize: z.int(),
  parallelization: z.int(),
  salt: z.string(),
  hash: z.string(),
})
export type PinVerifier = z.infer<typeof pinVerifierSchema>

export const officerSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(200),
  title: z.string().max(200),
  organisationId: z.string(),
  roles: z.array(roleSchema).min(1),
  active: z.boolean(),
  pin: pinVerifierSchema,
})
export type Officer = z.infer<typeof officerSchema>
/** What leaves the host: everything but the PIN's verifier. */
export type OfficerProfile = Omit<Officer, 'pin'>

export const officerListSchema = z.object({ version: z.string().min(1), officers: z.array(officerSchema) })
export type OfficerList = z.infer<typeof officerListSchema>
