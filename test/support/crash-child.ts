/**
 * Child process of a test: writes to a journal and takes numbers as fast as it can, and says each thing on standard output
 * only once it was reported as saved. The test kills it at a moment of its choosing.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../../electron/services/disk/disk.ts'
import { nodeDisk } from '../../electron/services/disk/node-disk.ts'
import type { Journal } from '../../electron/services/journal/journal.ts'
import { silentLog } from '../../electron/services/log.ts'
import { Numbers } from '../../electron/services/numbers/numbers.ts'
import { notedDrafts } from './journal-harness.ts'
import { openCrashJournal } from './crash-journal.ts'

const folder = process.argv[2] ?? ''
const date = '2026-11-24'

/** Synchronous, so that nothing said is lost with the process; a full pipe is tried again. */
function say(line: string): void {
  for (let bytes = Buffer.from(`${line}\n`); bytes.length > 0;) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes))
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') throw error
    }
  }
}

async function commitFor(journal: Journal, lane: number): Promise<void> {
  for (let n = 0; ; n++) {
    const result = await journal.commit({ drafts: notedDrafts(lane, 1 + (n % 3)), officerId: 'can-bo-1' })
    if (result.kind === 'failed') throw new Error(result.code)
    say(`saved ${result.events.map((event) => event.id).join(' ')}`)
  }
}

async function takeFor(numbers: Numbers): Promise<void> {
  for (;;) say(`number ${(await numbers.take(date)).code}`)
}

const journal = await openCrashJournal(folder)
const numbers = await Numbers.open({
  disk: nodeDisk,
  file: join(folder, 'numbers.json'),
  deskId: 'desk-1',
  log: silentLog,
  policy: () => 'leased',
  usedCodes: async function* () {},
})
const round = Number(process.argv[3])
await numbers.addLease({ date, prefix: '000.00.01.H53-261124-', first: round * 10 + 1, last: round * 10 + 10 })
say('ready')
await Promise.all([commitFor(journal, 1), commitFor(journal, 2), commitFor(journal, 3), takeFor(numbers)])
