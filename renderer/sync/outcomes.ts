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
  const message =
    failure.code === 'TOO_LARGE'
      ? 'Hồ sơ lớn hơn mức đường truyền đến tỉnh cho phép. Hãy báo bộ phận hỗ trợ.'
      : `Hệ thống của tỉnh không nhận gói dữ liệu của hồ sơ này (${failure.detail}). Hãy báo bộ phận hỗ trợ.`
  const rejection = { code: 'INTERNAL' as const, message, eventId: null, path: null, otherDossierId: null }
  return { dossierId: outgoing.dossierId, rejection, eventIds: outgoing.events.map((event) => event.id), at }
}
