/** What an officer does next: takes something in, or goes on with a dossier the desk knows. */
import type { DossierDocument } from '../../renderer/database/document.ts'
import type { EventDraft, EventType } from '../../shared/dossier/event.ts'
import { receivedPayload, samplePayloads } from '../support/event-builder.ts'
import type { SeededRandom } from '../support/random.ts'
import { operationMember } from './ledger.ts'
import type { SimulatedDesk } from './simulated-desk.ts'

const later: readonly EventType[] = [
  'forwarded',
  'handedBack',
  'resultArrived',
  'supplementRequested',
  'supplemented',
  'financialDutyRaised',
  'paid',
  'apologised',
  'returned',
  'originalsGivenBack',
  'corrected',
  'noted',
  'noted',
  'noted',
  'printed',
  'undone',
  'undone',
]
const recentDossiers = 40
const offsetMs = 7 * 3_600_000

export const localInstant = (ms: number): string => `${new Date(ms + offsetMs).toISOString().slice(0, 19)}+07:00`

/** Null when the desk cannot give a number: an officer who sees that does not save. */
export async function decide(desk: SimulatedDesk, random: SeededRandom, operation: number): Promise<EventDraft | null> {
  const at = localInstant(desk.now())
  const known = [...desk.stored.documents.values()].slice(-recentDossiers)
  if (known.length === 0 || random.chance(0.45)) return intake(desk, random, operation, at)
  return goOn(random.pick(known), random, operation, at)
}

async function intake(desk: SimulatedDesk, random: SeededRandom, operation: number, at: string) {
  const number = await desk.running.host.numbers.take(at.slice(0, 10)).catch(() => null)
  if (number === null) return null
  const name = `Người Thử ${random.digits(4)}`
  const payload = receivedPayload({ number, submitter: { ...receivedPayload().submitter, name } })
  return draft(newId(random), 'received', at, { ...payload, [operationMember]: operation })
}

/** Chosen by the seed, for pages and digests come in the order of ids. */
function newId(random: SeededRandom): string {
  const hex = (length: number) => Array.from({ length }, () => random.integer(0, 15).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
}

function goOn({ id, body }: DossierDocument, random: SeededRandom, operation: number, at: string): EventDraft {
  const type = random.pick(later)
  const last = body.events.at(-1)
  const target = type === 'undone' && last !== undefined ? { eventId: last.id, what: last.type } : {}
  return draft(id, type, at, { ...samplePayloads[type](), ...target, [operationMember]: operation })
}

function draft(dossierId: string, type: EventType, at: string, payload: object): EventDraft {
  return { dossierId, type, at, payload } as EventDraft
}
