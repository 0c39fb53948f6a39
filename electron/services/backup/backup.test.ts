import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  commitText,
  findBrokenEvents,
  JournalHarness,
  readAll,
  testDataKey,
} from '../../../test/support/journal-harness.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { silentLog } from '../log.ts'
import type { Journal } from '../journal/journal.ts'
import { writeRecoveryCopy } from '../vault/recovery.ts'
import { createVault, openVault } from '../vault/vault.ts'
import { Backup } from './backup.ts'
import { askForHealing, healJournal } from './heal.ts'
import { mergeLines } from './merge-lines.ts'
import { CarriedBooks } from './carried-books.ts'
import { UnsentScans } from './unsent-scans.ts'
import { restoreDesk } from './restore-desk.ts'

const folder = '/share/backup'
let harness: JournalHarness
const ids = (events: readonly DossierEvent[]) => events.map((event) => event.id)

beforeEach(() => {
  harness = new JournalHarness()
  harness.options.segmentBytes = 3000
})

function openBackup(journal: Journal): Promise<Backup> {
  const { disk } = harness
  const now = () => harness.clock
  const places = { disk, dataFolder: '/data', backupFolder: folder, dataKey: testDataKey }
  return Backup.open({
    disk,
    dataFolder: '/data',
    folder,
    journal,
    scans: new UnsentScans(places),
    books: new CarriedBooks(places),
    log: silentLog,
    now,
    hasRoom: async () => harness.room,
  })
}
function heal(): Promise<number> {
  return healJournal({ disk: harness.disk, journalFolder: harness.folder, backupFolder: folder, log: silentLog })
}
async function written(commits = 8) {
  const journal = await harness.open()
  const events: DossierEvent[] = []
  for (let n = 1; n <= commits; n++) events.push(...(await commitText(journal, n, 1 + (n % 2))))
  return { journal, events }
}
const copies = () => harness.disk.paths().filter((path) => path.startsWith(`${folder}/journal/`))

describe('backup', () => {
  it('is a verified copy that follows the journal', async () => {
    const { journal } = await written()
    const backup = await openBackup(journal)
    expect(backup.status).toEqual({ folder, verifiedAt: null, problem: null, bytes: 0, scans: 0, progress: null })
    const done = await backup.run()
    expect(done).toMatchObject({ problem: null, verifiedAt: new Date(harness.clock).toISOString() })
    expect(copies()).toHaveLength(harness.segmentPaths().length)
    for (const path of harness.segmentPaths())
      expect(harness.disk.contentOf(path.replace(harness.folder, `${folder}/journal`))).toEqual(
        harness.disk.contentOf(path),
      )
    await commitText(journal, 9)
    harness.clock += 60_000
    await backup.run()
    for (const path of harness.segmentPaths())
      expect(harness.disk.contentOf(path.replace(harness.folder, `${folder}/journal`))).toEqual(
        harness.disk.contentOf(path),
      )
    expect((await openBackup(journal)).status).toEqual(backup.status)
  })

  it('says how far it is while it copies, and nothing of it afterwards, however it ended', async () => {
    const { journal } = await written()
    const backup = await openBackup(journal)
    const total = harness.segmentPaths().length
    expect(total).toBeGreaterThan(1)
    const seen: unknown[] = []
    const { disk } = harness
    const read = disk.readFile.bind(disk)
    disk.readFile = (path) => {
      seen.push(backup.status.progress)
      return read(path)
    }
    await backup.run()
    expect(seen).toContainEqual({ done: 0, total })
    expect(seen).toContainEqual({ done: total - 1, total })
    expect(backup.status.progress).toBeNull()
    disk.readFile = () => Promise.reject(new Error('pulled out'))
    expect(await backup.run()).toMatchObject({ problem: 'IO', progress: null })
  })

  it('says what went wrong, keeps what it had, and goes on later', async () => {
    const { journal, events } = await written()
    const backup = await openBackup(journal)
    harness.room = false
    expect(await backup.run()).toMatchObject({ problem: 'DISK_FULL', verifiedAt: null })
    harness.room = true
    for (let step = 0; step < 40; step += 3) {
      harness.disk.failAt(step, { code: step % 2 === 0 ? 'EIO' : 'ENOSPC', partly: 30 })
      await backup.run()
      harness.disk.heal()
    }
    expect(await backup.run()).toMatchObject({ problem: null })
    for (const path of harness.segmentPaths()) harness.disk.delete(path)
    expect(await heal()).toBe(8)
    expect(ids(await readAll(await harness.open()))).toEqual(ids(events))
  })

  it('reads a version of reference data again only when everything is compared', async () => {
    const { journal } = await written()
    const { disk } = harness
    disk.setContent('/data/reference/catalogue/1.json', Buffer.from('một'))
    disk.setContent('/data/reference/in-force.json', Buffer.from('1'))
    const backup = await openBackup(journal)
    await backup.run('changed')
    expect(disk.contentOf(`${folder}/reference/catalogue/1.json`).toString()).toBe('một')
    disk.setContent(`${folder}/reference/catalogue/1.json`, Buffer.from('rác'))
    disk.setContent('/data/reference/in-force.json', Buffer.from('2'))
    await backup.run('changed')
    expect(disk.contentOf(`${folder}/reference/in-force.json`).toString()).toBe('2')
    expect(disk.contentOf(`${folder}/reference/catalogue/1.json`).toString()).toBe('rác')
    await backup.run('all')
    expect(disk.contentOf(`${folder}/reference/catalogue/1.json`).toString()).toBe('một')
  })

  it('never takes over damage, nor what was not committed', async () => {
    const { journal, events } = await written()
    const backup = await openBackup(journal)
    await backup.run()
    const [first] = harness.segmentPaths()
    const damaged = harness.disk.contentOf(first!)
    damaged[100]! ^= 1
    harness.disk.setContent(first!, damaged)
    const newest = harness.segmentPaths().at(-1)!
    harness.disk.setContent(newest, Buffer.concat([harness.disk.contentOf(newest), Buffer.from('{"seq":99')]))
    const reopened = await harness.open()
    await (await openBackup(reopened)).run()
    await commitText(reopened, 20)
    await (await openBackup(reopened)).run()
    for (const path of copies()) expect(harness.disk.contentOf(path).toString('latin1')).toMatch(/\}\n$/)
    await askForHealing({ disk: harness.disk, journalFolder: harness.folder }, 'a')
    expect(await heal()).toBe(1)
    expect(ids(await readAll(await harness.open())).slice(0, events.length)).toEqual(ids(events))
  })
})

describe('a copy of another journal', () => {
  /** A desk that began anew beside its old copy: the share did not answer when it started. */
  async function beganAnew() {
    const { journal } = await written()
    await (await openBackup(journal)).run()
    const before = new Map(copies().map((path) => [path, harness.disk.contentOf(path)]))
    for (const path of harness.segmentPaths()) harness.disk.delete(path)
    const fresh = await harness.open()
    for (let n = 20; n <= 22; n++) await commitText(fresh, n)
    return { fresh, before }
  }

  it('is kept as it is, and said to differ; what it does not hold yet is copied all the same', async () => {
    const { fresh, before } = await beganAnew()
    harness.disk.setContent('/data/desk.json', Buffer.from('{"mới":1}'))
    expect(await (await openBackup(fresh)).run()).toMatchObject({ problem: 'DIFFERENT' })
    for (const [path, content] of before) expect(harness.disk.contentOf(path)).toEqual(content)
    expect(harness.disk.contentOf(`${folder}/desk.json`).toString()).toBe('{"mới":1}')
  })

  it('is not mixed into the journal that began', async () => {
    const { fresh } = await beganAnew()
    const events = ids(await readAll(fresh))
    await askForHealing({ disk: harness.disk, journalFolder: harness.folder }, 'a')
    await heal()
    expect(ids(await readAll(await harness.open())).slice(0, events.length)).toEqual(events)
    const [first] = harness.segmentPaths()
    expect(mergeLines(harness.disk.contentOf(first!), Buffer.alloc(0)).lines).toBe(3)
  })
})

describe('healing', () => {
  it('brings back missing, shortened and damaged segments, whole and in order', async () => {
    const { journal, events } = await written()
    await (await openBackup(journal)).run()
    const pristine = harness.disk
    for (const path of harness.segmentPaths())
      for (const harm of ['missing', 'shortened', 'flipped'] as const) {
        harness.disk = pristine.clone()
        const whole = harness.disk.contentOf(path)
        if (harm === 'missing') harness.disk.delete(path)
        if (harm === 'shortened') harness.disk.setContent(path, whole.subarray(0, 200))
        if (harm === 'flipped') {
          whole[whole.length - 80]! ^= 1
          harness.disk.setContent(path, whole)
          await askForHealing({ disk: harness.disk, journalFolder: harness.folder }, 'a')
        }
        expect(await heal()).toBeGreaterThan(0)
        const healed = await harness.open()
        const read = await readAll(healed)
        expect(ids(read)).toEqual(ids(events))
        expect(findBrokenEvents(read)).toEqual([])
        expect((await healed.status()).quarantined).toEqual([])
        const added = await commitText(healed, 30)
        expect(ids(await readAll(await harness.open()))).toEqual(ids([...events, ...added]))
        expect(await heal()).toBe(0)
      }
  })

  it('leaves a sound journal alone, and never keeps a desk from opening', async () => {
    const { journal, events } = await written()
    expect(await heal()).toBe(0)
    await (await openBackup(journal)).run()
    for (const path of copies()) harness.disk.setContent(path, Buffer.from('rác'))
    harness.disk.setContent(`${folder}/journal/ghi chú.txt`, Buffer.from('x'))
    await askForHealing({ disk: harness.disk, journalFolder: harness.folder }, 'a')
    expect(await heal()).toBe(0)
    const mark = `${harness.folder}/needs-healing`
    await askForHealing({ disk: harness.disk, journalFolder: harness.folder }, 'a')
    expect(harness.disk.paths()).not.toContain(mark)
    await askForHealing({ disk: harness.disk, journalFolder: harness.folder }, 'b')
    expect(harness.disk.paths()).toContain(mark)
    harness.disk.failFrom(0, { code: 'EIO' })
    expect(await heal()).toBe(0)
    harness.disk.heal()
    expect(ids(await readAll(await harness.open()))).toEqual(ids(events))
  })
})

describe('mergeLines', () => {
  it('holds every sound line of either copy, whatever befell them', async () => {
    await written()
    const [path] = harness.segmentPaths()
    const whole = harness.disk.contentOf(path!)
    const harmArbitrary = fc.record({
      cut: fc.nat(whole.length),
      flips: fc.array(fc.nat(whole.length - 1), { maxLength: 3 }),
    })
    const harmed = ({ cut, flips }: { cut: number; flips: number[] }) => {
      const copy = Buffer.from(whole)
      for (const at of flips) copy[at]! ^= 0x10
      return copy.subarray(0, cut)
    }
    fc.assert(
      fc.property(harmArbitrary, harmArbitrary, (a, b) => {
        const merged = mergeLines(harmed(a), harmed(b))
        const back = mergeLines(merged.bytes, Buffer.alloc(0))
        expect(back.bytes).toEqual(merged.bytes)
        const [onlyA, onlyB] = [mergeLines(harmed(a), Buffer.alloc(0)), mergeLines(Buffer.alloc(0), harmed(b))]
        expect(merged.lines).toBe(onlyA.lines + merged.added)
        expect(merged.isTorn).toBe(false)
        expect(merged.lines).toBeGreaterThanOrEqual(Math.max(onlyA.lines, onlyB.lines))
        for (const line of onlyB.bytes.toString('latin1').split('\n'))
          expect(merged.bytes.toString('latin1').includes(line)).toBe(true)
      }),
    )
    expect(mergeLines(whole, whole)).toMatchObject({ bytes: whole, added: 0 })
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => mergeLines(Buffer.from(a), Buffer.from(b)).lines === 0),
    )
  })
})

describe('restoring a desk', () => {
  const passphrase = 'đò ngang sang Gò Dầu'

  it('on another machine takes the backup and the passphrase', async () => {
    const shell = createTestShell()
    const { disk } = harness
    const vault = await createVault({ disk, folder: '/data/vault', protector: shell.protector })
    await writeRecoveryCopy({ disk, folder: '/data/vault', protector: shell.protector }, vault, passphrase)
    disk.setContent('/data/desk.json', Buffer.from('{}'))
    harness.options.dataKey = vault.dataKey
    const { journal, events } = await written()
    await (await openBackup(journal)).run()
    const elsewhere = createTestShell()
    const options = { backupFolder: folder, dataFolder: '/new', passphrase, shell: elsewhere, disk }
    await expect(restoreDesk({ ...options, passphrase: 'đoán đại một câu' })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    })
    expect(disk.paths()).not.toContain('/new/desk.json')
    expect(await restoreDesk(options)).toBe(8)
    await expect(restoreDesk(options)).rejects.toMatchObject({ code: 'ALREADY_A_DESK' })
    const restored = await openVault({ disk, folder: '/new/vault', protector: elsewhere.protector })
    harness.options = { ...harness.options, folder: '/new/journal', dataKey: restored!.dataKey }
    expect(ids(await readAll(await harness.open()))).toEqual(ids(events))
  })

  it('is refused while the copied journal cannot be read, and goes on when it can', async () => {
    const shell = createTestShell()
    const { disk } = harness
    const vault = await createVault({ disk, folder: '/data/vault', protector: shell.protector })
    await writeRecoveryCopy({ disk, folder: '/data/vault', protector: shell.protector }, vault, passphrase)
    disk.setContent('/data/desk.json', Buffer.from('{}'))
    const { journal } = await written()
    await (await openBackup(journal)).run()
    const options = { backupFolder: folder, dataFolder: '/new', passphrase, shell: createTestShell(), disk }
    const read = disk.readFile.bind(disk)
    const last = copies().at(-1)
    disk.readFile = (path) => (path === last ? Promise.reject(new Error('EIO')) : read(path))
    await expect(restoreDesk(options)).rejects.toThrow('EIO')
    expect(disk.paths()).not.toContain('/new/desk.json')
    disk.readFile = read
    expect(await restoreDesk(options)).toBe(8)
  })

  it('is refused when not a line of the copied journal is sound', async () => {
    const shell = createTestShell()
    const { disk } = harness
    const vault = await createVault({ disk, folder: '/data/vault', protector: shell.protector })
    await writeRecoveryCopy({ disk, folder: '/data/vault', protector: shell.protector }, vault, passphrase)
    disk.setContent('/data/desk.json', Buffer.from('{}'))
    const { journal } = await written()
    await (await openBackup(journal)).run()
    for (const path of copies()) disk.setContent(path, Buffer.from('rác'))
    const options = { backupFolder: folder, dataFolder: '/new', passphrase, shell: createTestShell(), disk }
    await expect(restoreDesk(options)).rejects.toThrow('sound')
    expect(disk.paths()).not.toContain('/new/desk.json')
  })

  it('without a recovery copy says so', async () => {
    const { journal } = await written()
    await (await openBackup(journal)).run()
    const options = {
      backupFolder: folder,
      dataFolder: '/new',
      passphrase,
      shell: createTestShell(),
      disk: harness.disk,
    }
    await expect(restoreDesk(options)).rejects.toMatchObject({ code: 'RECOVERY_MISSING' })
  })
})
