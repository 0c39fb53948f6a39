import { beforeEach, describe, expect, it } from 'vitest'
import { sampleUuid } from '../../../test/support/event-builder.ts'
import { testDataKey } from '../../../test/support/journal-harness.ts'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { BooksDesk } from '../books/books-desk.ts'
import { silentLog } from '../log.ts'
import { CarriedBooks } from './carried-books.ts'
import { Different } from './different.ts'

let disk: MemoryDisk
const copied = ['/share/books/2026-copy.json', '/share/books/2026.json']
const open = () =>
  new BooksDesk({
    disk,
    folder: '/data/books',
    backupFolder: '/share/books',
    dataKey: testDataKey,
    log: silentLog,
    onChange: () => undefined,
  })
const carry = () => new CarriedBooks({ disk, dataFolder: '/data', backupFolder: '/share', dataKey: testDataKey }).run()
const actor = { at: '2027-01-04T08:30:00+07:00', officerId: 'ld', officerName: 'Lê Thị Lan', deskName: 'Quầy số 1' }
const lineOf = (n: number) => ({
  dossierId: sampleUuid(3, n),
  code: `H53-${n}`,
  receivedAt: '2026-03-01T08:00:00+07:00',
})
const close = (lines: number[]) => ({
  kind: 'close' as const,
  year: 2026,
  revision: 0,
  whole: true,
  volumeSize: 500,
  lines: lines.map(lineOf),
  despite: [],
})
const damage = (path: string) => disk.setContent(path, Buffer.from('hỏng'))
const contents = () => copied.map((path) => disk.contentOf(path).toString())

beforeEach(async () => {
  disk = new MemoryDisk()
  await open().act(close([1, 2]), actor)
})

describe('closed books in the second copy', () => {
  it('come from there when both files here are damaged, however often the copy was made since', async () => {
    await carry()
    for (const name of ['2026.json', '2026-copy.json']) damage(`/data/books/${name}`)
    await carry()
    expect((await open().read(2026))?.closings).toMatchObject([{ count: 2 }])
  })

  it('follow what is done to them', async () => {
    await carry()
    const before = contents()
    const reason = 'Sót hồ sơ của Nguyễn Thị Hoà'
    await open().act({ kind: 'reopen', year: 2026, revision: 1, reason }, actor)
    await carry()
    expect(contents()).not.toEqual(before)
    for (const name of ['2026.json', '2026-copy.json']) damage(`/data/books/${name}`)
    expect(await open().read(2026)).toMatchObject({ revision: 2 })
  })

  it('are not replaced by another book, closed where nothing was known of them', async () => {
    await carry()
    const before = contents()
    for (const path of copied) disk.delete(path.replace('/share', '/data'))
    // The stick was out when the leader closed it again.
    const read = disk.readFile.bind(disk)
    disk.readFile = (path) => (path.startsWith('/share') ? Promise.reject(new Error('EIO')) : read(path))
    await open().act(close([3]), actor)
    disk.readFile = read
    await expect(carry()).rejects.toBeInstanceOf(Different)
    expect(contents()).toEqual(before)
  })

  it('damaged in the copy, they are made again from a sound one', async () => {
    await carry()
    for (const path of copied) damage(path)
    await carry()
    expect(contents().every((text) => !text.includes('hỏng'))).toBe(true)
  })

  it('one that cannot be written does not keep the others from it', async () => {
    await open().act(
      { ...close([1]), year: 2025, lines: [{ ...lineOf(1), receivedAt: '2025-03-01T08:00:00+07:00' }] },
      actor,
    )
    const openFile = disk.open.bind(disk)
    disk.open = (path, mode) => (path.includes('books/2025') ? Promise.reject(new Error('EIO')) : openFile(path, mode))
    await expect(carry()).rejects.toThrow('EIO')
    expect(contents()).toHaveLength(2)
  })
})
