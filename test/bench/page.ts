/**
 * The page side of the benchmarks: the desk's real database over the real bridge, driven from outside. Filling pretends to
 * be the province, so that it goes the same way as a first sync, without waiting for a network.
 */
import { firstValueFrom, filter } from 'rxjs'
import { getBridge } from '../../renderer/app/bridge/get-bridge.ts'
import type { DeskDatabase } from '../../renderer/database/desk-database.ts'
import { openDeskDatabase } from '../../renderer/database/open.ts'
import type { Bridge, BridgeMethod, BridgeParams, BridgeResult } from '../../shared/bridge/contract.ts'
import type { EventDraft } from '../../shared/dossier/event.ts'
import { receivedPayload } from '../support/event-builder.ts'
import { nextPage, population } from '../support/population.ts'

const pageSize = 500
let db: DeskDatabase | null = null
let dataKey: Uint8Array | null = null

function mustBeOpen(): DeskDatabase {
  if (db === null) throw new Error('the database is not open')
  return db
}

/** A bridge whose province has `count` invented dossiers and takes whatever it is offered. */
function filling(bridge: Bridge, count: number): Bridge {
  const histories = population({ seed: 11, count, untilMs: Date.now() })
  let handedOut = 0
  const page = () => {
    const dossiers = nextPage(histories, pageSize).map((events) => ({ dossierId: events[0]?.dossierId ?? '', events }))
    handedOut += dossiers.length
    const remaining = count - handedOut
    return {
      ok: true,
      value: { epoch: 'bench', dossiers, checkpoint: String(handedOut), more: remaining > 0, remaining },
    }
  }
  return {
    on: bridge.on.bind(bridge),
    call: async <M extends BridgeMethod>(method: M, params: BridgeParams<M>): Promise<BridgeResult<M>> =>
      method === 'province.pull' ? (page() as BridgeResult<M>) : bridge.call(method, params),
  }
}

async function signIn(bridge: Bridge): Promise<Uint8Array> {
  const [officer] = await bridge.call('session.officers', {})
  const result = await bridge.call('session.signIn', { officerId: officer?.id ?? '', pin: '1111' })
  if (result.kind !== 'signedIn') throw new Error(`sign-in: ${result.kind}`)
  return result.dataKey
}

async function open(bridge: Bridge): Promise<DeskDatabase> {
  dataKey ??= await signIn(bridge)
  const { deskId } = await bridge.call('app.info', {})
  db = await openDeskDatabase({ bridge, dataKey, deskId, now: () => new Date() })
  return db
}

async function untilSynced(total: number): Promise<void> {
  await firstValueFrom(
    mustBeOpen()
      .watchSync()
      .pipe(filter((status) => status.phase === 'idle' && status.lastSuccessAt !== null)),
  )
  const found = await mustBeOpen().search({ text: '', limit: total + 1 })
  if (found.length < total) throw new Error(`${found.length} of ${total} dossiers are here`)
}

/** Called with the ids of a dossier as soon as the desk says that it is saved. */
type Report = (dossierId: string, eventId: string) => Promise<void>

const bench = {
  async open(): Promise<void> {
    await open(getBridge())
  },
  /** Saves one dossier after the other, each with a second event, until the process is killed. */
  async saveForEver(): Promise<void> {
    const { reportSaved } = window as unknown as { reportSaved: Report }
    for (let n = 0; ; n++) {
      const dossierId = crypto.randomUUID()
      for (const draft of [
        { dossierId, type: 'received', at: localNow(), payload: receipt(n) },
        { dossierId, type: 'noted', at: localNow(), payload: { text: `Lần ${n}` } },
      ] as EventDraft[]) {
        const result = await mustBeOpen().save([draft])
        if (result.kind === 'saved') for (const event of result.events) await reportSaved(dossierId, event.id)
      }
    }
  },
  /** Of these, the events that the database or the search does not have. */
  async missing(saved: readonly (readonly [string, string])[]): Promise<string[]> {
    const lost: string[] = []
    for (const [dossierId, eventId] of saved) {
      const record = await mustBeOpen().get(dossierId)
      if (record?.events.filter((event) => event.id === eventId).length !== 1) lost.push(eventId)
      else if ((await mustBeOpen().findByCode(record.dossier.number.code)).length !== 1) lost.push(`search ${eventId}`)
    }
    return lost
  },
  /** Milliseconds from the page's start to a signed-in desk that shows its due board and finds dossiers. */
  async start(): Promise<number> {
    const database = await open(getBridge())
    await firstValueFrom(database.watchDueBoard(() => new Date()))
    await database.search({ text: 'nguyen' })
    return performance.now()
  },
  async fill(count: number): Promise<void> {
    await open(filling(getBridge(), count))
    await firstValueFrom(
      mustBeOpen()
        .watchSync()
        .pipe(filter((status) => status.phase === 'idle' && status.lastSuccessAt !== null)),
    )
    await mustBeOpen().close()
    db = null
  },
  /** Milliseconds from opening an empty desk to the last of `total` dossiers being searchable. */
  async firstSync(total: number): Promise<number> {
    dataKey = await signIn(getBridge())
    const started = performance.now()
    await open(getBridge())
    await untilSynced(total)
    return performance.now() - started
  },
  /** Milliseconds of each save: journal and database. */
  async save(count: number): Promise<number[]> {
    const times: number[] = []
    for (let n = 0; n < count; n++) {
      const draft: EventDraft = {
        dossierId: crypto.randomUUID(),
        type: 'received',
        at: localNow(),
        payload: receipt(n),
      }
      const started = performance.now()
      const result = await mustBeOpen().save([draft])
      times.push(performance.now() - started)
      if (result.kind !== 'saved') throw new Error(`save: ${result.kind}`)
    }
    return times
  },
  /** Milliseconds of each search, rows included: each text is typed letter by letter. */
  async search(texts: readonly string[]): Promise<number[]> {
    const times: number[] = []
    for (const text of texts)
      for (let length = 1; length <= text.length; length++) {
        const started = performance.now()
        await mustBeOpen().search({ text: text.slice(0, length), limit: 50 })
        times.push(performance.now() - started)
      }
    return times
  },
}
export type Bench = typeof bench
Object.assign(window, { bench })

const localNow = (): string => `${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
const receipt = (n: number) =>
  receivedPayload({
    number: {
      code: `TẠM-do-261124-${String(n + 1).padStart(3, '0')}-${crypto.randomUUID().slice(0, 8)}`,
      kind: 'provisional',
    },
  })
