import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { ByteCounter } from './byte-counter.ts'
import { inTurn, inventHistories, measureSide } from './compare-bytes.ts'
import { openOwnSide } from './own-side.ts'
import { applyToDocument, openPouchSide } from './pouch-side.ts'

it('the counter counts each byte once, by direction, and starts again when it is read', async () => {
  const server = createServer((socket) => socket.on('data', (bytes) => socket.write(Buffer.alloc(bytes.length * 3))))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const counter = new ByteCounter(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const { port } = new URL(await counter.start())
  const client = connect(Number(port), '127.0.0.1')
  const ask = async (bytes: number) => {
    let came = 0
    await new Promise<void>((resolve) => {
      client.on('data', (chunk) => (came += chunk.length) >= bytes * 3 && resolve())
      client.write(Buffer.alloc(bytes))
    })
    client.removeAllListeners('data')
  }
  await ask(1000)
  await ask(70_000)
  expect(counter.take()).toEqual({ out: 71_000, in: 213_000 })
  expect(counter.take()).toEqual({ out: 0, in: 0 })
  client.destroy()
  counter.stop()
  server.close()
})

it('a day goes through all dossiers, one step after the other', () => {
  const histories = inventHistories(3)
  const day = inTurn(histories)
  expect(day).toHaveLength(histories.flat().length)
  expect(day.slice(0, 4).map(({ type }) => type)).toEqual(['received', 'received', 'received', 'forwarded'])
})

it('a document holds what the events of its dossier say', () => {
  const [history = []] = inventHistories(1)
  const document = history.reduce<ReturnType<typeof applyToDocument> | null>(applyToDocument, null)
  expect(document).toMatchObject({ _id: history[0]?.dossierId, status: 'returned', ...history[0]?.payload })
  for (const { type, payload } of history.slice(1)) expect(document?.[type]).toMatchObject(payload)
})

it.each([
  ['Một Cửa', openOwnSide],
  ['PouchDB', openPouchSide],
])(
  '%s: everything that both sides do is on the wire and counted',
  async (name, open) => {
    const side = await open()
    try {
      const figures = await measureSide(side, {
        histories: inventHistories(40),
        worked: 4,
        sizes: [10, 40],
        quietMs: 300,
      })
      expect(figures.name).toBe(name)
      // A signature, or a revision and the facts: no event of a backlog goes in less.
      expect(figures.backlog.out).toBeGreaterThan(8 * 100)
      // Requests of their own cost more than a batch.
      expect(figures.eachEvent.out).toBeGreaterThan(figures.backlog.out)
      const [small, large] = figures.firstSyncs
      expect([small?.dossiers, large?.dossiers]).toEqual([10, 40])
      expect(large?.in).toBeGreaterThan(small?.in ?? Infinity)
    } finally {
      await side.stop()
    }
  },
  60_000,
)
