/**
 * `npm run load -- --desks 300 [--dossiers 10000] [--first 100] [--communes 4] [--seconds 30] [--processes 1]`: desks
 * arriving together, then a steady day, against the gateway on PostgreSQL. One JSON line a measure, with its target.
 */
import { parseArgs } from 'node:util'
import { findEngines } from '../support/gateway-engines.ts'
import type { WireDesk } from '../support/wire-client.ts'
import { ByteCounter } from './byte-counter.ts'
import { firstSyncs, pullEverything, steadyDay, takeIn } from './measures.ts'
import type { PushFigures } from './measures.ts'
import { LoadedProvince } from './province.ts'

const { values } = parseArgs({
  options: {
    desks: { type: 'string', default: '300' },
    dossiers: { type: 'string', default: '10000' },
    first: { type: 'string', default: '100' },
    communes: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '30' },
    processes: { type: 'string', default: '1' },
  },
})

function mustBeCount(name: keyof typeof values): number {
  const count = Number(values[name])
  if (Number.isSafeInteger(count) && count >= 1) return count
  process.stderr.write(`--${name}: a whole number above zero is needed, not "${values[name]}"\n`)
  process.exit(2)
}
const options = {
  desks: mustBeCount('desks'),
  dossiers: mustBeCount('dossiers'),
  first: mustBeCount('first'),
  communes: mustBeCount('communes'),
  seconds: mustBeCount('seconds'),
  processes: mustBeCount('processes'),
}
const steadyPerSecond = 40
const bytesSample = 200

function print(measure: string, figures: object, target: string | null = null, met: boolean | null = null): void {
  process.stdout.write(`${JSON.stringify({ measure, ...figures, target, met })}\n`)
  if (met === false) process.exitCode = 1
}

async function enrolMany(province: LoadedProvince, count: number): Promise<WireDesk[]> {
  const desks: WireDesk[] = []
  for (let n = 0; n < count; n++) desks.push(await province.enrol(n))
  return desks
}

/** What a dossier costs beside how long it took, which says little on a machine that does other things too. */
async function withCpu(province: LoadedProvince, work: () => Promise<PushFigures>) {
  const watch = await province.watchCpu()
  const figures = await work()
  return { ...figures, cpuPerDossier: await watch.stop(figures.dossiers) }
}

async function run(province: LoadedProvince): Promise<void> {
  const { dossiers, first, seconds } = options
  const writers = await enrolMany(province, province.communes.length)
  for (const desk of writers) await desk.signIn()
  const taken = await withCpu(province, () => takeIn(province, writers, dossiers, 100))
  print('takenIn', taken, '>= 100 dossiers/s', taken.perSecond >= 100 && taken.failed === 0)

  const fresh = await enrolMany(province, first)
  const synced = await firstSyncs(fresh, dossiers)
  print('firstSync', synced, '<= 150 s', synced.seconds <= 150 && synced.incomplete === 0)

  const desks = await enrolMany(province, options.desks)
  const arriving = performance.now()
  await Promise.all(desks.map((desk) => desk.signIn()))
  print('arriving', { desks: desks.length, seconds: Math.round((performance.now() - arriving) / 100) / 10 })
  const together = await takeIn(province, desks, 5, 5)
  print('together', together, 'nothing fails', together.failed === 0)
  const steady = await withCpu(province, () => steadyDay(province, desks, steadyPerSecond, seconds))
  print('steadyDay', steady, 'p95 push <= 300 ms', steady.p95Ms <= 300 && steady.failed === 0)
  await countBytes(province, fresh[0] as WireDesk)
}

async function countBytes(province: LoadedProvince, desk: WireDesk): Promise<void> {
  const counter = new ByteCounter(desk.url)
  const counted = desk.at(await counter.start())
  const dossiers = await pullEverything(counted)
  print('bytesOfFirstSync', {
    dossiers,
    out: counter.out,
    in: counter.into,
    perDossier: Math.round(counter.into / dossiers),
  })
  for (const batch of [1, 50]) {
    counter.take()
    const { dossiers: events } = await takeIn(province, [counted], bytesSample, batch)
    const [out, into] = [counter.out, counter.into].map((bytes) => Math.round(bytes / events))
    print('bytesOfPush', { eventsPerRequest: batch, outPerEvent: out, inPerEvent: into })
  }
  counter.stop()
}

const engine = (await findEngines()).find(({ name }) => name === 'postgres')
if (engine === undefined) process.exit(2)
const province = await LoadedProvince.start(engine, options.communes, options.processes)
try {
  await run(province)
} finally {
  await province.stop()
}
process.exit()
