/**
 * `npm run bytes [-- --dossiers 1000,10000 --worked 50]`: bytes on the connections, beside PouchDB with express-pouchdb that
 * does the same work in the same run. A table, and one JSON line. What is compared stands in docs/sync-model.md.
 */
import { parseArgs } from 'node:util'
import { inTurn, inventHistories, measureSide } from './compare-bytes.ts'
import type { Passed, SideFigures } from './compare-bytes.ts'
import { openOwnSide } from './own-side.ts'
import { openPouchSide } from './pouch-side.ts'

const { values } = parseArgs({
  options: { dossiers: { type: 'string', default: '1000,10000' }, worked: { type: 'string', default: '50' } },
})
const workedCount = Number(values.worked)
const sizes = values.dossiers
  .split(',')
  .map(Number)
  .sort((a, b) => a - b)
const isCount = (count: number) => Number.isSafeInteger(count) && count >= 1
if (!isCount(workedCount) || !sizes.every((size) => isCount(size) && size > 2 * workedCount)) {
  process.stderr.write('--worked: a whole number; --dossiers: whole numbers above twice that, with commas between\n')
  process.exit(2)
}

const worked = 2 * workedCount
const histories = inventHistories(sizes.at(-1) ?? worked)
const events = inTurn(histories.slice(0, workedCount)).length
const figures: SideFigures[] = []
for (const open of [openOwnSide, openPouchSide]) {
  const side = await open()
  figures.push(await measureSide(side, { histories, worked, sizes, quietMs: 1500 }))
  await side.stop()
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
const each = ({ out, in: into }: Passed, count: number) =>
  `${kilobytes(out / count)} out, ${kilobytes(into / count)} in`
const rows = [
  ['kB', ...figures.map(({ name }) => name)],
  [`per event, each sent at once (${events})`, ...figures.map(({ eachEvent }) => each(eachEvent, events))],
  [`per event of a backlog (${events})`, ...figures.map(({ backlog }) => each(backlog, events))],
  ...sizes.map((size, index) => [
    `first sync of ${size} dossiers`,
    ...figures.map(({ firstSyncs }) => each(firstSyncs[index] as Passed, 1)),
  ]),
]
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
for (const row of rows)
  process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`)
const byName = Object.fromEntries(figures.map(({ name, ...rest }) => [name === 'PouchDB' ? 'pouchdb' : 'motCua', rest]))
process.stdout.write(`${JSON.stringify({ measure: 'bytes', events, ...byName })}\n`)
process.exit()
