import { describe, expect, it } from 'vitest'
import { eventHash } from '../../../shared/dossier/canonical.ts'
import { parseStamp } from '../../../shared/dossier/hybrid-clock.ts'
import {
  commitText,
  findBrokenEvents,
  JournalHarness,
  notedDrafts,
  readAll,
  receivedDrafts,
  startOfClock,
  type Drafts,
} from '../../../test/support/journal-harness.ts'
import { sampleUuid } from '../../../test/support/event-builder.ts'
import { HostStartError } from '../host-error.ts'

const officerId = 'can-bo-1'

describe('commit', () => {
  it('stamps, chains and signs, and reads the same back after a restart', async () => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    const first = await journal.commit({ drafts: receivedDrafts(1), officerId })
    const second = await journal.commit({ drafts: notedDrafts(1, 3), officerId: 'can-bo-2' })
    if (first.kind !== 'committed' || second.kind !== 'committed') throw new Error('not committed')
    expect([first.seq, second.seq]).toEqual([1, 4])
    expect(first.events[0]).toMatchObject({ previous: null, officerId, deskId: 'desk-1', communeId: '25459' })
    expect(second.events[0]?.previous).toBe(eventHash(first.events[0]!))
    await journal.close()
    const reopened = await harness.open()
    const events = await readAll(reopened)
    expect(events).toEqual([...first.events, ...second.events])
    const [next] = await commitText(reopened, 2)
    expect(findBrokenEvents([...events, next!])).toEqual([])
    expect(new Set([...events, next!].map((event) => event.id)).size).toBe(5)
  })

  it('lets commits that come together share a sync, each with an answer of its own', async () => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    const before = harness.disk.steps
    const bad = journal.commit({ drafts: [{ ...notedDrafts(0)[0]!, payload: { text: 7 } }], officerId })
    const results = await Promise.all(Array.from({ length: 40 }, (_, n) => commitText(journal, n)))
    expect(await bad).toMatchObject({ kind: 'failed', code: 'INVALID' })
    expect(harness.disk.steps - before).toBeLessThan(20)
    const events = await readAll(journal)
    expect(events.map((event) => event.id).sort()).toEqual(results.flatMap(([event]) => event!.id).sort())
    expect(findBrokenEvents(events)).toEqual([])
  })

  it.each<[string, Drafts]>([
    ['a payload of another shape', [{ ...notedDrafts(1)[0]!, payload: { text: 1 } }]],
    ['control characters', [{ ...notedDrafts(1)[0]!, payload: { text: 'a\u0000b' } }]],
    ['one bad draft among good ones', [...notedDrafts(1, 2), { ...notedDrafts(1)[0]!, payload: {} }]],
    ['the gateway’s own event', [{ ...notedDrafts(1)[0]!, type: 'numberAssigned', payload: { code: 'H53-1' } }]],
    ['an unknown type', [{ ...notedDrafts(1)[0]!, type: 'renamed' as 'noted' }]],
    ['no instant', [{ ...notedDrafts(1)[0]!, at: 'hôm nay' }]],
    ['more than a push can hold', [{ ...notedDrafts(1)[0]!, payload: { text: 'a', more: 'x'.repeat(270_000) } }]],
    [
      'nesting without end',
      [{ ...notedDrafts(1)[0]!, payload: { text: 'a', deep: JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) } }],
    ],
    ['a special member', [{ ...notedDrafts(1)[0]!, payload: JSON.parse('{"text":"a","x":{"__proto__":1}}') }]],
    ['a big integer', [{ ...notedDrafts(1)[0]!, payload: { text: 'a', big: 10n } }]],
  ])('refuses %s and writes nothing', async (_, drafts) => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    expect(await journal.commit({ drafts, officerId })).toMatchObject({ kind: 'failed', code: 'INVALID' })
    expect(await readAll(journal)).toEqual([])
    await commitText(journal, 1)
    expect(await readAll(await harness.open())).toHaveLength(1)
  })

  it('keeps members it does not know, signed', async () => {
    const journal = await new JournalHarness().open()
    const drafts = [
      { ...notedDrafts(1)[0]!, payload: { text: 'a', 'phần mới': { sâu: [1, null, 'ơ'] }, gone: undefined } },
    ]
    const result = await journal.commit({ drafts, officerId })
    const events = await readAll(journal)
    expect(result).toMatchObject({ kind: 'committed', events })
    expect(events[0]?.payload).toEqual({ text: 'a', 'phần mới': { sâu: [1, null, 'ơ'] } })
    expect(findBrokenEvents(events)).toEqual([])
  })

  it('writes no text in the clear', async () => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    await journal.commit({ drafts: receivedDrafts(1), officerId })
    const bytes = harness.disk.contentOf(harness.segmentPaths()[0]!)
    for (const text of ['Nguyễn', '072190001234', 'received', sampleUuid(0, 1)])
      expect(bytes.includes(text)).toBe(false)
  })

  it('refuses when the disk is nearly full, and goes on when there is room again', async () => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    harness.room = false
    expect(await journal.commit({ drafts: notedDrafts(1), officerId })).toMatchObject({ code: 'DISK_FULL' })
    harness.room = true
    await commitText(journal, 1)
    expect(await readAll(journal)).toHaveLength(1)
  })

  it('answers, rather than hangs, once closed', async () => {
    const journal = await new JournalHarness().open()
    const pending = journal.commit({ drafts: notedDrafts(1), officerId })
    await journal.close()
    expect(await pending).toMatchObject({ kind: 'committed' })
    expect(await journal.commit({ drafts: notedDrafts(2), officerId })).toMatchObject({ code: 'IO' })
  })
})

describe('clock', () => {
  it('refuses a clock set back by more than two minutes until the officer vouches for it', async () => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    const [before] = await commitText(journal, 1)
    harness.clock -= 119_000
    await commitText(journal, 2)
    harness.clock -= 3000
    const lastKnownInstant = new Date(startOfClock).toISOString()
    const refused = { kind: 'failed', code: 'CLOCK_BEHIND', lastKnownInstant }
    expect(await journal.commit({ drafts: notedDrafts(3), officerId })).toEqual(refused)
    const reopened = await harness.open()
    expect(await reopened.commit({ drafts: notedDrafts(3), officerId })).toEqual(refused)
    reopened.acceptClock()
    const [after] = await commitText(reopened, 3)
    expect(after!.clock > before!.clock).toBe(true)
    const again = await harness.open()
    await commitText(again, 4)
    expect(findBrokenEvents(await readAll(again))).toEqual([])
  })

  it('sorts after what the officer saw, without taking another desk’s clock for its own', async () => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    const observed = '2026-11-24T05:00:00.000Z_0003_desk-9'
    const result = await journal.commit({ drafts: notedDrafts(1), officerId, observed })
    if (result.kind !== 'committed') throw new Error(result.code)
    expect(result.events[0]!.clock > observed).toBe(true)
    harness.clock += 1000
    const [later] = await commitText(journal, 2)
    expect(later!.clock > result.events[0]!.clock).toBe(true)
  })

  it('orders by the corrected clock and leaves the officer’s instant alone', async () => {
    const harness = new JournalHarness()
    harness.skewMs = -3_600_000
    const [event] = await commitText(await harness.open(), 1)
    expect(parseStamp(event!.clock).wallMs).toBe(startOfClock - 3_600_000)
    expect(event!.at).toBe('2026-11-24T08:30:00+07:00')
  })

  it('refuses stamps that have no spelling', async () => {
    const harness = new JournalHarness()
    const journal = await harness.open()
    const observed = '9999-12-31T23:59:59.999Z_ffff_desk-9'
    expect(await journal.commit({ drafts: notedDrafts(1), officerId, observed })).toMatchObject({ code: 'INVALID' })
    harness.clock = Date.UTC(2300, 0, 1)
    expect(await journal.commit({ drafts: notedDrafts(1), officerId })).toMatchObject({ code: 'INVALID' })
    harness.clock = Number.NaN
    expect(await journal.commit({ drafts: notedDrafts(1), officerId })).toMatchObject({ code: 'INVALID' })
    harness.clock = startOfClock
    await commitText(journal, 2)
    expect(await readAll(await harness.open())).toHaveLength(1)
  })
})

describe('read', () => {
  it('pages by number, over segments and within one commit', async () => {
    const harness = new JournalHarness()
    harness.options.segmentBytes = 4000
    const journal = await harness.open()
    for (let n = 1; n <= 20; n++) await commitText(journal, n, 1 + (n % 3))
    expect(harness.segmentPaths().length).toBeGreaterThan(3)
    const all = await readAll(journal)
    expect(all).toHaveLength(41)
    expect(await readAll(journal, 1)).toEqual(all)
    expect(await readAll(await harness.open(), 7)).toEqual(all)
    const page = await journal.read({ afterSeq: 39, limit: 10 })
    expect(page).toMatchObject({ lastSeq: 41, more: false, records: [{ seq: 40 }, { seq: 41 }] })
    expect(await journal.read({ afterSeq: 41, limit: 10 })).toEqual({ records: [], lastSeq: 41, more: false })
    expect(await journal.read({ afterSeq: 9000, limit: 10 })).toEqual({ records: [], lastSeq: 41, more: false })
    expect((await journal.read({ afterSeq: 0, limit: 41 })).more).toBe(false)
  })

  it('reads a tail without reading what lies before it', async () => {
    const harness = new JournalHarness()
    harness.options.segmentBytes = 2000
    const journal = await harness.open()
    for (let n = 1; n <= 30; n++) await commitText(journal, n)
    const before = harness.disk.steps
    await journal.read({ afterSeq: 29, limit: 10 })
    expect(harness.disk.steps - before).toBeLessThanOrEqual(2)
  })

  it('does not open under another key, and leaves the journal as it is', async () => {
    const harness = new JournalHarness()
    await commitText(await harness.open(), 1)
    harness.options.dataKey = new Uint8Array(32).fill(8)
    await expect(harness.open()).rejects.toThrow(HostStartError)
    harness.options = {}
    expect(await readAll(await harness.open())).toHaveLength(1)
  })
})
