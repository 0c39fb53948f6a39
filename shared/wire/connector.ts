/**
 * The gateway and the province's own systems. Out: each change of a dossier as a signed webhook, at least once and in order
 * per dossier. In: dossiers that citizens filed on the national portal, and what they file there afterwards.
 *
 * In, the order of one dossier is the sender's: the files of a filing first (`PUT v1/online/files/…`), then the filing, then its
 * supplements and its withdrawal. Each may be sent again.
 *
 * Webhooks follow the Standard Webhooks scheme: `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`
 * (`v1,` + base64 of HMAC-SHA256 over `id.timestamp.body` with the connector's secret).
 */
import { z } from 'zod'
import { dossierStatuses } from '../dossier/dossier.ts'
import {
  dossierCodeSchema,
  dossierEventSchema,
  localInstantSchema,
  onlineReferenceSchema,
  payloadSchemas,
} from '../dossier/event.ts'
import { attachmentIdSchema } from './attachments.ts'

const communeIdSchema = z.string().regex(/^\d{5}$/)

export const dossierChangedSchema = z.looseObject({
  type: z.literal('dossier.changed'),
  communeId: communeIdSchema,
  dossierId: z.uuid(),
  /** Grows with each change of the commune. A receiver that has seen this position of the dossier, or a later one, may answer 200 and do nothing. */
  position: z.int().min(1),
  /** What is new since the dossier's previous position. */
  events: z.array(dossierEventSchema).min(1),
  /** What all events up to this position add up to. */
  dossier: z.looseObject({
    number: z.string(),
    codes: z.array(z.string()),
    procedureCode: z.string(),
    status: z.enum(dossierStatuses),
    /** 1–10 (TT 22/2019/TT-VPCP Đ4). */
    nationalStatus: z.int().min(1).max(10),
    receivedAt: z.string(),
    dueAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    needsAttention: z.boolean(),
  }),
})
export type DossierChanged = z.infer<typeof dossierChangedSchema>

/** Once more with the same code and content: the same answer. The same code with another content: refused. */
export const onlineFilingSchema = payloadSchemas.registeredOnline.extend({
  communeId: communeIdSchema,
  /** The national code. */
  code: dossierCodeSchema,
  filedAt: localInstantSchema,
})
export type OnlineFiling = z.infer<typeof onlineFilingSchema>

export const onlineFilingResponseSchema = z.looseObject({ dossierId: z.uuid(), communeId: communeIdSchema })
export type OnlineFilingResponse = z.infer<typeof onlineFilingResponseSchema>

const toDossier = {
  communeId: communeIdSchema,
  /** Any code that the dossier has: of an online filing the national one. */
  code: dossierCodeSchema,
  filedAt: localInstantSchema,
}

/** More papers for a filing, or for a dossier that was accepted. Once more under the same reference: the same answer. */
export const onlinePapersSchema = payloadSchemas.papersFiledOnline.extend(toDossier)
export type OnlinePapers = z.infer<typeof onlinePapersSchema>

/** The citizen no longer wants it. The desk answers; until then nothing is stopped. */
export const onlineWithdrawalSchema = payloadSchemas.withdrawalRequested.extend({
  ...toDossier,
  reference: onlineReferenceSchema,
})
export type OnlineWithdrawal = z.infer<typeof onlineWithdrawalSchema>

/** The content of a file, named by its hash, before the filing that names it. */
export const onlineFileParamsSchema = z.object({ communeId: communeIdSchema, id: attachmentIdSchema })
