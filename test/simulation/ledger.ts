/**
 * What officers were told, and whether it is still true. The ledger knows nothing of how desks or gateway work: it compares
 * what was reported saved with what lies at the end in the gateway's table and in each desk's database.
 */
import { canonicalJson } from '../../shared/dossier/canonical.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'

/** Marks the event of one operation, wherever it turns up. */
export const operationMember = 'thaoTac'

export interface Holding {
  /** `cổng` or a desk's name. */
  place: string
  communeId: string
  events: readonly DossierEvent[]
  /** Still owed to the province, or refused by it. */
  owed: readonly string[]
}

export interface Findings {
  /** Reported saved, and missing somewhere. */
  lost: number
  /** One operation as two events, one event twice, or one number as that of two dossiers. */
  doubled: number
  /** Not what the officer was told. */
  changed: number
  /** Dossiers that two places of one commune hold differently, or that some desk still owes. */
  disagreements: number
  /** For people, the first few. */
  examples: string[]
}

const examplesShown = 12

export class Ledger {
  readonly #reported = new Map<string, { communeId: string; text: string }>()

  get saved(): number {
    return this.#reported.size
  }

  report(events: readonly DossierEvent[]): void {
    for (const event of events) this.#reported.set(event.id, { communeId: event.communeId, text: canonicalJson(event) })
  }

  compare(holdings: readonly Holding[]): Findings {
    const found: Findings = { lost: 0, doubled: 0, changed: 0, disagreements: 0, examples: [] }
    const note = (kind: Exclude<keyof Findings, 'examples'>, text: string) => {
      found[kind] += 1
      if (found.examples.length < examplesShown) found.examples.push(`${kind}: ${text}`)
    }
    const sets = holdings.map((holding) => ({ ...holding, byId: Map.groupBy(holding.events, (event) => event.id) }))
    for (const [id, { communeId, text }] of this.#reported)
      for (const { place, byId } of sets.filter((set) => set.communeId === communeId)) {
        const [event] = byId.get(id) ?? []
        if (event === undefined) note('lost', `${id} at ${place}`)
        else if (canonicalJson(event) !== text) note('changed', `${id} at ${place}`)
      }
    for (const { place, byId, events } of sets) {
      for (const [id, same] of byId) if (same.length > 1) note('doubled', `${id} ${same.length} times at ${place}`)
      const known = events.filter((event) => event.payload[operationMember] !== undefined)
      for (const [operation, group] of Map.groupBy(known, (event) => event.payload[operationMember]))
        if (new Set(group.map((event) => event.id)).size > 1)
          note('doubled', `operation ${String(operation)} at ${place}`)
    }
    for (const { place, events } of sets)
      for (const [code, ids] of numbersGivenTwice(events))
        note('doubled', `number ${code} of ${ids.join(', ')} at ${place}`)
    for (const communeId of new Set(sets.map((set) => set.communeId)))
      compareDossiers(
        sets.filter((set) => set.communeId === communeId),
        (text) => note('disagreements', text),
      )
    for (const { place, owed } of holdings) for (const id of owed) note('disagreements', `${place} still owes ${id}`)
    return found
  }
}

/** The number each dossier is shown and printed with; others that it once had may be another's now. */
function numbersGivenTwice(events: readonly DossierEvent[]): [string, string[]][] {
  const dossiers = [...Map.groupBy(events, (event) => event.dossierId).values()].map(fold)
  const official = dossiers.filter(({ number }) => number.kind !== 'provisional')
  return [...Map.groupBy(official, ({ number }) => number.code)]
    .map(([code, group]): [string, string[]] => [code, group.map(({ id }) => id)])
    .filter(([, ids]) => ids.length > 1)
}

function compareDossiers(places: readonly Holding[], note: (text: string) => void): void {
  const [first, ...others] = places.map(({ place, events }) => ({ place, dossiers: digests(events) }))
  if (first === undefined) return
  for (const other of others)
    for (const id of new Set([...first.dossiers.keys(), ...other.dossiers.keys()]))
      if (first.dossiers.get(id) !== other.dossiers.get(id)) note(`dossier ${id} at ${first.place} and ${other.place}`)
}

function digests(events: readonly DossierEvent[]): Map<string, string> {
  return new Map(
    [...Map.groupBy(events, (event) => event.dossierId)].map(([id, group]) => [
      id,
      group.map(canonicalJson).sort().join('\n'),
    ]),
  )
}
