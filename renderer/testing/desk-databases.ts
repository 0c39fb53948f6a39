/** Databases of desks over a host in memory, and the drafts that their tests save. */
import 'fake-indexeddb/auto'
import { firstValueFrom, filter as keep } from 'rxjs'
import type { EventDraft, EventType, PayloadOf } from '../../shared/dossier/event.ts'
import { receivedPayload, sampleUuid } from '../../test/support/event-builder.ts'
import { FakeBridge, FakeProvince } from '../../test/support/fake-bridge.ts'
import type { DeskDatabase } from '../database/desk-database.ts'
import { openDeskDatabase } from '../database/open.ts'

export const now = new Date('2026-11-24T09:00:00+07:00')
const usualKey = new Uint8Array(32).fill(9)

/** One desk a test: `next` before it, `closeAll` after it. */
export class TestDesks {
  number = 0
  readonly #opened: DeskDatabase[] = []

  get id(): string {
    return `desk-${this.number}`
  }

  next(): void {
    this.number += 1
  }

  /** @param number of its events' ids; another for a second desk of one test */
  bridge(province = new FakeProvince(), id = this.id, number = this.number): FakeBridge {
    return new FakeBridge(province, id, number)
  }

  offlineBridge(): FakeBridge {
    const bridge = this.bridge()
    bridge.link = { ...bridge.link, online: false }
    return bridge
  }

  async open(bridge: FakeBridge, dataKey = usualKey): Promise<DeskDatabase> {
    const { deskId } = bridge
    const db = await openDeskDatabase({ bridge, dataKey, deskId, now: () => now, schedule: () => () => undefined })
    this.#opened.push(db)
    return db
  }

  async close(db: DeskDatabase): Promise<void> {
    this.#opened.splice(this.#opened.indexOf(db), 1)
    await db.close()
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((db) => db.close()))
  }
}

export const draft = <T extends EventType>(
  type: T,
  dossier: number,
  payload: PayloadOf<T>,
  at = '2026-11-24T08:30:00+07:00',
) => ({ dossierId: sampleUuid(0, dossier), type, at, payload }) as EventDraft

export const receive = (dossier: number, change: Partial<PayloadOf<'received'>> = {}, at?: string) =>
  draft(
    'received',
    dossier,
    receivedPayload({
      number: { code: `000.00.01.H53-261124-${String(dossier).padStart(4, '0')}`, kind: 'leased' },
      ...change,
    }),
    at,
  )

/** Everything the desk owes is at the province. */
export const settled = (db: DeskDatabase) =>
  firstValueFrom(db.watchSync().pipe(keep((status) => status.phase === 'idle' && status.unsentDossiers === 0)))
