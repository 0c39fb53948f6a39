/** Every route of the gateway, for the OpenAPI document; a test compares this list with the routes that there are. */
import { z } from 'zod'
import { bundleQuerySchema } from '../../shared/wire/bundle.ts'
import {
  onlineFilingResponseSchema,
  onlineFilingSchema,
  onlinePapersSchema,
  onlineWithdrawalSchema,
} from '../../shared/wire/connector.ts'
import {
  challengeResponseSchema,
  enrolRequestSchema,
  enrolResponseSchema,
  leaseRequestSchema,
  leaseResponseSchema,
  pullQuerySchema,
  pullResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
  reconcileRequestSchema,
  reconcileResponseSchema,
  referenceIndexSchema,
  referenceResponseSchema,
  sessionRequestSchema,
  sessionResponseSchema,
} from '../../shared/wire/messages.ts'
import { mediaTypeSchema } from '../../shared/wire/attachments.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'

export type Who = 'anybody' | 'desk' | 'core' | 'operatorOrDesk' | 'metrics'

export interface DocumentedRoute {
  method: 'get' | 'post' | 'put' | 'head' | 'patch' | 'delete'
  /** As OpenAPI writes parameters: `/v1/reference/{kind}`. */
  path: string
  summary: string
  description?: string
  who: Who
  query?: z.ZodObject
  /** A schema by its component name, or media types. */
  request?: string | readonly string[]
  response?: string
  status?: number
  problems?: readonly ProblemCode[]
}

/** Component name → schema; `in`: what a sender may write, `out`: what the gateway answers. */
export const components: Record<string, { schema: z.ZodType; io: 'input' | 'output' }> = {
  Challenge: { schema: challengeResponseSchema, io: 'output' },
  SessionRequest: { schema: sessionRequestSchema, io: 'input' },
  Session: { schema: sessionResponseSchema, io: 'output' },
  EnrolRequest: { schema: enrolRequestSchema, io: 'input' },
  EnrolledDesk: { schema: enrolResponseSchema, io: 'output' },
  PushRequest: { schema: pushRequestSchema, io: 'input' },
  PushResponse: { schema: pushResponseSchema, io: 'output' },
  PullResponse: { schema: pullResponseSchema, io: 'output' },
  ReconcileRequest: { schema: reconcileRequestSchema, io: 'input' },
  ReconcileResponse: { schema: reconcileResponseSchema, io: 'output' },
  LeaseRequest: { schema: leaseRequestSchema, io: 'input' },
  Lease: { schema: leaseResponseSchema, io: 'output' },
  ReferenceIndex: { schema: referenceIndexSchema, io: 'output' },
  Reference: { schema: referenceResponseSchema, io: 'output' },
  OnlineFiling: { schema: onlineFilingSchema, io: 'input' },
  OnlinePapers: { schema: onlinePapersSchema, io: 'input' },
  OnlineWithdrawal: { schema: onlineWithdrawalSchema, io: 'input' },
  OnlineFilingTaken: { schema: onlineFilingResponseSchema, io: 'output' },
}

const versionQuery = z.object({ version: z.string().max(80).optional() })
const statusQuery = z.object({ so: z.string().max(300).optional() })
const bundle = 'application/vnd.mot-cua.bundle+json'

export const documentedRoutes: readonly DocumentedRoute[] = [
  { method: 'get', path: '/healthz', summary: 'Alive, and its database answers', who: 'anybody' },
  { method: 'get', path: '/metrics', summary: 'Prometheus metrics', who: 'metrics', response: 'text/plain' },
  { method: 'get', path: '/openapi.json', summary: 'This document', who: 'anybody', response: 'application/json' },
  {
    method: 'get',
    path: '/tra-cuu',
    summary: 'Public page: number and progress of one dossier',
    who: 'anybody',
    query: statusQuery,
    response: 'text/html',
  },
  {
    method: 'get',
    path: '/v1/challenge',
    summary: 'Something for a desk to sign',
    who: 'anybody',
    response: 'Challenge',
  },
  {
    method: 'post',
    path: '/v1/session',
    summary: 'A desk proves who it is',
    description: 'Ed25519 over the UTF-8 bytes of "mot-cua session " + challenge. The token is a bearer token.',
    who: 'anybody',
    request: 'SessionRequest',
    response: 'Session',
    problems: ['UNKNOWN_DESK', 'DESK_REVOKED'],
  },
  {
    method: 'post',
    path: '/v1/enrol',
    summary: 'A machine becomes a desk, with a one-time code',
    description: 'The same machine may ask again with the same code and key, and gets the same answer.',
    who: 'anybody',
    request: 'EnrolRequest',
    response: 'EnrolledDesk',
    problems: ['ENROLMENT_CODE_INVALID'],
  },
  {
    method: 'post',
    path: '/v1/push',
    summary: 'Events the gateway may lack; one outcome a dossier',
    description: 'Idempotent. A rejected dossier disturbs no other. gzip is understood.',
    who: 'desk',
    request: 'PushRequest',
    response: 'PushResponse',
  },
  {
    method: 'get',
    path: '/v1/pull',
    summary: 'What the desk lacks, from its checkpoint',
    description: 'Store the events before the checkpoint. Pull again at once while `more` is true.',
    who: 'desk',
    query: pullQuerySchema,
    response: 'PullResponse',
  },
  {
    method: 'post',
    path: '/v1/reconcile',
    summary: 'After an epoch change: which dossiers differ',
    who: 'desk',
    request: 'ReconcileRequest',
    response: 'ReconcileResponse',
  },
  {
    method: 'post',
    path: '/v1/lease',
    summary: 'Dossier numbers for a day, ahead of time',
    who: 'desk',
    request: 'LeaseRequest',
    response: 'Lease',
    problems: ['LEASE_NOT_OFFERED', 'LEASE_DATE_REFUSED', 'NUMBERS_EXHAUSTED'],
  },
  { method: 'get', path: '/v1/reference', summary: 'Versions in force', who: 'desk', response: 'ReferenceIndex' },
  {
    method: 'get',
    path: '/v1/reference/{kind}',
    summary: 'Catalogue, calendar, officers or organisations, by version',
    who: 'desk',
    query: versionQuery,
    response: 'Reference',
    problems: ['REFERENCE_NOT_FOUND'],
  },
  {
    method: 'get',
    path: '/v1/live',
    summary: 'Server-sent events: something is new',
    description:
      'Events `changed`, `reference`, `heartbeat`. They carry no data: pull. A desk is not told of its own pushes: pull after each. Resumes with Last-Event-ID.',
    who: 'desk',
    response: 'text/event-stream',
  },
  {
    method: 'post',
    path: '/v1/attachments',
    summary: 'Begin the upload of a scan (tus 1.0)',
    description: 'Upload-Metadata: sha256 (hex), mediaType, dossierId.',
    who: 'desk',
    status: 201,
    problems: ['ATTACHMENTS_NOT_OFFERED'],
  },
  {
    method: 'head',
    path: '/v1/attachments/{uploadId}',
    summary: 'Where an upload stands (tus)',
    who: 'desk',
    status: 200,
  },
  {
    method: 'patch',
    path: '/v1/attachments/{uploadId}',
    summary: 'Go on with an upload (tus)',
    description:
      'The last piece is answered with 460 when the whole does not have the announced hash, 415 when it is of another type.',
    who: 'desk',
    request: 'application/offset+octet-stream',
    status: 204,
  },
  {
    method: 'delete',
    path: '/v1/attachments/{uploadId}',
    summary: 'Give up an upload (tus)',
    who: 'desk',
    status: 204,
  },
  {
    method: 'head',
    path: '/v1/attachments/content/{id}',
    summary: 'Whether a scan is here whole',
    who: 'desk',
    problems: ['ATTACHMENT_NOT_FOUND'],
  },
  {
    method: 'get',
    path: '/v1/attachments/content/{id}',
    summary: 'A scan, by the SHA-256 of its content',
    who: 'desk',
    response: 'application/octet-stream',
    problems: ['ATTACHMENT_NOT_FOUND'],
  },
  {
    method: 'post',
    path: '/v1/bundles',
    summary: 'A USB bundle; answered with a bundle for the desk that wrote it',
    description:
      'A large answer comes in parts, of which `answer-parts` tells the number. The bundle is sent once more for each further one; that changes nothing. Any part may be imported without the others. Scans come in bundles of their own (version 2, bytes), one request each; of a file of several parts each part is sent by itself.',
    who: 'operatorOrDesk',
    query: bundleQuerySchema,
    request: bundle,
    response: bundle,
    problems: ['BUNDLE_REFUSED'],
  },
  {
    method: 'put',
    path: '/v1/online/files/{communeId}/{id}',
    summary: 'A file of a filing, by the SHA-256 of its content, before the filing that names it',
    description: 'At most 25 MiB. The body is the file; Content-Type is one of PDF, JPEG, PNG, WebP.',
    who: 'core',
    request: mediaTypeSchema.options,
    status: 204,
    problems: [
      'ATTACHMENTS_NOT_OFFERED',
      'COMMUNE_UNKNOWN',
      'ATTACHMENT_REFUSED',
      'UNSUPPORTED_MEDIA_TYPE',
      'TOO_LARGE',
    ],
  },
  {
    method: 'get',
    path: '/v1/online/files/{communeId}/{id}',
    summary: 'A file that an event names: what the citizen filed, or what the desk scanned (the result)',
    who: 'core',
    response: 'application/octet-stream',
    problems: ['ATTACHMENTS_NOT_OFFERED', 'ATTACHMENT_NOT_FOUND'],
  },
  {
    method: 'post',
    path: '/v1/online',
    summary: 'A dossier filed on the national portal',
    who: 'core',
    request: 'OnlineFiling',
    response: 'OnlineFilingTaken',
    problems: ['COMMUNE_UNKNOWN', 'ONLINE_CHANGED', 'ONLINE_FILE_MISSING', 'NUMBER_TAKEN'],
  },
  {
    method: 'post',
    path: '/v1/online/papers',
    summary: 'More papers that the citizen filed for a dossier, asked for or not',
    description:
      'Once more under the same reference: the same answer. ONLINE_UNKNOWN: no dossier has this code yet; send the filing first.',
    who: 'core',
    request: 'OnlinePapers',
    response: 'OnlineFilingTaken',
    problems: ['COMMUNE_UNKNOWN', 'ONLINE_UNKNOWN', 'ONLINE_CHANGED', 'ONLINE_FILE_MISSING', 'TOO_LARGE'],
  },
  {
    method: 'post',
    path: '/v1/online/withdrawals',
    summary: 'The citizen asks to withdraw a dossier; the desk answers with `withdrawalAnswered`',
    who: 'core',
    request: 'OnlineWithdrawal',
    response: 'OnlineFilingTaken',
    problems: ['COMMUNE_UNKNOWN', 'ONLINE_UNKNOWN', 'ONLINE_CHANGED', 'TOO_LARGE'],
  },
]
