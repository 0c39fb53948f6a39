/** Turns drafts into events: identity, time, officer, chain and signature. Pure but for the randomness of ids. */
import { v7 } from 'uuid'
import type { z } from 'zod'
import { bytesToSign, canonicalJson, eventHash } from '../../../shared/dossier/canonical.ts'
import {
  dossierEventSchema,
  eventDraftSchema,
  isGatewayType,
  type DossierEvent,
} from '../../../shared/dossier/event.ts'
import { laterStamp, nextStamp, parseStamp, type HybridStamp } from '../../../shared/dossier/hybrid-clock.ts'
import { isShallow } from '../../../shared/dossier/nesting.ts'

/** A draft as it comes over the bridge, its payload not yet judged. */
export type WrittenDraft = z.infer<typeof eventDraftSchema>

export interface DeskIdentity {
  deskId: string
  communeId: string
  /** Told with each event, for the timelines of other desks. */
  deskName?: string
  /** Ed25519, base64url. */
  sign(bytes: Uint8Array): string
}
/** The desk's own history so far. */
export interface ChainHead {
  stamp: HybridStamp | null
  /** eventHash of the last event. */
  hash: string | null
}
export interface StampRequest {
  drafts: readonly WrittenDraft[]
  officerId: string
  observed: HybridStamp | null
  /** The desk's clock, corrected by what is known of its error; milliseconds. */
  wallMs: number
}

/** The province takes no longer event; the signature needs its share of it. */
export const eventBytesLimit = 256 * 1024 - 256
/** Nor one from beyond this year: no stamp could follow it for ever. */
const lastYear = 2200

/** What the renderer may write. A number's official code comes from the gateway alone. */
export function areWritable(drafts: readonly WrittenDraft[]): boolean {
  return drafts.every((draft) => !isGatewayType(draft.type) && eventDraftSchema.safeParse(draft).success)
}

/** Throws when the province would not take an event: what is saved here must be able to travel. */
export function stampDrafts(
  request: StampRequest,
  head: ChainHead,
  desk: DeskIdentity,
): { events: DossierEvent[]; head: ChainHead } {
  let { stamp, hash } = head
  stamp = laterStamp(stamp, request.observed)
  const events = request.drafts.map((draft) => {
    stamp = nextStamp(stamp, request.wallMs, desk.deskId)
    const event = signed({ ...envelope(draft, request, desk), clock: stamp, previous: hash }, desk)
    hash = eventHash(event)
    return event
  })
  return { events, head: { stamp, hash } }
}

function envelope(draft: WrittenDraft, request: StampRequest, desk: DeskIdentity) {
  return {
    id: v7({ msecs: Math.max(0, request.wallMs) }),
    dossierId: draft.dossierId,
    communeId: desk.communeId,
    type: draft.type,
    at: draft.at,
    deskId: desk.deskId,
    ...(desk.deskName === undefined || desk.deskName === '' ? {} : { deskName: desk.deskName }),
    officerId: request.officerId,
    payload: plainPayload(draft),
  }
}

/** What is signed, stored and answered is one and the same value, whatever odd members came over the bridge. */
function plainPayload(draft: WrittenDraft): Record<string, unknown> {
  if (!isShallow({ payload: draft.payload })) throw new RangeError('The payload is nested too deeply.')
  const json = canonicalJson(draft.payload)
  // Schemas on the way drop such a member, and the signature would no longer fit.
  if (json.includes('"__proto__":')) throw new TypeError('The payload has a member that JSON readers treat specially.')
  return JSON.parse(json) as Record<string, unknown>
}

function signed(unsigned: Omit<DossierEvent, 'signature'>, desk: DeskIdentity): DossierEvent {
  const bytes = bytesToSign(unsigned)
  if (bytes.length > eventBytesLimit) throw new RangeError('The event is too large.')
  if (new Date(parseStamp(unsigned.clock).wallMs).getUTCFullYear() > lastYear)
    throw new RangeError('Beyond all clocks.')
  return dossierEventSchema.parse({ ...unsigned, signature: desk.sign(bytes) })
}
