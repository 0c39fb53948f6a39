/**
 * The sync contract between a desk and a province's gateway: one schema a message.
 *
 * Delivery is at least once; every message may be sent twice without changing anything (events have unique ids).
 * Readers ignore members they do not know, so that both ends may be one major version apart.
 */
import { z } from 'zod'
import { dossierCodeSchema, dossierEventSchema } from '../dossier/event.ts'

export const wireVersion = 1
export const wireLimits = {
  /** Dossiers in one push. */
  pushDossiers: 500,
  /** Events of one dossier in one push; a longer history goes in several. */
  eventsPerDossier: 500,
  /** Bytes of one request body after decompression. */
  bodyBytes: 8 * 1024 * 1024,
  /** Dossiers in one page of a pull. */
  pullDossiers: 500,
  leaseNumbers: 500,
} as const

/** Opaque to the desk. */
export const checkpointSchema = z.string().max(200)
export const epochSchema = z.string().min(1).max(64)

export const historyDigestSchema = z.string().regex(/^[0-9a-f]{32}$/)

export const pushRequestSchema = z.object({
  dossiers: z
    .array(
      z.object({
        dossierId: z.uuid(),
        events: z.array(z.unknown()).min(1).max(wireLimits.eventsPerDossier),
        /** `historyDigest` of all events the desk has of this dossier: when it fits, none of them is sent back. */
        digest: historyDigestSchema.optional(),
      }),
    )
    .min(1)
    .max(wireLimits.pushDossiers),
})
/** Events are checked one dossier at a time by the gateway: a bad one must not refuse its neighbours. */
export type PushRequest = z.infer<typeof pushRequestSchema>

export const rejectionCodeSchema = z.enum([
  /** The event's shape is not of the contract. `path` names the member. */
  'INVALID_EVENT',
  'BAD_SIGNATURE',
  /** An event under this id exists with another content. */
  'EVENT_CHANGED',
  'OUT_OF_SCOPE',
  /** Another dossier holds this number; `otherDossierId` names it. */
  'NUMBER_TAKEN',
  'UNKNOWN_DESK',
  'INTERNAL',
])
export type RejectionCode = z.infer<typeof rejectionCodeSchema>

export const rejectionSchema = z.looseObject({
  code: rejectionCodeSchema,
  /** The province's words for the officer, in Vietnamese. */
  message: z.string().max(1000),
  eventId: z.string().max(64).nullable(),
  path: z.string().max(300).nullable(),
  otherDossierId: z.string().max(64).nullable(),
})
export type Rejection = z.infer<typeof rejectionSchema>

export const pushOutcomeSchema = z.discriminatedUnion('outcome', [
  z.looseObject({ outcome: z.literal('accepted'), dossierId: z.uuid(), eventIds: z.array(z.string()) }),
  /** Accepted, and the gateway had more: the desk adds `events`. */
  z.looseObject({
    outcome: z.literal('merged'),
    dossierId: z.uuid(),
    eventIds: z.array(z.string()),
    events: z.array(dossierEventSchema),
  }),
  /** Nothing of this dossier was taken. */
  z.looseObject({ outcome: z.literal('rejected'), dossierId: z.uuid(), rejection: rejectionSchema }),
])
export type PushOutcome = z.infer<typeof pushOutcomeSchema>

export const pushResponseSchema = z.looseObject({
  epoch: epochSchema,
  outcomes: z.array(pushOutcomeSchema),
  /**
   * Opaque proof of what the gateway held when it answered. A desk that gives the latest one with its next pulls lets a
   * gateway that was restored from an older backup notice that this push is gone.
   */
  seen: checkpointSchema.optional(),
})
export type PushResponse = z.infer<typeof pushResponseSchema>

export const pullQuerySchema = z.object({
  checkpoint: checkpointSchema.optional(),
  /** `seen` of the desk's last push that was answered. */
  seen: checkpointSchema.optional(),
  limit: z.coerce.number().int().min(1).max(wireLimits.pullDossiers).default(wireLimits.pullDossiers),
})
export type PullQuery = z.infer<typeof pullQuerySchema>

export const pullResponseSchema = z.looseObject({
  epoch: epochSchema,
  /** Each dossier with every event since the desk's checkpoint; possibly events that the desk already has. */
  dossiers: z.array(z.looseObject({ dossierId: z.uuid(), events: z.array(dossierEventSchema) })),
  checkpoint: checkpointSchema,
  /** More is waiting: pull again at once. */
  more: z.boolean(),
  /** How many dossiers are still to come after this page, for a progress bar; an estimate. */
  remaining: z.int().min(0),
})
export type PullResponse = z.infer<typeof pullResponseSchema>

/** After an epoch change: which of these does the gateway hold in another state? `digest` is `historyDigest`. */
export const reconcileRequestSchema = z.object({
  dossiers: z.array(z.object({ dossierId: z.uuid(), digest: historyDigestSchema })).max(5000),
})
export const reconcileResponseSchema = z.looseObject({ epoch: epochSchema, different: z.array(z.uuid()) })
export type ReconcileRequest = z.infer<typeof reconcileRequestSchema>
export type ReconcileResponse = z.infer<typeof reconcileResponseSchema>

export const leaseRequestSchema = z.object({ date: z.iso.date(), count: z.int().min(1).max(wireLimits.leaseNumbers) })
export const leaseResponseSchema = z.looseObject({
  date: z.iso.date(),
  /** Codes are `prefix` + four-digit sequence, from `first` to `last` inclusive. */
  prefix: dossierCodeSchema,
  first: z.int().min(1),
  last: z.int().min(1),
})
export type LeaseRequest = z.infer<typeof leaseRequestSchema>
export type LeaseResponse = z.infer<typeof leaseResponseSchema>

export const challengeResponseSchema = z.looseObject({
  challenge: z.string().min(1).max(500),
  serverTime: z.iso.datetime(),
})
export const sessionRequestSchema = z.object({
  deskId: z.string().min(1).max(64),
  challenge: z.string().min(1).max(500),
  /** Ed25519 over the UTF-8 bytes of `mot-cua session ` + challenge, base64url. */
  signature: z.string().min(1).max(200),
})
export const sessionResponseSchema = z.looseObject({
  token: z.string().min(1),
  expiresInSeconds: z.int().min(1),
  serverTime: z.iso.datetime(),
  epoch: epochSchema,
  wireVersion: z.int(),
})
export type SessionResponse = z.infer<typeof sessionResponseSchema>

export const enrolRequestSchema = z.object({
  code: z.string().min(6).max(64),
  deskName: z.string().min(1).max(100),
  /** Raw Ed25519 public key, base64url. */
  publicKey: z.string().min(40).max(64),
})
export const enrolResponseSchema = z.looseObject({
  deskId: z.string().min(1).max(64),
  communeId: z.string().regex(/^\d{5}$/),
  organisationId: z.string(),
  /** Raw Ed25519 key, base64url: signs the gateway's own events; bundles are sealed to it. */
  gatewayPublicKey: z.string(),
})
export type EnrolRequest = z.infer<typeof enrolRequestSchema>
export type EnrolResponse = z.infer<typeof enrolResponseSchema>

export const referenceKindSchema = z.enum(['catalogue', 'calendar', 'officers', 'organisations', 'forms'])
export type ReferenceKind = z.infer<typeof referenceKindSchema>
/** `body` is checked against the schema of its kind by whoever uses it. */
export const referenceResponseSchema = z.looseObject({
  kind: referenceKindSchema,
  version: z.string().min(1),
  body: z.unknown(),
})
export type ReferenceResponse = z.infer<typeof referenceResponseSchema>
const versionInForce = z.string().optional()
/** Open: a kind that a newer gateway knows must not make its whole index unreadable to an older desk. */
export const referenceIndexSchema = z.looseObject({
  versions: z.looseObject({
    catalogue: versionInForce,
    calendar: versionInForce,
    officers: versionInForce,
    organisations: versionInForce,
    forms: versionInForce,
  } satisfies Record<ReferenceKind, z.ZodType>),
})
export type ReferenceIndex = z.infer<typeof referenceIndexSchema>

/** Errors: RFC 9457 `application/problem+json` with a stable code. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
})
export type Problem = z.infer<typeof problemSchema>
