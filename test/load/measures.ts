/** What the load test does, one function a measure; each answers figures and judges nothing. */
import type { WireDesk } from '../support/wire-client.ts'
import type { LoadedProvince } from './province.ts'

export interface PushFigures {
  dossiers: number
  seconds: number
  perSecond: number
  p50Ms: number
  p95Ms: number
  failed: number
}

const secondsSince = (started: number): number => (performance.now() - started) / 1000
const round = (value: number): number => Math.round(value * 10) / 10

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Desks push what they have, `batch` dossiers a request, one request at a time each. */
export async function takeIn(
  province: LoadedProvince,
  desks: readonly WireDesk[],
  each: number,
  batch: number,
): Promise<PushFigures> {
  const timings: number[] = []
  const counts = { taken: 0, failed: 0 }
  const started = performance.now()
  await Promise.all(
    desks.map(async (desk) => {
      for (let sent = 0; sent < each; sent += batch)
        await pushOnce(province, desk, Math.min(batch, each - sent), timings, counts)
    }),
  )
  return figures(timings, counts, secondsSince(started))
}

/** All desks go on at an even pace: each takes in a dossier in its turn and sends it at once. */
export async function steadyDay(
  province: LoadedProvince,
  desks: readonly WireDesk[],
  perSecond: number,
  seconds: number,
): Promise<PushFigures> {
  const timings: number[] = []
  const counts = { taken: 0, failed: 0 }
  const started = performance.now()
  const under: Promise<void>[] = []
  for (let n = 0; n < perSecond * seconds; n++) {
    const wait = (n / perSecond) * 1000 - (performance.now() - started)
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    under.push(pushOnce(province, desks[n % desks.length] as WireDesk, 1, timings, counts))
  }
  await Promise.all(under)
  return figures(timings, counts, secondsSince(started))
}

async function pushOnce(
  province: LoadedProvince,
  desk: WireDesk,
  dossiers: number,
  timings: number[],
  counts: { taken: number; failed: number },
): Promise<void> {
  const histories = Array.from({ length: dossiers }, () => [province.receive(desk)])
  const started = performance.now()
  try {
    const { outcomes } = await desk.push(histories)
    const taken = outcomes.filter(({ outcome }) => outcome !== 'rejected').length
    counts.taken += taken
    counts.failed += dossiers - taken
  } catch {
    counts.failed += dossiers
  }
  timings.push(performance.now() - started)
}

function figures(timings: number[], { taken, failed }: { taken: number; failed: number }, seconds: number) {
  const sorted = timings.toSorted((a, b) => a - b)
  return {
    dossiers: taken,
    seconds: round(seconds),
    perSecond: round(taken / seconds),
    p50Ms: round(percentile(sorted, 0.5)),
    p95Ms: round(percentile(sorted, 0.95)),
    failed,
  }
}

/** Everything of the desk's commune, page by page, as a first sync does. @returns dossiers that came */
export async function pullEverything(desk: WireDesk): Promise<number> {
  const dossiers = new Set<string>()
  for (let checkpoint: string | null = null; ;) {
    const query = new URLSearchParams({ limit: '500', ...(checkpoint === null ? {} : { checkpoint }) })
    const { status, body } = await desk.raw(`/v1/pull?${query}`)
    if (status !== 200) throw new Error(`pull: HTTP ${status}`)
    const page = body as { dossiers: { dossierId: string }[]; checkpoint: string; more: boolean }
    for (const { dossierId } of page.dossiers) dossiers.add(dossierId)
    checkpoint = page.checkpoint
    if (!page.more) return dossiers.size
  }
}

export interface FirstSyncFigures {
  desks: number
  dossiersEach: number
  seconds: number
  /** Desks that came short of it. */
  incomplete: number
}

/** New desks arrive at the same moment. */
export async function firstSyncs(desks: readonly WireDesk[], expected: number): Promise<FirstSyncFigures> {
  const started = performance.now()
  const got = await Promise.all(desks.map((desk) => desk.signIn().then(() => pullEverything(desk))))
  const incomplete = got.filter((count) => count < expected).length
  return { desks: desks.length, dossiersEach: Math.min(...got), seconds: round(secondsSince(started)), incomplete }
}
