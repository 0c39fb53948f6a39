/**
 * What the desks of a room say to each other: one JSON object a line, inside TLS. Numbers, services, windows, times, the code
 * of an officer and the ids of dossiers; nothing of anybody's person.
 */
import { z } from 'zod'
import { queueCommandSchema, queueRefusals, queueStateSchema, ticketSchema } from './queue.ts'

export const roomProtocol = 1
export const mostDesks = 20
export const roomPort = 4085
export const portSchema = z.int().min(1024).max(65_535)
export const hostSchema = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[0-9A-Za-z.:_-]+$/)

const deskId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/)
const key = z.string().regex(/^[0-9A-Za-z_-]{43}$/)
/** 32 bytes, base64url. */
const nonce = key
const signature = z.string().regex(/^[0-9A-Za-z_-]{86}$/)
const mac = key
const communeId = z.string().regex(/^\d{5}$/)

export const memberSchema = z.object({
  deskId,
  deskName: z.string().min(1).max(100),
  /** Raw Ed25519, base64url. */
  publicKey: key,
  /** The series of its numbers, should it keep the queue; 1: the desk that opened the room. */
  series: z.int().min(1).max(99),
  /** Where it was last seen, and where the others look for it when the keeper is gone. */
  address: hostSchema.nullable(),
})
export type RoomMember = z.infer<typeof memberSchema>
export const membersSchema = z.array(memberSchema).max(mostDesks)

/** How often the queue changed hands; of two keepers the one with the higher term, then series, is the keeper. */
const term = z.int().min(1).max(1_000_000)

/** The first line of whoever is called. */
export const helloSchema = z.object({
  kind: z.literal('hello'),
  protocol: z.literal(roomProtocol),
  roomId: z.uuid(),
  deskId,
  term,
  /** Of this connection: what the caller signs. */
  nonce,
  /** Signature by the desk's own key over the certificate that this connection runs under. */
  proof: signature,
})
export type Hello = z.infer<typeof helloSchema>

/** The first line of whoever calls. */
export const firstSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enter'), deskId, signature }),
  z.object({
    kind: z.literal('pair'),
    deskId,
    deskName: z.string().min(1).max(100),
    communeId,
    publicKey: key,
    nonce,
  }),
])
export type First = z.infer<typeof firstSchema>

export const refusalSchema = z.object({
  kind: z.literal('refused'),
  code: z.enum(['NOT_A_MEMBER', 'NO_CODE', 'WRONG_CODE', 'OTHER_COMMUNE', 'FULL', 'NOT_KEEPER']),
})
export type RoomRefusal = z.infer<typeof refusalSchema>['code']

export const pairAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pairAnswer'), deskName: z.string().min(1).max(100), publicKey: key, mac }),
  refusalSchema,
])
export const pairProofSchema = z.object({ kind: z.literal('pairProof'), mac })
export const pairedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paired'), series: z.int().min(2).max(99), members: membersSchema }),
  refusalSchema,
])

const deltaSchema = queueStateSchema.extend({ numbers: z.array(z.string().max(12)) })
const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), ticket: ticketSchema.nullable() }),
  z.object({ kind: z.literal('refused'), code: z.enum([...queueRefusals, 'IO']) }),
])
export type RoomOutcome = z.infer<typeof outcomeSchema>

export const fromKeeperSchema = z.discriminatedUnion('kind', [
  refusalSchema,
  /** The first of a connection holds everything; later ones what changed. */
  z.object({ kind: z.literal('state'), delta: deltaSchema }),
  z.object({ kind: z.literal('members'), term, members: membersSchema }),
  z.object({ kind: z.literal('answer'), id: z.uuid(), outcome: outcomeSchema }),
  z.object({ kind: z.literal('adopted') }),
  /** The queue is no longer kept here; everything about it was said before this line. */
  z.object({ kind: z.literal('yielded'), term }),
  z.object({ kind: z.literal('beat') }),
  z.object({ kind: z.literal('bye'), reason: z.enum(['CLOSED', 'REMOVED', 'NOT_KEEPER']) }),
])
export type FromKeeper = z.infer<typeof fromKeeperSchema>

export const fromMemberSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('act'),
    id: z.uuid(),
    command: queueCommandSchema,
    officerId: z.string().min(1).max(64),
  }),
  z.object({
    kind: z.literal('adopt'),
    state: queueStateSchema.pick({ date: true, tickets: true, counters: true }),
  }),
  /** The caller wants to keep the queue from now on; the others will find it there. */
  z.object({ kind: z.literal('yield'), address: hostSchema }),
  z.object({ kind: z.literal('beat') }),
])
export type FromMember = z.infer<typeof fromMemberSchema>
