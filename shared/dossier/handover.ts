/**
 * Papers change hands inside the desk or leave it as a batch: one side signs that it gives, the other that it has counted
 * and takes. Until the other side has signed, the giver answers for the papers.
 *
 * A desk that does not know these types keeps, forwards and shows them as "from a newer version".
 */
import { z } from 'zod'
import type { Dossier } from './dossier.ts'
import type { KnownEvent } from './event.ts'
import { blockOfText, lineOfText, nameLimit, noteLimit } from './person.ts'

export const handoverPartySchema = z.looseObject({
  kind: z.enum(['officer', 'unit']),
  id: z.string().min(1).max(80),
  name: lineOfText(nameLimit).min(1),
  /** Empty for a unit. */
  title: lineOfText(nameLimit),
  /** The organisation of the officer; the unit itself. */
  unit: lineOfText(nameLimit),
})

export const handoverSchemas = {
  /** The giver's signature. All dossiers of one batch stand on one slip. */
  handoverOffered: z.looseObject({
    batchId: z.uuid(),
    from: handoverPartySchema,
    to: handoverPartySchema,
    reason: lineOfText(500),
    note: lineOfText(500),
    /** How many dossiers the slip lists. */
    size: z.int().min(1).max(500),
  }),
  /** The receiver's signature or refusal; `withdrawn`: the giver took the offer back. */
  handoverAnswered: z.looseObject({
    batchId: z.uuid(),
    answer: z.enum(['accepted', 'declined', 'withdrawn']),
    /** Who answered: an officer of the desk, or a person of the unit who signed the paper. */
    by: lineOfText(nameLimit).min(1),
    /** `pin`: the answering officer's own; `paper`: signed on the slip, recorded by the giver. */
    way: z.enum(['pin', 'paper']),
    /** Why it was declined. */
    reason: blockOfText(noteLimit),
  }),
} as const

/** Without the members of newer versions that the schemas let through. */
export type HandoverParty = Pick<z.infer<typeof handoverPartySchema>, 'kind' | 'id' | 'name' | 'title' | 'unit'>

export interface Handover {
  eventId: string
  batchId: string
  at: string
  from: HandoverParty
  to: HandoverParty
  reason: string
  note: string
  size: number
  state: 'offered' | 'accepted' | 'declined' | 'withdrawn'
  answeredAt: string | null
  answeredBy: string | null
  answerReason: string
}

type Of<T extends KnownEvent['type']> = Extract<KnownEvent, { type: T }>

export function offerHandover(dossier: Dossier, event: Of<'handoverOffered'>): void {
  const { batchId, from, to, reason, note, size } = event.payload
  dossier.handovers.push({
    eventId: event.id,
    batchId,
    at: event.at,
    from: plainParty(from),
    to: plainParty(to),
    reason,
    note,
    size,
    state: 'offered',
    answeredAt: null,
    answeredBy: null,
    answerReason: '',
  })
}

/** Two desks may answer one offer: the earlier answer holds, and the later one is shown as a contradiction. */
export function answerHandover(dossier: Dossier, event: Of<'handoverAnswered'>): void {
  const { batchId, answer, by, reason } = event.payload
  const ofBatch = dossier.handovers.filter((handover) => handover.batchId === batchId)
  const open = ofBatch.find(({ state }) => state === 'offered')
  if (open === undefined) {
    const eventIds = [...ofBatch.map(({ eventId }) => eventId), event.id]
    dossier.attention.push({ kind: 'eventOutOfOrder', eventIds, type: event.type, status: dossier.status })
    return
  }
  Object.assign(open, { state: answer, answeredAt: event.at, answeredBy: by, answerReason: reason })
  if (answer === 'accepted' && open.to.kind === 'officer') dossier.keeper = { id: open.to.id, name: open.to.name }
}

/** The offer that waits for an answer; of several the latest. */
export function openHandover(dossier: Pick<Dossier, 'handovers'>): Handover | null {
  return dossier.handovers.findLast(({ state }) => state === 'offered') ?? null
}

function plainParty({ kind, id, name, title, unit }: z.infer<typeof handoverPartySchema>): HandoverParty {
  return { kind, id, name, title, unit }
}
