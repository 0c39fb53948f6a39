import { beforeEach, describe, expect, test } from 'vitest'
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import { sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
import { FakeBridge, FakeProvince } from '../../test/support/fake-bridge.ts'
import { MemorySyncStore } from '../../test/support/memory-sync-store.ts'
import { SyncEngine, type SyncProgress } from './engine.ts'

const dossierId = (dossier: number) => sampleUuid(0, dossier)
const received = (dossier: number) => sampleEvent('received', dossier, { dossier })
const failure = (code: ProvinceFailure['code'], retryAfterMs: number | null = null): ProvinceFailure => ({
  ok: false,
  code,
  retryAfterMs,
  detail: '',
})

let province: FakeProvince
let bridge: FakeBridge
let store: MemorySyncStore
let engine: SyncEngine
let state: SyncProgress
let timers: { task: () => void; ms: number }[]

beforeEach(() => {
  province = new FakeProvince()
  bridge = new FakeBridge(province)
  store = new MemorySyncStore()
  begin()
})

function begin(): void {
  timers = []
  engine = new SyncEngine({
    bridge,
    store,
    now: () => new Date('2026-11-24T02:00:00Z'),
    random: () => 0.5,
    schedule: (task, ms) => {
      const timer = { task, ms }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
  })
  engine.state.subscribe((next) => (state = next))
}

async function rest(): Promise<void> {
  for (let still = 0; still < 3; still = engine.busy ? 0 : still + 1) await new Promise((done) => setImmediate(done))
}
async function run(): Promise<void> {
  engine.wake()
  await rest()
}
const save = (...dossiers: number[]) =>
  store.change(dossiers.map((n) => ({ dossierId: dossierId(n), events: [received(n)], areUnsent: true })))
const atProvince = () => [...province.histories.keys()].sort()
const calls = (method: string) => bridge.calls.filter((call) => call === method).length

describe('a conversation', () => {
  test('brings up what waits and down what is new, and says when', async () => {
    await save(1, 2)
    province.push([{ dossierId: dossierId(7), events: [received(7)] }])
    await engine.start()
    await rest()
    expect(atProvince()).toEqual([1, 2, 7].map(dossierId))
    expect((await store.getMany([dossierId(7)])).size).toBe(1)
    expect(store.countUnsent().dossiers).toBe(0)
    expect(state).toMatchObject({ phase: 'idle', lastSuccessAt: '2026-11-24T02:00:00.000Z', nextAttemptAt: null })
    expect(timers).toEqual([])
  })

  test('what is saved during a run goes up without being asked for again', async () => {
    await save(1)
    bridge.overrides['province.push'] = async ({ dossiers }) => {
      delete bridge.overrides['province.push']
      await save(2)
      engine.wake()
      return { ok: true, value: province.push(dossiers) }
    }
    await run()
    expect(atProvince()).toEqual([1, 2].map(dossierId))
  })

  test('events are in flight while their request is, and no longer', async () => {
    await save(1)
    const seen: string[][] = []
    bridge.overrides['province.push'] = ({ dossiers }) => {
      engine.inFlight.subscribe((sending) => seen.push([...sending.keys()])).unsubscribe()
      return { ok: true, value: province.push(dossiers) }
    }
    await run()
    engine.inFlight.subscribe((sending) => seen.push([...sending.keys()])).unsubscribe()
    expect(seen).toEqual([[dossierId(1)], []])
  })

  test('an event added while its dossier is on the way is not taken for sent', async () => {
    await save(1)
    const added = sampleEvent('noted', 50, { dossier: 1 })
    bridge.overrides['province.push'] = async ({ dossiers }) => {
      delete bridge.overrides['province.push']
      const value = province.push(dossiers)
      await store.change([{ dossierId: dossierId(1), events: [added], areUnsent: true }])
      return { ok: true, value }
    }
    await run()
    expect((await store.listUnsent(9, new Set())).map(({ events }) => events)).toEqual([[added]])
    await run()
    expect(province.histories.get(dossierId(1))).toHaveLength(2)
  })
})

describe('failures', () => {
  test.each([
    ['OFFLINE', 'offline'],
    ['TIMEOUT', 'waiting'],
    ['RATE_LIMITED', 'waiting'],
    ['SERVER', 'waiting'],
    ['TOO_LARGE', 'waiting'],
    ['NOT_ENROLLED', 'notEnrolled'],
  ] as const)('%s keeps everything, waits, and tries again', async (code, phase) => {
    await save(1)
    bridge.overrides['province.push'] = () => failure(code)
    bridge.overrides['province.pull'] = () => failure(code)
    await run()
    expect(state.phase).toBe(phase)
    expect(state.nextAttemptAt).not.toBeNull()
    expect(store.countUnsent()).toMatchObject({ dossiers: 1, rejected: 0 })
    delete bridge.overrides['province.push']
    delete bridge.overrides['province.pull']
    timers[0]?.task()
    await rest()
    expect(atProvince()).toEqual([dossierId(1)])
  })

  test('waits longer each time, obeys Retry-After, and a returned link ends the wait at once', async () => {
    bridge.overrides['province.pull'] = () => failure('SERVER')
    await run()
    await run()
    const [second] = timers.splice(0).map(({ ms }) => ms)
    bridge.overrides['province.pull'] = () => failure('RATE_LIMITED', 200_000)
    await run()
    expect(second).toBe(3000)
    expect(timers.map(({ ms }) => ms)).toEqual([200_000])
    delete bridge.overrides['province.pull']
    bridge.link = { ...bridge.link, online: false }
    await engine.start()
    await rest()
    const before = calls('province.pull')
    bridge.setOnline(true)
    await rest()
    expect(calls('province.pull')).toBeGreaterThan(before)
  })

  test('a request that is too large is halved until it passes', async () => {
    await save(...Array.from({ length: 20 }, (_, n) => n + 1))
    const sizes: number[] = []
    bridge.overrides['province.push'] = ({ dossiers }) => {
      sizes.push(dossiers.length)
      return dossiers.length > 4 ? failure('TOO_LARGE') : { ok: true, value: province.push(dossiers) }
    }
    await run()
    expect(atProvince()).toHaveLength(20)
    expect(sizes.slice(0, 4)).toEqual([20, 10, 5, 2])
  })

  test.each(['REFUSED', 'SERVER'] as const)('a dossier that spoils its request (%s) delays no other', async (code) => {
    await save(1, 2, 3, 4, 5)
    bridge.overrides['province.push'] = ({ dossiers }) =>
      dossiers.some((dossier) => dossier.dossierId === dossierId(1))
        ? failure(code)
        : { ok: true, value: province.push(dossiers) }
    for (let attempt = 0; attempt < 6; attempt++) await run()
    expect(atProvince()).toEqual([2, 3, 4, 5].map(dossierId))
    // A 5xx may pass; a refusal with all others accepted is for an officer to see.
    expect(store.countUnsent()).toMatchObject(
      code === 'REFUSED' ? { dossiers: 0, rejected: 1 } : { dossiers: 1, rejected: 0 },
    )
  })

  test('a province that refuses everything blames no dossier', async () => {
    await save(1, 2)
    bridge.overrides['province.push'] = () => failure('REFUSED')
    await run()
    expect(store.countUnsent()).toMatchObject({ dossiers: 2, rejected: 0 })
  })

  test('a host that throws is a failure like others', async () => {
    bridge.overrides['province.pull'] = () => {
      throw new Error('boom')
    }
    await run()
    expect(state.phase).toBe('waiting')
  })
})

describe('durability', () => {
  test('the checkpoint stays while its page is not on the disk', async () => {
    province.push([{ dossierId: dossierId(7), events: [received(7)] }])
    // Only dossiers cannot be written: a mark that is set first would get through.
    store.addPulled = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
    await run()
    expect((await store.readMark())?.checkpoint ?? null).toBeNull()
    expect(state.phase).toBe('waiting')
    Reflect.deleteProperty(store, 'addPulled')
    await run()
    expect((await store.getMany([dossierId(7)])).size).toBe(1)
    expect((await store.readMark())?.checkpoint).toBe('1')
  })

  test('a confirmation that could not be written is asked for again', async () => {
    await run()
    await save(1)
    store.beforeWrite = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    await run()
    expect(store.countUnsent().dossiers).toBe(1)
    store.beforeWrite = () => undefined
    await run()
    expect(store.countUnsent().dossiers).toBe(0)
    expect(province.histories.get(dossierId(1))).toHaveLength(1)
  })

  test('a restored province is offered again what it lacks', async () => {
    await save(1, 2, 3)
    await run()
    province.restore('epoch-2', (id) => id === dossierId(2))
    await run()
    expect(atProvince()).toEqual([1, 2, 3].map(dossierId))
    expect(await store.readMark()).toMatchObject({ epoch: 'epoch-2' })
    expect(store.countUnsent().dossiers).toBe(0)
  })
})

test('a stopped engine does nothing more', async () => {
  await engine.start()
  await engine.stop()
  await save(1)
  engine.wake()
  bridge.tell('province.changed', {})
  await rest()
  expect(atProvince()).toEqual([])
  expect(timers).toEqual([])
})
