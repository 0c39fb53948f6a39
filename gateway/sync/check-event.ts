/** Whether one event may be taken at all: shape, scope, author. What it means for its dossier is decided later. */
import type { KeyObject } from 'node:crypto'
import { bytesToSign, canonicalJson } from '../../shared/dossier/canonical.ts'
import { dossierEventSchema, isGatewayType, isKnownType, payloadSchemas } from '../../shared/dossier/event.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { parseStamp } from '../../shared/dossier/hybrid-clock.ts'
import { isShallow } from '../../shared/dossier/nesting.ts'
import type { Rejection } from '../../shared/wire/messages.ts'
import { isSignedBy } from '../keys/ed25519.ts'
import { reject } from './rejections.ts'

export const gatewayDeskId = 'gateway'
export const mostEventBytes = 256 * 1024
/** Stamps beyond it could not be followed by another stamp of the same form. */
const lastYear = 2200

export interface CheckedEvent {
  event: DossierEvent
  /** Canonical JSON: what is stored, compared and sent on. */
  body: string
}
export type EventCheck = { ok: true; checked: CheckedEvent } | { ok: false; rejection: Rejection }

export interface CheckContext {
  communeId: string
  dossierId: string
  /** null: no such desk in this commune. */
  keyOf(deskId: string): KeyObject | null
}

export function checkEvent(raw: unknown, context: CheckContext): EventCheck {
  const eventId = idOf(raw)
  const refuse = (...[code, at]: Parameters<typeof reject>): EventCheck => ({
    ok: false,
    rejection: reject(code, { eventId, ...at }),
  })
  if (!isShallow(raw)) return refuse('INVALID_EVENT', { path: 'payload' })
  const parsed = dossierEventSchema.safeParse(raw)
  if (!parsed.success) return refuse('INVALID_EVENT', { path: firstPath(parsed.error) })
  // The object as it came: the parsed one is a copy, and the signature is over what was sent.
  const event = raw as DossierEvent
  const body = canonicalJson(event)
  if (Buffer.byteLength(body) > mostEventBytes) return refuse('INVALID_EVENT', { path: 'payload' })
  if (event.dossierId !== context.dossierId) return refuse('INVALID_EVENT', { path: 'dossierId' })
  if (event.communeId !== context.communeId) return refuse('OUT_OF_SCOPE')
  const path = oddMember(event)
  if (path !== null) return refuse('INVALID_EVENT', { path })
  const key = context.keyOf(event.deskId)
  if (key === null) return refuse('UNKNOWN_DESK')
  if (!isSignedBy(key, bytesToSign(event), event.signature)) return refuse('BAD_SIGNATURE')
  return { ok: true, checked: { event, body } }
}

/** What the envelope's schema does not say. */
function oddMember(event: DossierEvent): string | null {
  const { wallMs } = parseStamp(event.clock)
  if (!Number.isFinite(wallMs) || new Date(wallMs).getUTCFullYear() > lastYear) return 'clock'
  if (isGatewayType(event.type) && event.deskId !== gatewayDeskId) return 'type'
  if (!isKnownType(event.type)) return null
  const payload = payloadSchemas[event.type].safeParse(event.payload)
  return payload.success ? null : `payload.${firstPath(payload.error)}`
}

function firstPath(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string {
  return (error.issues[0]?.path ?? []).map(String).join('.')
}

function idOf(raw: unknown): string | null {
  const id = (raw as { id?: unknown } | null)?.id
  return typeof id === 'string' && id.length <= 64 ? id : null
}
