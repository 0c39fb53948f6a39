/** Moments at which a room used to lose something, hang or fall over: each is brought about on purpose. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeCertificate } from '../../electron/services/room/certificate.ts'
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
const follows = (desk: RoomDesk, keeper: RoomDesk) =>
  until(() => {
    expect(desk.room.link).toEqual({ kind: 'connected' })
    expect(desk.room.book.file?.keeperId).toBe(keeper.deskId)
  })

async function openTwo(): Promise<[RoomDesk, RoomDesk]> {
  const [keeper, second] = [await room.add(), await room.add()]
  await room.open(keeper)
  await room.join(second, keeper)
  await connected(second)
  return [keeper, second]
}

/** Both keep the queue: they cannot hear each other. */
async function split(keeper: RoomDesk, second: RoomDesk): Promise<void> {
  for (const desk of [keeper, second]) desk.cable.cut()
  await searching(second)
  expect(await second.room.takeOver(second.address)).toBe('DONE')
}

/** The disk takes no more of the queue until it is let go on. */
function holdQueueWrites({ disk }: RoomDesk): () => void {
  const open = disk.open.bind(disk)
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  disk.open = async (path, ...rest) => {
    if (path.includes('queue')) await released
    return open(path, ...rest)
  }
  return release
}

describe('a keeper that gives way', () => {
  it('tells the other also the number that was being written at that moment', async () => {
    const [keeper, second] = await openTwo()
    await split(keeper, second)
    const release = holdQueueWrites(keeper)
    const handedOut = keeper.issue()
    for (const desk of [keeper, second]) desk.cable.mend()
    await follows(keeper, second)
    release()
    expect(await handedOut).toBe('A001')
    await until(() => expect(second.numbers).toEqual(['A001']))
    expect(await keeper.call(1)).toBe('A001')
  })
})

describe('a line that comes back at the wrong moment', () => {
  /** Proof and entry were sent, and the first state does not arrive. */
  async function half(second: RoomDesk): Promise<void> {
    second.cable.cut()
    await searching(second)
    second.settings.silence = 1e9
    const { sent } = second.cable
    let chunks = 0
    // The handshake's two, and the line that enters.
    sent.push = () => {
      if (++chunks === 3) second.cable.isFrozen = true
      return chunks
    }
    second.cable.mend()
    await until(() => expect(second.cable.isFrozen).toBe(true))
  }

  it('does not keep a desk from taking the queue over', async () => {
    const [, second] = await openTwo()
    await half(second)
    expect(await second.room.takeOver(second.address)).toBe('DONE')
    expect(await second.issue()).toBe('2A001')
  })

  it('does not keep a desk from leaving', async () => {
    const [, second] = await openTwo()
    await half(second)
    expect(await second.room.leave()).toBe('DONE')
  })
})

describe('whoever answers in the keeper’s place', () => {
  it('and hangs up at once ends nothing here but that call', async () => {
    const [keeper, second] = await openTwo()
    await keeper.stop()
    await searching(second)
    const { key, cert } = await makeCertificate()
    const server = createServer({ key, cert }, (socket) => {
      socket.on('error', () => undefined)
      socket.destroy()
    })
    await new Promise<void>((resolve) => void server.listen(room.port, keeper.address, resolve))
    await until(() => expect(second.room.link).toMatchObject({ reason: 'NOT_A_ROOM' }))
    await new Promise((resolve) => server.close(resolve))
    await keeper.start()
    await connected(second)
  })
})

describe('the desk that opened the room, while another one keeps the queue', () => {
  it('lets nobody in and puts nobody out: it would be told that it did, and it would not last', async () => {
    const [keeper, second] = await openTwo()
    expect(await second.room.takeOver(second.address)).toBe('DONE')
    await follows(keeper, second)
    const { membership, book } = keeper.room
    const before = book.file?.members
    expect(await membership.remove(second.deskId)).toBe('NOT_NOW')
    const { publicKey } = second.vault
    expect(await membership.admit({ deskId: 'desk-9', deskName: 'Quầy', publicKey })).toBe('NOT_KEEPER')
    expect(book.file?.members).toEqual(before)
  })
})

describe('a dossier taken in from a number while the keeper was away', () => {
  async function owed(second: RoomDesk): Promise<string> {
    const dossierId = randomUUID()
    await second.issue()
    expect(await second.call(1)).toBe('A001')
    second.cable.cut()
    await searching(second)
    const link = { kind: 'link', number: 'A001', dossierId } as const
    expect(await second.act(link)).toMatchObject({ code: 'NO_KEEPER' })
    return dossierId
  }
  const dossiersOf = (desk: RoomDesk) => desk.room.state.tickets[0]?.dossierIds

  it('is with the number when this desk takes the queue over', async () => {
    const [, second] = await openTwo()
    const dossierId = await owed(second)
    expect(await second.room.takeOver(second.address)).toBe('DONE')
    await until(() => expect(dossiersOf(second)).toEqual([dossierId]))
  })

  it('is not put with the same number of another day', async () => {
    const [keeper, second] = await openTwo()
    await owed(second)
    for (const desk of [keeper, second]) desk.nowMs += 86_400_000
    expect(await keeper.issue()).toBe('A001')
    second.cable.mend()
    await connected(second)
    // Behind whatever was owed, on the same line.
    expect(await second.issue()).toBe('A002')
    expect(dossiersOf(keeper)).toEqual([])
  })
})
