import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { samplePin, sampleReferences } from '../../../test/support/sample-references.ts'
import type { ReferenceKind } from '../../../shared/wire/messages.ts'
import { silentLog } from '../log.ts'
import { failure } from '../province/failure.ts'
import { ReferenceRefresh } from './reference-refresh.ts'
import { ReferenceStore } from './reference-store.ts'

const folder = '/data/reference'
let disk: MemoryDisk
let clock: number
const references = sampleReferences()
const open = () =>
  ReferenceStore.open({ disk, folder, dataKey: new Uint8Array(32), log: silentLog, now: () => clock++ })
const catalogue = (version: string) => ({ ...references.catalogue, version })

beforeEach(() => {
  disk = new MemoryDisk()
  clock = 1000
})

describe('reference store', () => {
  it('keeps every version and knows the one in force after a restart', async () => {
    const store = await open()
    expect(store.inForce('catalogue')).toBeNull()
    expect(await store.put('catalogue', '163/QĐ-BTP', catalogue('163/QĐ-BTP'))).toBe(true)
    expect(await store.put('catalogue', '../../x', catalogue('../../x'))).toBe(true)
    expect(await store.put('calendar', references.calendar.version, references.calendar)).toBe(true)
    const again = await open()
    expect(again.inForce('catalogue')?.version).toBe('../../x')
    expect(again.inForce('calendar')?.body).toEqual(references.calendar)
    expect((await again.get('catalogue', '163/QĐ-BTP'))?.body).toEqual(catalogue('163/QĐ-BTP'))
    expect(await again.get('catalogue', 'không có')).toBeNull()
    expect(await again.reinstate('catalogue', '163/QĐ-BTP')).toBe(true)
    expect((await open()).inForce('catalogue')?.version).toBe('163/QĐ-BTP')
    expect(disk.paths().every((path) => path.startsWith(`${folder}/`))).toBe(true)
  })

  it.each<[string, ReferenceKind, unknown]>([
    ['another kind', 'catalogue', references.calendar],
    ['another version than announced', 'catalogue', catalogue('2')],
    ['a missing member', 'catalogue', { ...catalogue('1'), numbering: undefined }],
    ['nothing', 'calendar', null],
    ['text', 'organisations', '<html>'],
    ['forms that are no list', 'forms', { version: '1', forms: 'all' }],
    [
      'a verifier nobody can work out',
      'officers',
      {
        version: '1',
        officers: [{ ...references.officers.officers[0], pin: { ...samplePin('1'), cost: 2 ** 30 } }],
      },
    ],
  ])('refuses %s, and what was in force stays', async (_, kind, body) => {
    const store = await open()
    await store.put('catalogue', '0', catalogue('0'))
    const before = disk.paths()
    expect(await store.put(kind, '1', body)).toBe(false)
    expect(disk.paths()).toEqual(before)
    expect((await open()).inForce('catalogue')?.version).toBe('0')
  })

  it('keeps officers and their verifiers sealed', async () => {
    await (await open()).put('officers', 'mau-2026.1', references.officers)
    for (const path of disk.paths()) {
      const text = disk.contentOf(path).toString('utf8')
      for (const secret of ['can-bo-1', 'Ngân', 'scrypt', references.officers.officers[0]!.pin.hash])
        expect(text.includes(secret)).toBe(false)
    }
    expect((await open()).inForce('officers')?.body).toEqual(references.officers)
  })

  it('finds the newest whole version when its index or a file is damaged', async () => {
    const store = await open()
    await store.put('catalogue', '1', catalogue('1'))
    const firstFiles = new Set(disk.paths())
    await store.put('catalogue', '2', catalogue('2'))
    disk.setContent(`${folder}/in-force.json`, Buffer.from('{}'))
    expect((await open()).inForce('catalogue')?.version).toBe('2')
    const second = disk.paths().find((path) => !firstFiles.has(path))
    disk.setContent(second!, disk.contentOf(second!).subarray(0, 500))
    expect((await open()).inForce('catalogue')?.version).toBe('1')
  })

  it('a disk that fails leaves the old version in force', async () => {
    const store = await open()
    await store.put('catalogue', '1', catalogue('1'))
    for (let step = 0; step < 12; step++) {
      disk.failAt(step, { code: 'ENOSPC', partly: 20 })
      const done = await store.put('catalogue', '2', catalogue('2')).catch(() => false)
      disk.heal()
      const inForce = (await open()).inForce('catalogue')?.version
      if (done) expect(inForce).toBe('2')
      else expect(['1', '2']).toContain(inForce)
      await store.reinstate('catalogue', '1')
    }
  })
})

describe('refreshing', () => {
  function refreshOf(store: ReferenceStore, bodies: Partial<Record<ReferenceKind, { version: string }>>) {
    const fetched: string[] = []
    const changed: string[] = []
    const link = { up: true }
    const versions = () => Object.fromEntries(Object.entries(bodies).map(([kind, { version }]) => [kind, version]))
    const refresh = new ReferenceRefresh({
      store,
      log: silentLog,
      now: () => clock,
      onChanged: (kind) => changed.push(kind),
      province: {
        referenceIndex: async () => (link.up ? { ok: true, value: { versions: versions() } } : failure('OFFLINE', '')),
        async reference(kind, version) {
          fetched.push(`${kind} ${version}`)
          if (!link.up) return failure('OFFLINE', '')
          return { ok: true, value: { kind, version, body: bodies[kind] } }
        },
      },
    })
    return { refresh, fetched, changed, link }
  }

  it('fetches what differs, once, and goes back to a version it still has', async () => {
    const store = await open()
    const bodies: Partial<Record<ReferenceKind, { version: string }>> = { ...references }
    const { refresh, fetched, changed } = refreshOf(store, bodies)
    await Promise.all([refresh.run(), refresh.run()])
    expect(changed.sort()).toEqual(['calendar', 'catalogue', 'officers', 'organisations'])
    expect(fetched).toHaveLength(4)
    bodies.catalogue = catalogue('2')
    await refresh.run()
    expect(store.inForce('catalogue')?.version).toBe('2')
    bodies.catalogue = references.catalogue
    await refresh.run()
    expect(store.inForce('catalogue')?.version).toBe('mau-2026.1')
    expect(fetched).toHaveLength(5)
  })

  it('refuses a bad body, keeps the old one, takes the others, and does not fetch it again at once', async () => {
    const store = await open()
    const bodies: Partial<Record<ReferenceKind, { version: string }>> = { ...references, officers: { version: '9' } }
    await store.put('officers', 'mau-2026.1', references.officers)
    const { refresh, fetched, changed } = refreshOf(store, bodies)
    await refresh.run()
    await refresh.run()
    expect(changed.sort()).toEqual(['calendar', 'catalogue', 'organisations'])
    expect(store.inForce('officers')?.version).toBe('mau-2026.1')
    expect(fetched.filter((one) => one === 'officers 9')).toHaveLength(1)
    clock += 3_700_000
    await refresh.run()
    expect(fetched.filter((one) => one === 'officers 9')).toHaveLength(2)
  })

  it('does nothing offline', async () => {
    const store = await open()
    const { refresh, changed, link } = refreshOf(store, { ...references })
    link.up = false
    await refresh.run()
    expect(changed).toEqual([])
  })
})
