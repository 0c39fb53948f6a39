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

const bench = {
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
