import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { silentLog } from '../log.ts'
import { QueueDesk } from './queue-desk.ts'

let disk: MemoryDisk
let nowMs: number
let changes: number
const open = () =>
  QueueDesk.open({ disk, folder: '/queue', now: () => nowMs, log: silentLog, onChange: () => (changes += 1) })
const damage = (name: string) => disk.setContent(`/queue/${name}`, Buffer.from('hỏng\n{'))
const issue = { kind: 'issue', letter: 'A', priority: null } as const

async function take(queue: QueueDesk): Promise<string> {
  const outcome = await queue.act(issue, 'can-bo-1')
  return outcome.kind === 'done' ? (outcome.ticket?.number ?? '') : outcome.code
}

beforeEach(() => {
  disk = new MemoryDisk()
  nowMs = Date.parse('2026-11-24T09:00:00+07:00')
  changes = 0
})

describe('the queue of a desk', () => {
  it('goes on after a restart where it was, and says so once it is on the disk', async () => {
    const queue = await open()
    expect([await take(queue), await take(queue)]).toEqual(['A001', 'A002'])
    await queue.act({ kind: 'callNext', window: 3, letters: null }, 'can-bo-1')
    expect(changes).toBe(3)
    const again = await open()
    expect(again.state).toEqual(queue.state)
    expect(again.board.calls).toMatchObject([{ number: 'A001', window: 3 }])
    expect(await take(again)).toBe('A003')
  })

  it('two calls at once get two different people', async () => {
    const queue = await open()
    await take(queue)
    await take(queue)
    const called = await Promise.all(
      [1, 2].map((window) => queue.act({ kind: 'callNext', window, letters: null }, 'x')),
    )
    expect(called.map((one) => one.kind === 'done' && one.ticket?.number)).toEqual(['A001', 'A002'])
  })

  it('one damaged copy costs nothing; with both lost no number comes twice', async () => {
    const queue = await open()
    await take(queue)
    await take(queue)
    damage('queue.json')
    expect(await take(await open())).toBe('A003')
    damage('queue.json')
    damage('queue-copy.json')
    expect(await take(await open())).toBe('A541')
  })

  it('a disk that refuses: nothing is given out, and the number is not used again', async () => {
    const queue = await open()
    expect(await take(queue)).toBe('A001')
    disk.failFrom(0, { code: 'ENOSPC' })
    expect(await take(queue)).toBe('IO')
    disk.heal()
    expect(await take(queue)).toBe('A003')
  })

  it('of a room: gives numbers out in its own series alone, whoever kept the queue before, also after a loss', async () => {
    const keeper = await open()
    await take(keeper)
    const options = { disk, folder: '/copy', now: () => nowMs, log: silentLog, onChange: () => undefined, series: 2 }
    const copy = await QueueDesk.open(options)
    copy.follow(keeper.state)
    expect(copy.state.tickets).toEqual(keeper.state.tickets)
    expect(await take(copy)).toBe('2A001')
    copy.follow(keeper.state)
    await copy.settled()
    const again = await QueueDesk.open(options)
    expect(again.state.tickets.map(({ number }) => number)).toEqual(['A001'])
    expect(await take(again)).toBe('2A002')
    for (const name of ['queue.json', 'queue-copy.json']) disk.setContent(`/copy/${name}`, Buffer.from('hỏng\n{'))
    expect(await take(await QueueDesk.open(options))).toBe('2A541')
  })

  it('a repeated try counts once and is answered as the first was, over a restart', async () => {
    const queue = await open()
    const id = '00000077-0000-7000-8000-000000000001'
    const first = await queue.act(issue, 'can-bo-1', id)
    expect(await queue.act(issue, 'can-bo-1', id)).toMatchObject({ kind: 'done', ticket: { number: 'A001' } })
    expect(await (await open()).act(issue, 'can-bo-1', id)).toEqual(first)
    expect(changes).toBe(1)
  })

  it('past midnight nobody waits any more, on the board either', async () => {
    const queue = await open()
    await take(queue)
    nowMs += 24 * 3_600_000
    expect(queue.state.tickets).toEqual([])
    expect(queue.board).toMatchObject({ date: '2026-11-25', calls: [] })
    expect(await take(queue)).toBe('A001')
  })
})
