/** Bridge calls of the room: several desks on one queue. */
import { z } from 'zod'
import { hostSchema, mostDesks, portSchema } from '../queue/room-wire.ts'

const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })
const savedOr = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('saved') }),
    z.object({ kind: z.literal('failed'), code: z.enum(codes) }),
  ])

const listenProblems = ['PORT_IN_USE', 'NO_ADDRESS', 'IO'] as const
export const listenProblemSchema = z.enum(listenProblems)
export type ListenProblem = z.infer<typeof listenProblemSchema>

export const roomLinkSchema = z.discriminatedUnion('kind', [
  /** In no room. */
  z.object({ kind: z.literal('alone') }),
  /** Keeps the queue, and the others can reach it. */
  z.object({ kind: z.literal('open') }),
  /** Keeps the queue by itself: it cannot listen, and tries again. */
  z.object({ kind: z.literal('shut'), problem: listenProblemSchema.nullable() }),
  z.object({ kind: z.literal('connected') }),
  /** What is shown is how it stood then. */
  z.object({
    kind: z.literal('searching'),
    since: z.iso.datetime(),
    reason: z.enum(['NO_ANSWER', 'NOT_A_ROOM', 'WRONG_KEY', 'NOT_A_MEMBER']).nullable(),
  }),
])
export type RoomLink = z.infer<typeof roomLinkSchema>

export const roomStatusSchema = z.object({
  /** false: practice, or no desk yet. There is no room at all then. */
  available: z.boolean(),
  role: z.enum(['none', 'keeper', 'member']),
  link: roomLinkSchema,
  keeper: z.object({ deskId: z.string(), deskName: z.string() }).nullable(),
  /** This desk opened the room: it lets others in and closes it. */
  isFounder: z.boolean(),
  /** What new numbers would begin with if this desk kept the queue; 1: with nothing. */
  series: z.int(),
  /** Where this desk listens, or did last; null: nowhere yet. */
  address: z.string().nullable(),
  port: z.int().nullable(),
  desks: z
    .array(
      z.object({
        deskId: z.string(),
        deskName: z.string(),
        series: z.int(),
        isSelf: z.boolean(),
        /** null: only the keeper knows. */
        isConnected: z.boolean().nullable(),
      }),
    )
    .max(mostDesks),
  /** For whoever may let desks in. */
  code: z.object({ code: z.string(), expiresAt: z.iso.datetime() }).nullable(),
})
export type RoomStatus = z.infer<typeof roomStatusSchema>

const standing = ['NOT_ALLOWED', 'PRACTICE', 'NOT_NOW', 'IO'] as const

export const bridgeRoomCalls = {
  'room.status': call(none, roomStatusSchema),
  /** This machine's addresses on its networks. */
  'room.addresses': call(none, z.array(z.object({ address: z.string(), network: z.string() }))),
  /** Keeps the queue for the room from now on, and listens for the others there. */
  'room.open': call(
    z.object({ address: hostSchema, port: portSchema }),
    savedOr([...standing, 'PORT_IN_USE', 'NO_ADDRESS']),
  ),
  /** The keeper's machine has another address than it had, and listens there from now on. */
  'room.listenAt': call(z.object({ address: hostSchema }), savedOr([...standing, 'PORT_IN_USE', 'NO_ADDRESS'])),
  /** Nobody belongs to the room any more; the queue goes on at this desk alone. */
  'room.close': call(none, savedOr(standing)),
  /** A code for one more desk; an earlier one ends. */
  'room.makeCode': call(none, savedOr(standing)),
  'room.removeDesk': call(z.object({ deskId: z.string().max(64) }), savedOr(standing)),
  'room.join': call(
    z.object({ host: hostSchema, port: portSchema, code: z.string().max(40) }),
    savedOr([...standing, 'NO_ANSWER', 'NOT_A_ROOM', 'WRONG_CODE', 'NO_CODE', 'OTHER_COMMUNE', 'FULL', 'NOT_KEEPER']),
  ),
  'room.leave': call(none, savedOr(standing)),
  /** The keeper has another address than it had. Needs no code: its key is known. */
  'room.setKeeperHost': call(z.object({ host: hostSchema }), savedOr(standing)),
  /** This desk keeps the queue from now on: the keeper agrees, or cannot be reached. For whoever is signed in. */
  'room.takeOver': call(
    /** null: where this desk was last connected from. */
    z.object({ address: hostSchema.nullable() }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved') }),
      z.object({
        kind: z.literal('failed'),
        code: z.enum([...standing, 'PORT_IN_USE', 'NO_ADDRESS', 'NO_ANSWER', 'NOT_SIGNED_IN']),
      }),
    ]),
  ),
} as const
