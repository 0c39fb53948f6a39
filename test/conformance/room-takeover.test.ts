/** The keeper's machine is dead for the day, or comes back: somebody else keeps the queue, and no number is given twice. */
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
const keeps = (desk: RoomDesk) => until(() => expect(desk.room.link).toEqual({ kind: 'open' }))
const follows = (desk: RoomDesk, keeper: RoomDesk) =>
  until(() => {
    expect(desk.room.link).toEqual({ kind: 'connected' })
    expect(desk.room.book.file?.keeperId).toBe(keeper.deskId)
  })

async function openThree(): Promise<[RoomDesk, RoomDesk, RoomDesk]> {
  const [keeper, second, third] = [await room.add(), await room.add(), await room.add()]
  await room.open(keeper)
  for (const desk of [second, third]) {
    await room.join(desk, keeper)
    await connected(desk)
  }
  return [keeper, second, third]
}

describe('taking the queue over', () => {
  it('from a dead keeper: who waits still waits, new numbers are of another series, the others follow by themselves', async () => {
    const [keeper, second, third] = await openThree()
    expect([await keeper.issue(), await third.issue()]).toEqual(['A001', 'A002'])
    await until(() => expect(second.numbers).toEqual(['A001', 'A002']))
    await keeper.stop()
    await searching(second)
    expect(await second.room.takeOver(second.address)).toBe('DONE')
    await keeps(second)
    await follows(third, second)
    expect(await third.issue()).toBe('2A001')
    expect(await second.call(2)).toBe('A001')
    expect(await third.call(3)).toBe('A002')
    expect(third.room.board.series).toBe(2)
  })

  it('the first keeper comes back, gives way, and what it alone knew is not lost', async () => {
    const [keeper, second, third] = await openThree()
    await keeper.issue()
    await until(() => expect(second.numbers).toEqual(['A001']))
    // Nobody else heard of these two: A002 called to a window, A003 waiting.
    for (const desk of [second, third]) desk.cable.cut()
    await searching(second)
    expect([await keeper.issue(), await keeper.issue()]).toEqual(['A002', 'A003'])
    expect([await keeper.call(1), await keeper.call(1)]).toEqual(['A001', 'A002'])
    await keeper.stop()
    expect(await second.room.takeOver(second.address)).toBe('DONE')
    for (const desk of [second, third]) desk.cable.mend()
    await follows(third, second)
    expect(await third.issue()).toBe('2A001')
    await keeper.start()
    await follows(keeper, second)
    await until(() => expect(keeper.numbers).toEqual(second.numbers))
    expect(second.numbers.toSorted()).toEqual(['2A001', 'A001', 'A002', 'A003'])
    const states = Object.fromEntries(second.room.state.tickets.map(({ number, state }) => [number, state]))
    expect(states).toEqual({ A001: 'finished', A002: 'called', A003: 'waiting', '2A001': 'waiting' })
    expect(await keeper.issue()).toBe('2A002')
  })

  it('given back in agreement: at once, with everything, and in the first series again', async () => {
    const [keeper, second, third] = await openThree()
    await keeper.issue()
    expect(await second.room.takeOver(second.address)).toBe('DONE')
    await follows(keeper, second)
    await follows(third, second)
    expect([await keeper.issue(), await second.issue()]).toEqual(['2A001', '2A002'])
    expect(await keeper.room.takeOver(keeper.address)).toBe('DONE')
    await follows(second, keeper)
    await follows(third, keeper)
    expect(await third.issue()).toBe('A002')
    for (const desk of [keeper, second, third])
      await until(() => expect(desk.numbers).toEqual(['A001', '2A001', '2A002', 'A002']))
  })

  it('two take over at once while they cannot hear each other: different series, and one room again afterwards', async () => {
    const [keeper, second, third] = await openThree()
    await keeper.issue()
    for (const desk of [second, third]) await until(() => expect(desk.numbers).toEqual(['A001']))
    await keeper.stop()
    for (const desk of [second, third]) desk.cable.cut()
    const both = [second, third]
    for (const desk of both) await searching(desk)
    expect(await Promise.all(both.map((desk) => desk.room.takeOver(desk.address)))).toEqual(['DONE', 'DONE'])
    expect(await Promise.all(both.map((desk) => desk.issue()))).toEqual(['2A001', '3A001'])
    for (const desk of both) desk.cable.mend()
    // Addresses are known from the time before: the keeper had seen them.
    await follows(second, third)
    await until(() => expect(third.numbers.toSorted()).toEqual(['2A001', '3A001', 'A001']))
    expect(await second.issue()).toBe('3A002')
    await keeper.start()
    await follows(keeper, third)
  })

  it('a press that was under way is carried out once, by whoever keeps the queue then', async () => {
    const [keeper, second, third] = await openThree()
    for (let n = 0; n < 6; n++) await keeper.issue()
    const presses = Promise.all([third.call(1), third.call(2), third.call(3)])
    const moved = second.room.takeOver(second.address)
    expect(await moved).toBe('DONE')
    const answers = await presses
    // Refused at once while nobody keeps the queue, or carried out; never left in doubt.
    for (const answer of answers) expect(answer).toMatch(/^(A00\d|NO_KEEPER)$/)
    const called = answers.filter((number) => number.startsWith('A'))
    expect(called.length).toBeGreaterThan(0)
    expect(new Set(called).size).toBe(called.length)
    await follows(third, second)
    const there = second.room.state.tickets.filter(({ state }) => state === 'called')
    expect(there.map(({ number }) => number).toSorted()).toEqual(called.toSorted())
    expect(there.map(({ calls }) => calls)).toEqual(called.map(() => 1))
  })

  it('every number that was handed out while the queue changed hands is in the list afterwards', async () => {
    const [keeper, second, third] = await openThree()
    const handedOut: string[] = []
    const issueMany = async (desk: RoomDesk) => {
      for (let n = 0; n < 15; n++) handedOut.push(await desk.issue())
    }
    const all = Promise.all([issueMany(keeper), issueMany(third), issueMany(second)])
    await until(() => expect(handedOut.length).toBeGreaterThan(6))
    expect(await second.room.takeOver(second.address)).toBe('DONE')
    await all
    await follows(keeper, second)
    // Refused at once while there is no keeper, but never left in doubt.
    expect(handedOut).not.toContain('NO_ANSWER')
    const numbers = handedOut.filter((number) => /A\d{3}$/.test(number))
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(second.numbers).toEqual(expect.arrayContaining(numbers))
    await until(() => expect(keeper.numbers).toEqual(second.numbers))
  })

  it('a port in use or an address that is not this machine’s changes nothing', async () => {
    const [keeper, second] = await openThree()
    expect(await second.room.takeOver(keeper.address)).toBe('PORT_IN_USE')
    expect(await second.room.takeOver('203.0.113.7')).toBe('NO_ADDRESS')
    for (const everywhere of ['0.0.0.0', '::', '::0', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0', '::ffff:0:0'])
      expect(await second.room.takeOver(everywhere)).toBe('NO_ADDRESS')
    await connected(second)
    expect(await second.issue()).toBe('A001')
  })

  it('a keeper that got another address listens there, and is found by it without a code', async () => {
    const [keeper, second, third] = await openThree()
    await keeper.issue()
    const elsewhere = '127.0.0.99'
    expect(await keeper.room.listenAt('203.0.113.7')).toBe('NO_ADDRESS')
    await connected(second)
    expect(await keeper.room.listenAt(elsewhere)).toBe('DONE')
    for (const desk of [second, third]) {
      await searching(desk)
      expect(await desk.room.setKeeperHost(elsewhere)).toBe('DONE')
      await connected(desk)
    }
    expect(await third.issue()).toBe('A002')
    await keeper.stop()
    await keeper.start()
    await connected(second)
  })

  it('a keeper that could not listen at its start listens once it can, and its own window works meanwhile', async () => {
    const [keeper, second] = await openThree()
    await keeper.stop()
    const squatter = await import('node:net').then(({ createServer }) => createServer())
    await new Promise<void>((resolve) => void squatter.listen(room.port, keeper.address, resolve))
    await keeper.start()
    await until(() => expect(keeper.room.link).toEqual({ kind: 'shut', problem: 'PORT_IN_USE' }))
    expect(await keeper.issue()).toBe('A001')
    await new Promise((resolve) => squatter.close(resolve))
    await keeps(keeper)
    await connected(second)
    await until(() => expect(second.numbers).toEqual(['A001']))
  })
})
