/**
 * `npm run bench [-- --json] [-- --quick]`: what an officer waits for, in a real Chromium through the real host. One line a
 * measure, with its target; nothing here is a test, and nothing fails by being slow. `--quick` leaves out 100,000 dossiers.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import { Commune } from '../e2e/support/commune.ts'
import type { Desk } from '../e2e/support/desk.ts'
import { pushPopulation } from './province-population.ts'
import type { Bench } from './page.ts'

interface Measure {
  measure: string
  dossiers: number
  value: number
  unit: 'ms'
  target: number | null
}

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})
const rendererFolder = fileURLToPath(new URL('../../dist/bench', import.meta.url))
const typed = ['nguyen van an', 'Trần Thị Hòa', 'le', 'dang quynh', '0912', '072190', '261124', 'không có ai']
const firstSyncDossiers = 10_000

await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) })
await withCommune(async (commune) => {
  for (const size of options.quick ? [10_000] : [10_000, 100_000]) await measureDesk(commune, size)
})
await withCommune(measureFirstSync)

async function measureDesk(commune: Commune, dossiers: number): Promise<void> {
  const desk = await commune.addDesk({ rendererFolder })
  await desk.cutNetwork()
  const page = await openPage(desk)
  note(`${dossiers} hồ sơ: đang nạp…`)
  await page.evaluate((count) => window.bench.fill(count), dossiers)
  await desk.closeWindow()
  const again = await openPage(desk)
  const atSize = dossiers === 100_000
  say({
    measure: 'start to usable',
    dossiers,
    value: await again.evaluate(() => window.bench.start()),
    target: atSize ? 2000 : null,
  })
  const saves = await again.evaluate(() => window.bench.save(300))
  say({ measure: 'save p50', dossiers, value: percentile(saves, 0.5), target: null })
  say({ measure: 'save p95', dossiers, value: percentile(saves, 0.95), target: atSize ? 60 : null })
  const searches = await again.evaluate((texts) => window.bench.search(texts), typed)
  say({ measure: 'search p50', dossiers, value: percentile(searches, 0.5), target: null })
  say({ measure: 'search p95', dossiers, value: percentile(searches, 0.95), target: atSize ? 50 : null })
  await desk.end()
}

async function measureFirstSync(commune: Commune): Promise<void> {
  note(`đồng bộ lần đầu: đang đưa ${firstSyncDossiers} hồ sơ lên cổng…`)
  await pushPopulation(commune.gateway.url, await commune.gateway.mintCode(), firstSyncDossiers)
  const desk = await commune.addDesk({ rendererFolder })
  const page = await openPage(desk)
  const value = await page.evaluate((total) => window.bench.firstSync(total), firstSyncDossiers)
  say({ measure: 'first sync', dossiers: firstSyncDossiers, value, target: 18_000 })
  await desk.end()
}

async function openPage(desk: Desk): Promise<Page> {
  const page = await desk.openWindow()
  page.setDefaultTimeout(0)
  await page.waitForFunction(() => 'bench' in window)
  return page
}

async function withCommune(run: (commune: Commune) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'))
  const commune = new Commune(folder)
  try {
    await commune.startGateway()
    await run(commune)
  } finally {
    await commune.end()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function say(result: Omit<Measure, 'unit'>): void {
  const line: Measure = { ...result, value: Math.round(result.value * 10) / 10, unit: 'ms' }
  const target = line.target === null ? '' : ` (target ≤ ${line.target})`
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...line, cores: cpus().length })}\n`
      : `${line.measure}, ${line.dossiers}: ${line.value} ms${target}\n`,
  )
}

function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

declare global {
  interface Window {
    bench: Bench
  }
}
