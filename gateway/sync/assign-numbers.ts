/** The official code of a dossier that has none of its own: given once, as an event of the gateway's own. */
import { fold } from '../../shared/dossier/fold.ts'
import type { SigningKey } from '../keys/ed25519.ts'
import type { Scoped } from '../store/store.ts'
import type { CommuneDesks } from './commune-desks.ts'
import { takeCodes } from './official-numbers.ts'
import { writeOwnEvent } from './own-event.ts'
import type { Take } from './plan-push.ts'

export interface AssignContext {
  communeId: string
  desks: CommuneDesks
  signing: SigningKey
  wallMs: number
  /** Hash of the gateway's last own event in this commune. */
  tail: string | null
}

/**
 * Adds the gateway's event to each take that still bears a provisional number, or one that another dossier has. A day without
 * numbers left leaves the old one in force; the next push of that dossier asks again.
 *
 * @returns the new tail of the gateway's chain
 */
export async function assignNumbers(
  tx: Scoped,
  context: AssignContext,
  takes: readonly Take[],
): Promise<string | null> {
  const waiting = takes.flatMap((take) => {
    const { number, receivedAt, turnedAwayAt, receivedBy } = take.dossier
    const at = receivedAt === '' ? turnedAwayAt : receivedAt
    const agencyCode = context.desks.agencyOf(receivedBy.deskId)
    const isWaiting = number.kind === 'provisional' || take.needsNumber
    if (!isWaiting || at === null || agencyCode === null) return []
    return [{ take, agencyCode, day: at.slice(0, 10) }]
  })
  const named = takes.flatMap((take) => take.newCodes)
  const groups = Map.groupBy(waiting, ({ agencyCode, day }) => `${agencyCode} ${day}`)
  let { tail } = context
  for (const group of groups.values()) {
    const [{ agencyCode, day }] = group as [(typeof waiting)[number]]
    const of = { communeId: context.communeId, agencyCode, day }
    const codes = await takeCodes(tx, of, group.length, named)
    group.slice(0, codes.length).forEach(({ take }, index) => {
      tail = addNumber(take, codes[index] ?? '', { ...context, tail })
    })
  }
  return tail
}

function addNumber(take: Take, code: string, context: AssignContext): string {
  const { number } = take.dossier
  const { hash, ...own } = writeOwnEvent(
    {
      dossierId: take.dossierId,
      communeId: context.communeId,
      type: 'numberAssigned',
      payload: number.kind === 'provisional' ? { code } : { code, instead: number.code },
      history: take.history.map(({ event }) => event),
      previous: context.tail,
    },
    context.wallMs,
    context.signing,
  )
  take.fresh.push(own)
  take.history.push(own)
  take.missing.push(own.event)
  take.newCodes.push(code)
  take.dossier = fold(take.history.map(({ event }) => event))
  return hash
}
