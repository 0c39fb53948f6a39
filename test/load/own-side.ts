/** Our side: the gateway on an embedded database, and desks with the real sync engine, HTTP client and live stream. */
import { SyncEngine } from '../../renderer/sync/engine.ts'
import type { Bridge } from '../../shared/bridge/contract.ts'
import { createEnrolmentCode } from '../../gateway/admin.ts'
import { startGateway, type Gateway } from '../../gateway/gateway.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { formatStamp, parseStamp } from '../../shared/dossier/hybrid-clock.ts'
import { MemorySyncStore } from '../support/memory-sync-store.ts'
import { communeA, openLimits, publishSample } from '../support/gateway-world.ts'
import { openProvinceDesk } from '../support/province-desk.ts'
import { WireDesk } from '../support/wire-client.ts'
import { ByteCounter } from './byte-counter.ts'
import type { History, Side, SideDesk } from './byte-side.ts'

const place = { communeId: communeA, organisationId: `${communeA}.mot-cua` }
const fillBatch = 200

export async function openOwnSide(): Promise<Side> {
  const gateway = await startGateway({ store: { kind: 'memory' }, rateLimits: openLimits })
  await publishSample(gateway)
  return {
    name: 'Một Cửa',
    fill: (histories) => fill(gateway, histories),
    hasAll: (histories) => hasAll(gateway, histories),
    openDesk: () => openDesk(gateway),
    stop: () => gateway.stop(),
  }
}

async function fill(gateway: Gateway, histories: Iterable<History>): Promise<void> {
  const writer = await WireDesk.enrol(gateway.url, await createEnrolmentCode(gateway.store, place), 'Máy nạp')
  await writer.signIn()
  let batch: DossierEvent[][] = []
  const flush = async () => {
    const { outcomes } = await writer.push(batch)
    if (outcomes.some(({ outcome }) => outcome !== 'accepted')) throw new Error('a dossier was not taken')
    batch = []
  }
  for (const history of histories) {
    batch.push(history.map((event) => writer.signEvent(draftOf(event, writer.deskId))))
    if (batch.length === fillBatch) await flush()
  }
  if (batch.length > 0) await flush()
}

async function hasAll({ store }: Gateway, histories: readonly History[]): Promise<boolean> {
  const rows = await store.db.selectFrom('dossier').select(['id', 'event_count']).execute()
  const counts = new Map(rows.map((row) => [row.id, row.event_count]))
  return histories.every((history) => counts.get(history[0]?.dossierId ?? '') === history.length)
}

function draftOf(event: DossierEvent, deskId: string) {
  const { previous: _p, signature: _s, deskId: _d, communeId: _c, ...draft } = event
  const { wallMs, counter } = parseStamp(event.clock)
  return { ...draft, clock: formatStamp(wallMs, counter, deskId) }
}

type OpenedDesk = Awaited<ReturnType<typeof openProvinceDesk>>

/** What the renderer sees of its host, as far as syncing needs it. */
function bridgeTo({ province }: OpenedDesk): Pick<Bridge, 'call' | 'on'> {
  const answers: Record<string, (params: never) => unknown> = {
    'province.push': province.push.bind(province),
    'province.pull': province.pull.bind(province),
    'province.reconcile': province.reconcile.bind(province),
    'province.link': () => ({ online: true, cutByHand: false, skewMs: 0 }),
  }
  const call = async (method: string, params: unknown) => answers[method]?.(params as never)
  return { call: call as Bridge['call'], on: () => () => undefined }
}

function schedule(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}

async function openDesk(gateway: Gateway): Promise<SideDesk> {
  const counter = new ByteCounter(gateway.url)
  const url = await counter.start()
  const store = new MemorySyncStore()
  const desk: OpenedDesk = await openProvinceDesk(url, await createEnrolmentCode(gateway.store, place), () =>
    engine.wake(),
  )
  const engine = new SyncEngine({
    bridge: bridgeTo(desk),
    store,
    now: () => new Date(),
    random: Math.random,
    schedule,
  })
  let isConnected = false
  // Enrolment is once in a desk's life.
  counter.take()
  return {
    counter,
    async connect() {
      isConnected = true
      desk.live.start()
      await engine.start()
    },
    async change({ dossierId, type, at, payload }) {
      const events = await desk.commit([{ dossierId, type, at, payload }] as Parameters<typeof desk.commit>[0])
      await store.change([{ dossierId, events, areUnsent: true }])
      if (isConnected) engine.wake()
    },
    isIdle: () => !isConnected || (!engine.busy && store.countUnsent().dossiers === 0),
    countDossiers: async () => store.stored.documents.size,
    async close() {
      await engine.stop()
      await desk.close()
      counter.stop()
    },
  }
}
