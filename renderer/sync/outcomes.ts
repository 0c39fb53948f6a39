/** What the province said of each dossier, as what the store has to do about it. */
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import type { PushOutcome } from '../../shared/wire/messages.ts'
import type { Confirmation, Outgoing, Refusal } from './sync-store.ts'

/** `offered`: the ids sent of each dossier. Outcomes of anything else are not ours to apply. */
export function readOutcomes(
  outcomes: readonly PushOutcome[],
  offered: ReadonlyMap<string, readonly string[]>,
  at: string,
): { confirmations: Confirmation[]; refusals: Refusal[] } {
  const confirmations: Confirmation[] = []
  const refusals: Refusal[] = []
  for (const outcome of outcomes) {
    const { dossierId } = outcome
    const eventIds = offered.get(dossierId)
    if (eventIds === undefined) continue
    if (outcome.outcome === 'rejected') refusals.push({ dossierId, rejection: outcome.rejection, eventIds, at })
    else {
      const events = outcome.outcome === 'merged' ? outcome.events : []
      confirmations.push({ dossierId, eventIds: outcome.eventIds, events })
    }
  }
  return { confirmations, refusals }
}

/** The request was refused as a whole, with this dossier alone in it. */
export function refusalOfRequest(outgoing: Outgoing, failure: ProvinceFailure, at: string): Refusal {
  // The province said nothing about the dossier: screens word `whole`.
  const whole = failure.code === 'TOO_LARGE' ? 'tooLarge' : 'notTaken'
  const rejection = { code: 'INTERNAL' as const, message: '', eventId: null, path: null, otherDossierId: null, whole }
  return { dossierId: outgoing.dossierId, rejection, eventIds: outgoing.events.map((event) => event.id), at }
}
