/** Events that the gateway itself writes: stamped after everything in the dossier, chained and signed like a desk's. */
import { v7 as uuidv7 } from 'uuid'
import { bytesToSign, canonicalJson, eventHash } from '../../shared/dossier/canonical.ts'
import type { DossierEvent, EventType, PayloadOf } from '../../shared/dossier/event.ts'
import { laterStamp, nextStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { SigningKey } from '../keys/ed25519.ts'
import { gatewayDeskId } from './check-event.ts'
import type { CheckedEvent } from './check-event.ts'

/** Vietnam has had one offset, all year, since 1975. */
const offsetMs = 7 * 3_600_000

export function localInstant(wallMs: number): string {
  return `${new Date(wallMs + offsetMs).toISOString().slice(0, 19)}+07:00`
}

export interface OwnEventDraft<T extends EventType> {
  dossierId: string
  communeId: string
  type: T
  payload: PayloadOf<T>
  history: readonly DossierEvent[]
  /** Hash of the gateway's last event in this commune. */
  previous: string | null
  /** Unless a fresh one will do. */
  id?: string
  /** When it happened, if not now: an instant as a paper states it. */
  at?: string
}

export function writeOwnEvent<T extends EventType>(
  draft: OwnEventDraft<T>,
  wallMs: number,
  key: SigningKey,
): CheckedEvent & { hash: string } {
  const lastSeen = draft.history.map((event) => event.clock).reduce(laterStamp, null as string | null)
  const unsigned = {
    id: draft.id ?? uuidv7(),
    dossierId: draft.dossierId,
    communeId: draft.communeId,
    type: draft.type,
    at: draft.at ?? localInstant(wallMs),
    clock: nextStamp(lastSeen, wallMs, gatewayDeskId),
    deskId: gatewayDeskId,
    officerId: gatewayDeskId,
    payload: draft.payload as Record<string, unknown>,
    previous: draft.previous,
  }
  const event: DossierEvent = { ...unsigned, signature: key.sign(bytesToSign(unsigned)) }
  return { event, body: canonicalJson(event), hash: eventHash(event) }
}
