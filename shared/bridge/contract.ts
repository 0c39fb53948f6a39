/**
 * Everything the renderer may ask of its host, and everything the host may tell it. Both hosts (Electron, browser) and
 * the preload are built from this one map; a call that is not here does not exist.
 */
import { z } from 'zod'
import { dossierEventSchema, eventDraftSchema } from '../dossier/event.ts'
import { hybridStampSchema } from '../dossier/hybrid-clock.ts'
import { officerSchema } from '../reference/organisation.ts'
import { attachmentStateSchema, bridgeAttachmentCalls } from './attachments.ts'
import { backupProblemSchema, bridgeCarryingCalls } from './carrying.ts'
import { bridgeBookCalls } from './books.ts'
import { bridgeMachineCalls, caPemSchema } from './machine.ts'
import { bridgeFileCalls } from './files.ts'
import { bridgeProvinceCalls } from './province.ts'
import { bridgePracticeCalls } from './practice.ts'
import { bridgeQueueCalls } from './queue.ts'
import { bridgeRoomCalls } from './room.ts'
import { bridgeScannerCalls } from './scanner.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected')
const none = z.object({})
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

export const officerProfileSchema = officerSchema.omit({ pin: true })

export const appInfoSchema = z.object({
  hostKind: z.enum(['electron', 'browser']),
  version: z.string(),
  /** false: this machine is no desk yet; only `desk.enrol` is of use. */
  enrolled: z.boolean(),
  deskId: z.string(),
  deskName: z.string(),
  communeId: z.string(),
  communeName: z.string(),
  /** The development menu (network switch) is offered. */
  development: z.boolean(),
  /** A desk to practise on: its data are worth nothing and never leave it. */
  practice: z.boolean().optional(),
})
export type AppInfo = z.infer<typeof appInfoSchema>

const pinRefusals = [
  z.object({ kind: z.literal('wrongPin'), attemptsLeft: z.int() }),
  z.object({ kind: z.literal('locked'), retryAfterMs: z.int() }),
  z.object({ kind: z.literal('unknownOfficer') }),
] as const
export const signInResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signedIn'), officer: officerProfileSchema, dataKey: bytes }),
  ...pinRefusals,
])
export type SignInResult = z.infer<typeof signInResultSchema>

export const commitFailureSchema = z.object({
  kind: z.literal('failed'),
  code: z.enum(['NOT_SIGNED_IN', 'DISK_FULL', 'CLOCK_BEHIND', 'INVALID', 'IO']),
  /** CLOCK_BEHIND: the last instant the desk wrote, ISO. */
  lastKnownInstant: z.string().nullable(),
})
export const commitResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('committed'), events: z.array(dossierEventSchema), seq: z.int() }),
  commitFailureSchema,
])
export type CommitResult = z.infer<typeof commitResultSchema>

export const journalRecordSchema = z.object({ seq: z.int(), event: dossierEventSchema })
export const journalReadSchema = z.object({
  records: z.array(journalRecordSchema),
  lastSeq: z.int(),
  more: z.boolean(),
})

export const journalStatusSchema = z.object({
  lastSeq: z.int(),
  /** Lines that could not be read at start; kept aside in a file of their own. */
  quarantined: z.array(
    z.object({
      file: z.string(),
      line: z.int(),
      reason: z.enum(['torn', 'badChecksum', 'unreadable']),
      keptIn: z.string(),
    }),
  ),
  freeBytes: z.number().nullable(),
  diskLow: z.boolean(),
  /** Why the last attempt at the second copy did not end well; null: it did, or none was made yet. */
  copyProblem: backupProblemSchema.nullable(),
})
export type JournalStatus = z.infer<typeof journalStatusSchema>

export const numberStatusSchema = z.object({
  policy: z.enum(['leased', 'provisional']),
  leases: z.array(z.object({ date: z.iso.date(), remaining: z.int(), size: z.int() })),
})

/** The link to the province, as the host sees it. */
export const linkStateSchema = z.object({
  online: z.boolean(),
  cutByHand: z.boolean(),
  /** Province clock minus desk clock, milliseconds; null: not measured yet. */
  skewMs: z.number().nullable(),
})
export type LinkState = z.infer<typeof linkStateSchema>

/** Binary members (`dataKey`, PDFs) travel as bytes: structured clone in Electron, MessagePack in the browser host. */
export const bridgeCalls = {
  'app.info': call(none, appInfoSchema),
  /** Makes this machine a desk of a commune, with the one-time code an IT officer was given. */
  'desk.enrol': call(
    z.object({
      gatewayUrl: z.url().max(300),
      code: z.string().min(6).max(64),
      deskName: z.string().min(1).max(100),
      /** Certificate authorities of the province's own; absent: those of the system. */
      ownCa: caPemSchema.optional(),
    }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('enrolled') }),
      z.object({
        kind: z.literal('failed'),
        code: z.enum(['OFFLINE', 'WRONG_CODE', 'ALREADY_ENROLLED', 'SERVER', 'NOT_A_CERTIFICATE', 'EXPIRED', 'IO']),
      }),
    ]),
  ),
  'session.officers': call(none, z.array(officerProfileSchema)),
  'session.signIn': call(z.object({ officerId: z.string().max(64), pin: z.string().max(64) }), signInResultSchema),
  'session.signOut': call(none, none),
  /** Stamps, chains, signs, appends and fsyncs: after `committed` the events are on the disk. All drafts or none. */
  'journal.commit': call(
    z.object({
      drafts: z.array(eventDraftSchema).min(1).max(500),
      /** The latest stamp of the dossiers concerned: the new events must sort after whatever their officer saw. */
      observed: hybridStampSchema.nullable().optional(),
    }),
    commitResultSchema,
  ),
  /**
   * As `journal.commit`, in the name of an officer who proves to be there by PIN; who is signed in stays. For the second
   * signature under a handover, and for nothing else.
   */
  'journal.commitAs': call(
    z.object({
      officerId: z.string().max(64),
      pin: z.string().max(64),
      drafts: z.array(eventDraftSchema).min(1).max(500),
      observed: hybridStampSchema.nullable().optional(),
    }),
    z.discriminatedUnion('kind', [...commitResultSchema.options, ...pinRefusals]),
  ),
  'journal.read': call(z.object({ afterSeq: z.int().min(0), limit: z.int().min(1).max(5000) }), journalReadSchema),
  'journal.status': call(none, journalStatusSchema),
  /** The officer vouches that the clock is right although it runs behind the last event. */
  'journal.acceptClock': call(none, none),
  /** A number for a dossier received on `date`; never handed out twice, provisional when no lease is left. */
  'numbers.take': call(
    z.object({ date: z.iso.date() }),
    z.object({ code: z.string(), kind: z.enum(['leased', 'provisional']) }),
  ),
  'numbers.status': call(none, numberStatusSchema),
  ...bridgeProvinceCalls,
  ...bridgeAttachmentCalls,
  ...bridgeCarryingCalls,
  ...bridgeScannerCalls,
  ...bridgeMachineCalls,
  ...bridgeFileCalls,
  ...bridgeQueueCalls,
  ...bridgeBookCalls,
  ...bridgeRoomCalls,
  ...bridgePracticeCalls,
  'province.link': call(none, linkStateSchema),
  /** Asks for a new attempt now, without waiting for the backoff. */
  'province.retryNow': call(none, none),
  /** Reference data the host keeps on its disk, by version; `version` null: the one in force. Officers are not among them. */
  'reference.get': call(
    z.object({
      kind: z.enum(['catalogue', 'calendar', 'organisations', 'forms']),
      version: z.string().max(80).nullable(),
    }),
    z.object({ version: z.string(), body: z.unknown() }).nullable(),
  ),
  'printing.print': call(
    z.object({ pdf: bytes, title: z.string().max(200) }),
    /** `useViewer`: this host prints through the page's own PDF viewer. */
    z.object({ kind: z.enum(['printed', 'cancelled', 'useViewer']) }),
  ),
  'printing.savePdf': call(
    z.object({ pdf: bytes, suggestedName: z.string().max(200) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), path: z.string() }),
      z.object({ kind: z.literal('cancelled') }),
      /** This host saves through the page's own download. */
      z.object({ kind: z.literal('useDownload') }),
    ]),
  ),
  'development.setNetwork': call(z.object({ cut: z.boolean() }), none),
} as const

export type BridgeCalls = typeof bridgeCalls
export type BridgeMethod = keyof BridgeCalls
export type BridgeParams<M extends BridgeMethod> = z.infer<BridgeCalls[M]['params']>
export type BridgeResult<M extends BridgeMethod> = z.infer<BridgeCalls[M]['result']>
export const bridgeMethods = Object.keys(bridgeCalls) as BridgeMethod[]

/** What the host tells the renderer unasked. */
export const bridgeEvents = {
  'province.link': linkStateSchema,
  /** The province has something new: pull. */
  'province.changed': z.object({}),
  'reference.changed': z.object({ kind: z.enum(['catalogue', 'calendar', 'officers', 'organisations', 'forms']) }),
  'attachments.changed': attachmentStateSchema,
  /** Somebody took a number or was called. */
  'queue.changed': z.object({}),
  /** A book was closed or opened again. */
  'books.changed': z.object({ year: z.int() }),
  /** Who keeps the queue, who is connected, or whether the keeper can be reached. */
  'room.changed': z.object({}),
  'disk.low': z.object({ freeBytes: z.number(), low: z.boolean() }),
  'session.ended': z.object({ reason: z.enum(['signedOut', 'hostStopped']) }),
} as const
export type BridgeEvents = typeof bridgeEvents
export type BridgeEventName = keyof BridgeEvents
export type BridgeEvent<E extends BridgeEventName> = z.infer<BridgeEvents[E]>
export const bridgeEventNames = Object.keys(bridgeEvents) as BridgeEventName[]

/** The one object the renderer sees, as `window.motCua` or from the browser transport. */
export interface Bridge {
  call<M extends BridgeMethod>(method: M, params: BridgeParams<M>): Promise<BridgeResult<M>>
  on<E extends BridgeEventName>(event: E, listener: (payload: BridgeEvent<E>) => void): () => void
}
/** The host's side: one handler a call. Parameters are already checked. */
export type BridgeHandlers = { [M in BridgeMethod]: (params: BridgeParams<M>) => Promise<BridgeResult<M>> }

export const bridgeErrorCodes = [
  'UNKNOWN_CALL',
  'INVALID_PARAMS',
  'TOO_LARGE',
  'FOREIGN_SENDER',
  'INTERNAL',
  /** The host does not answer: it stopped, or is being restarted. */
  'HOST_GONE',
] as const
export type BridgeErrorCode = (typeof bridgeErrorCodes)[number]

/** A refused call: `code` is stable; the message never holds personal data. */
export class BridgeError extends Error {
  readonly code: BridgeErrorCode
  constructor(code: BridgeErrorCode, message: string) {
    super(message)
    this.name = 'BridgeError'
    this.code = code
  }
}
