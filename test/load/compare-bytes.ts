/** The same work on one side after the other, and what passed on the connections meanwhile. */
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { population } from '../support/population.ts'
import { settle } from './byte-side.ts'
import type { History, Side, SideDesk } from './byte-side.ts'

export interface Passed {
  /** From the desk, and to it: request and status lines, headers, framing, bodies as compressed. */
  out: number
  in: number
}
export interface SideFigures {
  name: string
  /** What a desk wrote without a network, sent when it came back. */
  backlog: Passed
  /** The same number of events, each sent when it happened. */
  eachEvent: Passed
  /** A new desk of a commune with so many dossiers. */
  firstSyncs: (Passed & { dossiers: number })[]
}

export interface Work {
  histories: readonly History[]
  /** So many of them, the first ones, are the desk's own work: half for `backlog`, half for `eachEvent`. */
  worked: number
  /** Dossiers at the province when a new desk comes, ascending. */
  sizes: readonly number[]
  /** How long the connection must be silent to count as done. */
  quietMs: number
}

export function inventHistories(count: number): History[] {
  return [...population({ seed: 1, count, untilMs: Date.UTC(2026, 10, 24), openShare: 0 })]
}

export async function measureSide(side: Side, { histories, worked, sizes, quietMs }: Work): Promise<SideFigures> {
  const desk = await side.openDesk()
  const [offline, online] = [histories.slice(0, worked / 2), histories.slice(worked / 2, worked)]
  for (const event of inTurn(offline)) await desk.change(event)
  await desk.connect()
  await arrival(side, desk, offline, quietMs)
  const backlog = await passed(desk, quietMs)
  for (const event of inTurn(online)) {
    await desk.change(event)
    await settle(desk, quietMs / 10)
  }
  await arrival(side, desk, online, quietMs)
  const eachEvent = await passed(desk, quietMs)
  await desk.close()

  const firstSyncs: SideFigures['firstSyncs'] = []
  let stored = worked
  for (const size of sizes) {
    await side.fill(histories.slice(stored, size))
    stored = size
    firstSyncs.push(await firstSync(side, size, quietMs))
  }
  return { name: side.name, backlog, eachEvent, firstSyncs }
}

async function firstSync(side: Side, dossiers: number, quietMs: number) {
  const desk = await side.openDesk()
  await desk.connect()
  while ((await desk.countDossiers()) < dossiers) await settle(desk, quietMs / 10)
  const bytes = await passed(desk, quietMs)
  const count = await desk.countDossiers()
  await desk.close()
  if (count !== dossiers) throw new Error(`${side.name}: ${count} dossiers came, not ${dossiers}`)
  return { dossiers, ...bytes }
}

/** Silence alone would take a pause of a busy machine for the end. */
async function arrival(side: Side, desk: SideDesk, histories: readonly History[], quietMs: number): Promise<void> {
  while (!(await side.hasAll(histories))) await settle(desk, quietMs / 10)
}

async function passed(desk: SideDesk, quietMs: number): Promise<Passed> {
  await settle(desk, quietMs)
  return desk.counter.take()
}

/** All dossiers are taken in, then all are forwarded, and so on: as a day goes. */
export function inTurn(histories: readonly History[]): DossierEvent[] {
  const longest = Math.max(0, ...histories.map((events) => events.length))
  return Array.from({ length: longest }, (_, step) => histories.flatMap((events) => events[step] ?? [])).flat()
}
