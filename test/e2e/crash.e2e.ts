/**
 * kill -9 of window and host at random moments of saving. Whatever the desk had reported saved must be there afterwards,
 * once, in the database and in the search; and at the province after the link is back.
 *
 * It drives the desk's own database and host through a page without screens, so that saves follow each other without pause.
 */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { SeededRandom } from '../support/random.ts'
import { pullAll } from '../support/pull-all.ts'
import { expect, test } from './support/commune.ts'
import type { Desk } from './support/desk.ts'

const rounds = 50
const seed = 20_261_124
const rendererFolder = fileURLToPath(new URL('../../dist/bench', import.meta.url))

test.beforeAll(() => build({ configFile: fileURLToPath(new URL('../bench/vite.config.ts', import.meta.url)) }))

test(`what was reported saved survives ${rounds} kills of window and host`, async ({ commune }) => {
  test.setTimeout(12 * 60_000)
  const random = new SeededRandom(seed)
  const desk = await commune.addDesk({ rendererFolder })
  await desk.cutNetwork()
  const saved: [string, string][] = []
  const report = (dossierId: string, eventId: string) => void saved.push([dossierId, eventId])
  for (let round = 0; round < rounds; round++) {
    const before = saved.length
    await openAndSave(desk, report)
    await expect.poll(() => saved.length, { intervals: [20] }).toBeGreaterThan(before)
    await new Promise((resolve) => setTimeout(resolve, random.integer(0, 250)))
    await kill(desk, random.pick(['window', 'host', 'both'] as const))
  }
  expect(saved.length).toBeGreaterThan(rounds)
  const page = await open(desk)
  expect(await page.evaluate((all) => window.bench.missing(all), saved)).toEqual([])

  await desk.restoreNetwork()
  const province = () => pullAll(commune)
  await expect.poll(async () => countMissing(saved, await province()), { timeout: 60_000 }).toBe(0)
})

test('a deleted IndexedDB comes back by itself, from the journal and from the province', async ({ commune }) => {
  const [first, second] = [await commune.addDesk({ rendererFolder }), await commune.addDesk({ rendererFolder })]
  const saved: [string, string][] = []
  for (const desk of [first, second]) {
    const before = saved.length
    await openAndSave(desk, (dossierId, eventId) => void saved.push([dossierId, eventId]))
    await expect.poll(() => saved.length).toBeGreaterThan(before + 5)
    await desk.closeWindow()
    await open(desk)
  }
  await expect.poll(async () => countMissing(saved, await pullAll(commune)), { timeout: 60_000 }).toBe(0)
  await first.cutNetwork()
  await first.closeWindow()
  await first.deleteDatabase()
  const page = await open(first)
  // Without the province: its own from the journal, nothing of the other desk yet.
  const lacking = await page.evaluate((all) => window.bench.missing(all), saved)
  expect(lacking.length).toBeGreaterThan(0)
  expect(lacking.length).toBeLessThan(saved.length)
  await first.restoreNetwork()
  await expect.poll(() => page.evaluate((all) => window.bench.missing(all), saved), { timeout: 60_000 }).toEqual([])
})

async function open(desk: Desk) {
  const page = await desk.openWindow()
  await page.waitForFunction(() => 'bench' in window)
  await page.evaluate(() => window.bench.open())
  return page
}

async function openAndSave(desk: Desk, report: (dossierId: string, eventId: string) => void): Promise<void> {
  const page = await desk.openWindow()
  await page.waitForFunction(() => 'bench' in window)
  await page.exposeFunction('reportSaved', report).catch(() => undefined)
  await page.evaluate(() => window.bench.open())
  // It ends with the process.
  page.evaluate(() => window.bench.saveForEver()).catch(() => undefined)
}

async function kill(desk: Desk, what: 'window' | 'host' | 'both'): Promise<void> {
  if (what === 'host') {
    await desk.killHost()
    await desk.killWindow()
  } else {
    await desk.killWindow()
    if (what === 'both') await desk.killHost()
  }
  if (what !== 'window') await desk.startHost()
}

function countMissing(saved: readonly (readonly [string, string])[], province: ReadonlySet<string>): number {
  return saved.filter(([, eventId]) => !province.has(eventId)).length
}
