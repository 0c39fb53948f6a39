/**
 * What the desks of a room may rely on, over real sockets: one order of commands, no number twice and nobody called to two
 * windows whatever is cut, lost or sent again; and nothing for whoever is not of the room.
 */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RoomDesk } from '../support/room-desks.ts'
import { RoomOfDesks } from '../support/room-desks.ts'

let room: RoomOfDesks
beforeEach(() => {
  room = new RoomOfDesks()
})
afterEach(() => room.end())

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 10 })
const connected = (desk: RoomDesk) => until(() => expect(desk.room.link).toEqual({ kind: 'connected' }))
const searching = (desk: RoomDesk) => until(() => expect(desk.room.link.kind).toBe('searching'))

/** A keeper and as many that joined. */
async function openRoom(others: number): Promise<RoomDesk[]> {
  const keeper = await room.add()
  expect(await room.open(keeper)).toBe('DONE')
  const desks = [keeper]
  for (let n = 0; n < others; n++) {
    const desk = await room.add()
    expect(await room.join(desk, keeper)).toBe('DONE')
    await connected(desk)
    desks.push(desk)
  }
  return desks
}

describe('a room', () => {
  it('every desk issues and calls, and all see the same', async () => {
    const [keeper, second, third] = (await openRoom(2)) as [RoomDesk, RoomDesk, RoomDesk]
    expect([await keeper.issue(), await second.issue(), await third.issue('B')]).toEqual(['A001', 'A002', 'B001'])
    expect(await second.call(2)).toBe('A001')
    expect(await third.call(3)).toBe('A002')
    for (const desk of [keeper, second, third]) {
      await until(() => expect(desk.room.board.calls.map(({ number, window }) => [number, window])).toHaveLength(2))
      expect(desk.room.board).toMatchObject({ isCurrent: true, waiting: [{ waiting: 0 }, { waiting: 1 }, {}, {}] })
      expect(desk.numbers).toEqual(['A001', 'A002', 'B001'])
    }
    expect(keeper.room.state.tickets[0]).toMatchObject({ officerId: 'can-bo-desk-2' })
  })

  it('calls from all windows at once get different people', async () => {
    const desks = await openRoom(3)
    for (let n = 0; n < 12; n++) await desks[0]!.issue()
    const called = await Promise.all(
      desks.flatMap((desk, i) => [desk.call(i * 3 + 1), desk.call(i * 3 + 2), desk.call(i * 3 + 3)]),
    )
    expect(new Set(called).size).toBe(12)
    expect(called.every((number) => /^A0\d\d$/.test(number))).toBe(true)
  })

  it('an answer that was lost is asked for again, and the command counts once', async () => {
    const [keeper, second] = (await openRoom(1)) as [RoomDesk, RoomDesk]
    // The change is on the keeper's disk, and the line breaks before anybody is told.
    const stop = keeper.events.on('queue.changed', () => {
      stop()
      second.cable.cut()
      second.cable.mend()
    })
    expect(await second.issue()).toBe('A001')
    await connected(second)
    expect(second.numbers).toEqual(['A001'])
    expect(keeper.numbers).toEqual(['A001'])
  })

  it('a press that is sent twice under one id calls one person', async () => {
    const [keeper, second] = (await openRoom(1)) as [RoomDesk, RoomDesk]
    await keeper.issue()
    await keeper.issue()
    const id = randomUUID()
    const press = () => second.act({ kind: 'callNext', window: 1, letters: null }, id)
    const [one, again] = [await press(), await press()]
    expect([one, again]).toMatchObject([{ ticket: { number: 'A001' } }, { ticket: { number: 'A001' } }])
    expect(keeper.room.state.tickets.map(({ state }) => state)).toEqual(['called', 'waiting'])
  })

  it('without the keeper a desk says so, shows how it stood, and does nothing; then it comes back by itself', async () => {
    const [keeper, second] = (await openRoom(1)) as [RoomDesk, RoomDesk]
    await keeper.issue()
    await until(() => expect(second.numbers).toEqual(['A001']))
    await keeper.stop()
    await searching(second)
    expect(await second.issue()).toBe('NO_KEEPER')
    expect(await second.call(1)).toBe('NO_KEEPER')
    expect(second.numbers).toEqual(['A001'])
    expect(second.room.board.isCurrent).toBe(false)
    await keeper.start()
    await connected(second)
    expect(await second.call(1)).toBe('A001')
  })

  it('a cable that dies without a word is noticed, and nobody is told that a call happened', async () => {
    const [keeper, second] = (await openRoom(1)) as [RoomDesk, RoomDesk]
    await keeper.issue()
    second.settings.answer = 1200
    second.cable.isFrozen = true
    expect(await second.call(1)).toBe('NO_ANSWER')
    await searching(second)
    second.cable.mend()
    await connected(second)
    expect(keeper.room.state.tickets[0]?.state).toBe('waiting')
  })

  it('a dossier taken in while the keeper was away is told to it later', async () => {
    const [keeper, second] = (await openRoom(1)) as [RoomDesk, RoomDesk]
    await second.issue()
    await second.call(1)
    second.cable.cut()
    await searching(second)
    const dossierId = randomUUID()
    expect(await second.act({ kind: 'link', number: 'A001', dossierId })).toMatchObject({ code: 'NO_KEEPER' })
    second.cable.mend()
    await until(() => expect(keeper.room.state.tickets[0]?.dossierIds).toEqual([dossierId]))
  })

  it('survives restarts of both, with their settings', async () => {
    const [keeper, second] = (await openRoom(1)) as [RoomDesk, RoomDesk]
    await second.issue()
    await keeper.stop()
    await second.stop()
    await second.start()
    // From its own disk, before there is a keeper.
    expect(second.numbers).toEqual(['A001'])
    await keeper.start()
    await connected(second)
    expect(await second.issue()).toBe('A002')
  })

  it('random presses at three desks, with cables cut in between: no number twice, nobody at two windows', async () => {
    const desks = await openRoom(2)
    const issued: string[] = []
    const rounds = Array.from({ length: 40 }, (_, n) => n)
    await Promise.all(
      desks.map(async (desk, i) => {
        for (const n of rounds) {
          if (i > 0 && n % 9 === i * 3) {
            desk.cable.cut()
            desk.cable.mend()
          }
          if (n % 2 === 0) issued.push(await desk.issue())
          else await desk.call(i + 1)
        }
      }),
    )
    const given = issued.filter((number) => number.startsWith('A'))
    expect(new Set(given).size).toBe(given.length)
    const { tickets } = desks[0]!.room.state
    expect(new Set(tickets.map(({ number }) => number)).size).toBe(tickets.length)
    const windows = tickets.flatMap(({ state, window }) => (state === 'called' ? [window] : []))
    expect(new Set(windows).size).toBe(windows.length)
    for (const desk of desks) {
      if (desk !== desks[0]) await connected(desk)
      await until(() => expect(desk.room.state.tickets).toEqual(tickets))
    }
  })
})
