/** The host's process killed in the middle of saving: what it had reported is there, once, and its numbers never come again. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { crashPublicKey, openCrashJournal } from '../../test/support/crash-journal.ts'
import { findBrokenEvents, readAll } from '../../test/support/journal-harness.ts'
import { SeededRandom } from '../../test/support/random.ts'

const rounds = 12
const child = fileURLToPath(new URL('../../test/support/crash-child.ts', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-crash-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Everything the child said before it was killed, `linesUntilKill` lines after it was ready. */
async function runUntilKilled(round: number, linesUntilKill: number): Promise<string[]> {
  const running = spawn(process.execPath, [child, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  running.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
    if (said.split('\n').length > linesUntilKill + 1) running.kill('SIGKILL')
  })
  await once(running, 'close')
  expect(running.signalCode).toBe('SIGKILL')
  return said.split('\n').slice(0, -1)
}

it('keeps what was reported over many kills', async () => {
  const random = new SeededRandom(20_261_124)
  const saved: string[] = []
  const numbers: string[] = []
  for (let round = 0; round < rounds; round++) {
    for (const line of await runUntilKilled(round, random.integer(0, 60))) {
      if (line.startsWith('saved ')) saved.push(...line.slice(6).split(' '))
      if (line.startsWith('number ')) numbers.push(line.slice(7))
    }
    const journal = await openCrashJournal(folder)
    const events = await readAll(journal)
    const ids = events.map((event) => event.id)
    expect(new Set(ids).size).toBe(ids.length)
    const present = new Set(ids)
    expect(saved.filter((id) => !present.has(id))).toEqual([])
    expect(findBrokenEvents(events, crashPublicKey)).toEqual([])
    expect((await journal.status()).quarantined.filter(({ reason }) => reason !== 'torn')).toEqual([])
    await journal.close()
  }
  expect(saved.length).toBeGreaterThan(50)
  expect(numbers.length).toBeGreaterThan(10)
  expect(new Set(numbers).size).toBe(numbers.length)
}, 60_000)
