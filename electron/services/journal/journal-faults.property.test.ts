/** Random commits against a disk that fails at random steps and loses power: the one invariant, at its root. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import {
  commitText,
  findBrokenEvents,
  JournalHarness,
  notedDrafts,
  readAll,
} from '../../../test/support/journal-harness.ts'
import type { Journal } from './journal.ts'

const faultArbitrary = fc.record({
  after: fc.nat(12),
  code: fc.constantFrom('EIO' as const, 'ENOSPC' as const),
  partly: fc.option(fc.nat(900), { nil: undefined }),
})
const stepArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('commit' as const), together: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fault' as const), fault: faultArbitrary }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('broken' as const), fault: faultArbitrary }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('powerCut' as const), share: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
)
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never

class Desk {
  readonly harness = new JournalHarness()
  readonly saved: DossierEvent[] = []
  journal: Journal | null = null
  #n = 0

  constructor() {
    this.harness.options.segmentBytes = 3000
  }

  async run(step: Step): Promise<void> {
    const { disk } = this.harness
    if (step.kind === 'fault') disk.failAt(step.fault.after, withoutUndefined(step.fault))
    else if (step.kind === 'broken') disk.failFrom(step.fault.after, withoutUndefined(step.fault))
    else if (step.kind === 'commit') await this.#commit(step.together)
    else {
      if (step.kind === 'powerCut') disk.crash((lost) => Math.floor((lost * step.share) / 100))
      this.journal = null
      disk.heal()
    }
  }

  async #commit(together: number): Promise<void> {
    this.journal ??= await this.harness.open().catch(() => null)
    const { journal } = this
    if (journal === null) return
    const results = await Promise.all(
      Array.from({ length: together }, () =>
        journal.commit({ drafts: notedDrafts(++this.#n, 1 + (this.#n % 3)), officerId: 'can-bo-1' }),
      ),
    )
    for (const result of results) if (result.kind === 'committed') this.saved.push(...result.events)
  }
}

function withoutUndefined({ code, partly }: { code: 'EIO' | 'ENOSPC'; partly: number | undefined }) {
  return partly === undefined ? { code } : { code, partly }
}

describe('the journal on a failing disk', () => {
  it('keeps everything it reported as saved, once and unchanged, and reads nothing half-written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 1, maxLength: 25 }), async (steps) => {
        const desk = new Desk()
        for (const step of steps) await desk.run(step)
        desk.harness.disk.heal()
        const journal = await desk.harness.open()
        await commitText(journal, 999)
        const read = await readAll(await desk.harness.open())
        const byId = new Map(read.map((event) => [event.id, event]))
        expect(byId.size).toBe(read.length)
        for (const event of desk.saved) expect(byId.get(event.id)).toEqual(event)
        expect(findBrokenEvents(read)).toEqual([])
      }),
      {
        numRuns: 300,
        // Found by chance once: a folder that was never synced, a restart, a commit, and then no power.
        examples: [
          [
            [
              { kind: 'broken', fault: { after: 3, code: 'EIO', partly: undefined } },
              { kind: 'commit', together: 1 },
              { kind: 'restart' },
              { kind: 'commit', together: 1 },
              { kind: 'powerCut', share: 0 },
            ],
          ],
          // Once in some thousand: lines that were refused and could not be taken back fill a segment, and are built upon.
          [
            [
              { kind: 'broken', fault: { after: 9, code: 'EIO', partly: undefined } },
              { kind: 'commit', together: 2 },
              { kind: 'restart' },
              { kind: 'commit', together: 1 },
              { kind: 'powerCut', share: 0 },
            ],
          ],
        ],
      },
    )
  })

  it.each(['EIO', 'ENOSPC'] as const)(
    'fails at each step of a commit with %s: refused, then written once',
    async (code) => {
      for (const room of [0, 30])
        for (let step = 0; step < 8; step++) {
          const desk = new JournalHarness()
          // The first commit fills the segment for `room` 0, so that the second also has to begin a new one.
          desk.options.segmentBytes = room === 0 ? 10 : 100_000
          const journal = await desk.open()
          const before = await commitText(journal, 1)
          desk.disk.failAt(step, { code, partly: 40 * step })
          const result = await journal.commit({ drafts: notedDrafts(2, 2), officerId: 'can-bo-1' })
          if (result.kind === 'failed') expect(result.code).toBe(code === 'EIO' ? 'IO' : 'DISK_FULL')
          desk.disk.heal()
          const tried = result.kind === 'committed' ? result.events : []
          const after = await commitText(journal, 3)
          desk.disk.crash()
          const expected = [...before, ...tried, ...after].map((event) => event.id)
          expect((await readAll(await desk.open())).map((event) => event.id)).toEqual(expected)
        }
    },
  )

  it('takes back a refused commit before it writes the next, also when it could not at once', async () => {
    const desk = new JournalHarness()
    const journal = await desk.open()
    await commitText(journal, 1)
    const [path] = desk.segmentPaths()
    // The write passes in full, then neither its sync nor the cut does.
    desk.disk.failFrom(1, { code: 'EIO' })
    expect(await journal.commit({ drafts: notedDrafts(2, 9), officerId: 'can-bo-1' })).toMatchObject({ code: 'IO' })
    expect(await journal.commit({ drafts: notedDrafts(3), officerId: 'can-bo-1' })).toMatchObject({ code: 'IO' })
    expect(await readAll(journal).catch(() => 'unreadable')).toBe('unreadable')
    desk.disk.heal()
    const before = desk.disk.contentOf(path!).length
    await commitText(journal, 4)
    const after = desk.disk.contentOf(path!)
    expect(after.length).toBeLessThan(before)
    expect(after.toString('latin1').split('\n')).toHaveLength(3)
    expect(await readAll(await desk.open())).toHaveLength(2)
  })
})
