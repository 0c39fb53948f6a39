import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { testDataKey } from '../../../test/support/journal-harness.ts'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { ContentStore } from '../attachments/content-store.ts'
import { PendingList } from '../attachments/pending.ts'
import { silentLog } from '../log.ts'
import { restoreUnsentScans, UnsentScans } from './unsent-scans.ts'

const own = '/data/attachments'
const copy = '/share/backup/attachments'
const dossierId = '019ad000-0000-7000-8000-000000000001'
let disk: MemoryDisk

beforeEach(() => {
  disk = new MemoryDisk()
})

const places = (dataFolder = '/data') => ({ disk, dataFolder, backupFolder: '/share/backup', dataKey: testDataKey })
const open = () => new UnsentScans(places())
const contents = () => disk.paths().filter((path) => path.startsWith(`${copy}/content/`))
const pathOf = (folder: string, id: string) => `${folder}/content/${id.slice(0, 2)}/${id}`

async function scan(text: string): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.7 ${text}`)
  const id = await new ContentStore(disk, own, testDataKey).put({ bytes, mediaType: 'application/pdf' })
  const pending = await PendingList.open(disk, own, silentLog)
  const rest = { uploadUrl: null, rejected: false, detail: '' }
  await pending.put({ id, dossierId, mediaType: 'application/pdf', bytes: bytes.length, queuedAt: 1, ...rest })
  return id
}
async function send(id: string): Promise<void> {
  const pending = await PendingList.open(disk, own, silentLog)
  await pending.finish(id)
}

describe('unsent scans in the second copy', () => {
  it('are there, sealed, until the province has them', async () => {
    const [a, b] = [await scan('một'), await scan('hai')]
    expect(await open().run('all')).toBe(2)
    for (const path of contents()) expect(disk.contentOf(path).includes('%PDF')).toBe(false)
    expect((await open().get(a))?.bytes.toString()).toBe('%PDF-1.7 một')
    await send(a)
    expect(await open().run('all')).toBe(1)
    expect(contents()).toEqual([pathOf(copy, b)])
    expect(await open().get(a)).toBeNull()
  })

  it('stay in the copy when the desk lost its list, for nobody said they were sent', async () => {
    const id = await scan('một')
    await open().run('all')
    disk.delete(`${own}/pending/${id}.json`)
    expect(await open().run('all')).toBe(0)
    expect(await open().get(id)).not.toBeNull()
  })

  it('one that is damaged here is not copied over a sound copy, and does not keep others from being copied', async () => {
    const [a, b] = [await scan('một'), await scan('hai')]
    disk.setContent(pathOf(own, a), Buffer.from('rác'))
    expect(await open().run('all')).toBe(1)
    expect(await open().get(b)).not.toBeNull()
    await scan('một')
    await open().run('all')
    disk.setContent(pathOf(own, a), Buffer.from('rác'))
    await open().run('all')
    expect((await open().get(a))?.bytes.toString()).toBe('%PDF-1.7 một')
  })

  it('a copy that was damaged is made again when everything is compared', async () => {
    const id = await scan('một')
    await open().run('all')
    disk.setContent(pathOf(copy, id), Buffer.from('rác'))
    expect(await open().run('changed')).toBe(1)
    expect(await open().get(id)).toBeNull()
    expect(await open().run('all')).toBe(1)
    expect((await open().get(id))?.bytes.toString()).toBe('%PDF-1.7 một')
  })

  it('come back to another machine and wait there to be sent', async () => {
    const [a, b] = [await scan('một'), await scan('hai')]
    await open().run('all')
    disk.setContent(pathOf(copy, b), Buffer.from('rác'))
    expect(await restoreUnsentScans(places('/new'))).toBe(1)
    const restored = await PendingList.open(disk, '/new/attachments', silentLog)
    // The one that cannot be read is known by name, so that somebody is told to scan the paper again.
    expect(new Set(restored.all().map(({ id }) => id))).toEqual(new Set([a, b]))
    expect(await new ContentStore(disk, '/new/attachments', testDataKey).get(b)).toBeNull()
    const content = await new ContentStore(disk, '/new/attachments', testDataKey).get(a)
    expect(content?.mediaType).toBe('application/pdf')
    expect(await restoreUnsentScans({ ...places('/other'), backupFolder: '/không/có' })).toBe(0)
  })

  it('a bad sector under one scan does not keep the others from coming back', async () => {
    const [a, b] = [await scan('một'), await scan('hai')]
    await open().run('all')
    const read = disk.readFile.bind(disk)
    disk.readFile = (path) => (path === pathOf(copy, a) ? Promise.reject(new Error('EIO')) : read(path))
    expect(await restoreUnsentScans(places('/new'))).toBe(1)
    expect((await new ContentStore(disk, '/new/attachments', testDataKey).get(b))?.bytes.toString()).toBe(
      '%PDF-1.7 hai',
    )
  })

  it('whatever step the disk fails at, what the list of the copy names can be read, and the next run completes it', async () => {
    const ids = [await scan('một'), await scan('hai'), await scan('ba')]
    const pristine = disk
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.nat(40), async (step, partly) => {
        disk = pristine.clone()
        disk.failAt(step, { code: 'EIO', partly })
        await open()
          .run('all')
          .catch(() => undefined)
        disk.heal()
        const named = (await disk.list(`${copy}/pending`))
          .map((name) => name.slice(0, 64))
          .filter((n) => ids.includes(n))
        for (const id of named) expect(await open().get(id)).not.toBeNull()
        expect(await open().run('all')).toBe(3)
        for (const id of ids) expect(await open().get(id)).not.toBeNull()
      }),
    )
  })
})
