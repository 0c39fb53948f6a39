import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { sampleUuid } from '../../../test/support/event-builder.ts'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { emptyBook } from '../../../shared/register/closing.ts'
import type { BookCommand } from '../../../shared/register/closing.ts'
import { silentLog } from '../log.ts'
import { BooksDesk } from './books-desk.ts'

let disk: MemoryDisk
let changes: number[]
const dataKey = new Uint8Array(32).fill(3)
const open = (key = dataKey) =>
  new BooksDesk({
    disk,
    folder: '/books',
    backupFolder: '/backup/books',
    dataKey: key,
    log: silentLog,
    onChange: (year) => changes.push(year),
  })
const actor = { at: '2027-01-04T08:30:00+07:00', officerId: 'ld', officerName: 'Lê Thị Lan', deskName: 'Quầy số 1' }
const lineOf = (n: number) => ({
  dossierId: sampleUuid(3, n),
  code: `H53-${n}`,
  receivedAt: `2026-03-0${n}T08:00:00+07:00`,
})
const closeWith = (revision: number, ...numbers: number[]): BookCommand => ({
  kind: 'close',
  year: 2026,
  revision,
  whole: true,
  volumeSize: 500,
  lines: numbers.map(lineOf),
  despite: ['unsent'],
})
const reason = 'Sót hồ sơ của Nguyễn Thị Hoà'
const reopen = (revision: number): BookCommand => ({ kind: 'reopen', year: 2026, revision, reason })
const damage = (path: string) => disk.setContent(path, Buffer.from('hỏng\n{'))

beforeEach(() => {
  disk = new MemoryDisk()
  changes = []
})

describe('closed books of a desk', () => {
  it('a closing is on the disk twice before it is told, and is there after a power cut', async () => {
    expect((await open().act(closeWith(0, 1, 2), actor)).kind).toBe('done')
    expect(changes).toEqual([2026])
    expect(disk.paths()).toEqual(['/books/2026-copy.json', '/books/2026.json'])
    disk.crash()
    const book = await open().read(2026)
    expect(book?.closings).toMatchObject([{ first: 1, count: 2, officerName: 'Lê Thị Lan', despite: ['unsent'] }])
    expect(await open().read(2025)).toEqual(emptyBook(2025))
  })

  it('two windows that close at once: the second is told that it changed', async () => {
    const books = open()
    const outcomes = await Promise.all([books.act(closeWith(0, 1), actor), books.act(closeWith(0, 1, 2), actor)])
    expect(outcomes.map((one) => (one.kind === 'refused' ? one.code : one.kind))).toEqual(['done', 'CHANGED'])
  })

  it('nothing of it can be read without the desk’s key', async () => {
    const books = open()
    await books.act(closeWith(0, 1), actor)
    await books.act(reopen(1), actor)
    for (const path of disk.paths()) expect(disk.contentOf(path).toString('utf8')).not.toContain('Hoà')
    expect(await open(new Uint8Array(32).fill(4)).read(2026)).toBe(null)
    expect((await books.read(2026))?.closings[0]?.reopened?.reason).toBe(reason)
  })

  it('a damaged or missing copy is made whole from the other', async () => {
    for (const harm of [damage, (path: string) => disk.delete(path)])
      for (const path of ['/books/2026.json', '/books/2026-copy.json']) {
        disk = new MemoryDisk()
        await open().act(closeWith(0, 1, 2), actor)
        harm(path)
        expect((await open().read(2026))?.revision).toBe(1)
        const other = path.includes('copy') ? '/books/2026.json' : '/books/2026-copy.json'
        disk.delete(other)
        expect((await open().read(2026))?.revision).toBe(1)
      }
  })

  it('with both gone the backup’s copy holds; without it the book is damaged, never open', async () => {
    await open().act(closeWith(0, 1, 2), actor)
    const whole = disk.contentOf('/books/2026.json')
    damage('/books/2026.json')
    damage('/books/2026-copy.json')
    expect(await open().read(2026)).toBe(null)
    expect(await open().act(closeWith(0, 1), actor)).toEqual({ kind: 'refused', code: 'DAMAGED' })
    disk.setContent('/backup/books/2026.json', whole)
    expect((await open().read(2026))?.revision).toBe(1)
    disk.delete('/books/2026.json')
    disk.delete('/books/2026-copy.json')
    expect((await open().read(2026))?.revision).toBe(1)
  })

  it('the file of another year in its place is damage', async () => {
    await open().act(closeWith(0, 1), actor)
    for (const name of ['2025.json', '2025-copy.json'])
      disk.setContent(`/books/${name}`, disk.contentOf('/books/2026.json'))
    expect(await open().read(2025)).toBe(null)
  })

  it('a disk that fails at any step: what was told holds, and what was not told may', async () => {
    for (let step = 0; step < 24; step++) {
      disk = new MemoryDisk()
      const books = open()
      expect((await books.act(closeWith(0, 1), actor)).kind).toBe('done')
      disk.failFrom(step, { code: 'EIO' })
      const outcome = await books.act(closeWith(1, 2), actor)
      disk.heal()
      disk.crash()
      const found = await open().read(2026)
      expect(found?.closings[0]).toMatchObject({ first: 1, count: 1 })
      if (outcome.kind === 'done') expect(found?.revision).toBe(2)
      else expect([1, 2]).toContain(found?.revision)
    }
  })

  it('whatever lies in its place is no reason to fall over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.uint8Array(), async (one, two) => {
        disk.setContent('/books/2024.json', one)
        disk.setContent('/books/2024-copy.json', two)
        expect(await open().read(2024)).toBe(null)
      }),
    )
  })
})
