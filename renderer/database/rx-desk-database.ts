/** The port of the screens over the store, the search catalogue, the journal and the sync engine. */
import {
  BehaviorSubject,
  combineLatest,
  defer,
  filter,
  map,
  merge,
  type Observable,
  startWith,
  switchMap,
  throttleTime,
  timer,
} from 'rxjs'
import type { Bridge } from '../../shared/bridge/contract.ts'
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import type { EventDraft } from '../../shared/dossier/event.ts'
import type { FoundPerson, PersonQuestion } from '../../shared/dossier/find-people.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { codeKey } from '../../shared/dossier/numbers.ts'
import type { SyncEngine, SyncProgress } from '../sync/engine.ts'
import type {
  BoardLists,
  DeskDatabase,
  DossierRecord,
  DossierRow,
  DueBoard,
  PinRefusal,
  SaveResult,
  SearchQuery,
  Signer,
  SyncState,
  SyncStatus,
} from './desk-database.ts'
import { createCarrying } from './carrying.ts'
import type { DossierDocument, StoredRow } from './document.ts'
import { unsentSince, type DossierStore } from './dossier-store.ts'
import { boardNames, localInstant, type OpenDossiers } from './due-board.ts'
import type { Meta } from './meta.ts'
import { findStoredPeople } from './stored-people.ts'
import type { EventSaver } from './event-saver.ts'
import type { SearchCatalogue } from './search-catalogue.ts'
import { visitDossiers } from './visit-dossiers.ts'

export interface RxDeskDatabaseParts {
  bridge: Bridge
  store: DossierStore
  meta: Meta
  saver: EventSaver
  open: OpenDossiers
  catalogue: SearchCatalogue
  engine: SyncEngine
  drafts: DeskDatabase['drafts']
  now: () => Date
  calendar: () => Promise<WorkingCalendar | null>
  closeStorage: () => Promise<void>
}

const minute = 60_000
const boardThrottleMs = 250
const searchThrottleMs = 1000
const duplicatesShown = 20

export class RxDeskDatabase implements DeskDatabase {
  readonly drafts: DeskDatabase['drafts']
  readonly carrying: DeskDatabase['carrying']
  readonly #parts: RxDeskDatabaseParts
  readonly #calendar = new BehaviorSubject<WorkingCalendar | null>(null)
  readonly #stop: (() => void)[] = []
  #inFlight: ReadonlyMap<string, ReadonlySet<string>> = new Map()

  constructor(parts: RxDeskDatabaseParts) {
    this.#parts = parts
    this.drafts = parts.drafts
    this.carrying = createCarrying(parts.store, parts.meta, parts.now)
  }

  async start(): Promise<void> {
    const { bridge, calendar, engine, meta } = this.#parts
    const readCalendar = async () => this.#calendar.next(await calendar().catch(() => this.#calendar.value))
    await readCalendar()
    const inFlight = engine.inFlight.subscribe((now) => (this.#inFlight = now))
    let lastSuccess: string | null = null
    const successes = engine.state.subscribe(({ lastSuccessAt }) => {
      if (lastSuccessAt === null || lastSuccessAt === lastSuccess) return
      lastSuccess = lastSuccessAt
      // Shown after the next start; losing one write of it loses nothing else.
      meta.write('lastSuccess', lastSuccessAt).catch(() => undefined)
    })
    this.#stop.push(
      bridge.on('reference.changed', ({ kind }) => kind === 'calendar' && void readCalendar()),
      () => inFlight.unsubscribe(),
      () => successes.unsubscribe(),
    )
    await engine.start()
  }

  save(drafts: readonly EventDraft[]): Promise<SaveResult> {
    return this.#parts.saver.save(drafts)
  }

  saveAs(signer: Signer, drafts: readonly EventDraft[]): Promise<SaveResult | PinRefusal> {
    return this.#parts.saver.saveAs(signer, drafts)
  }

  async get(dossierId: string): Promise<DossierRecord | null> {
    const document = await this.#parts.store.get(dossierId)
    return document === null ? null : this.#toRecord(document)
  }

  watch(dossierId: string): Observable<DossierRecord | null> {
    const { store, engine } = this.#parts
    const changed = store.changes.pipe(filter((documents) => documents.some(({ id }) => id === dossierId)))
    const sending = engine.inFlight.pipe(map((all) => all.has(dossierId)))
    return merge(changed, sending).pipe(
      startWith(null),
      switchMap(() => this.get(dossierId)),
    )
  }

  async findByCode(code: string): Promise<DossierRow[]> {
    const key = codeKey(code)
    if (key === '') return []
    const rows = await this.#rows(this.#parts.catalogue.find({ text: key, limit: 100 }))
    return rows
      .filter((row) =>
        [...row.codes, ...(row.trackingNumbers ?? []), row.id].some((candidate) => codeKey(candidate) === key),
      )
      .map(this.#toRow)
  }

  async search(query: SearchQuery): Promise<DossierRow[]> {
    return (await this.#rows(this.#parts.catalogue.find(query))).map(this.#toRow)
  }

  watchSearch(query: SearchQuery): Observable<DossierRow[]> {
    const { store } = this.#parts
    const changes = store.changes.pipe(throttleTime(searchThrottleMs, undefined, { leading: true, trailing: true }))
    return changes.pipe(
      startWith(null),
      switchMap(() => this.search(query)),
    )
  }

  visit(...[range, take, options]: Parameters<DeskDatabase['visit']>): Promise<void> {
    const { catalogue, store } = this.#parts
    const parts = { catalogue, getMany: (ids: readonly string[]) => store.getMany(ids), toRecord: this.#toRecord }
    return visitDossiers(parts, range, take, options)
  }

  watchChanges(): Observable<readonly string[]> {
    return this.#parts.store.changes.pipe(map((documents) => documents.map(({ id }) => id)))
  }

  findPeople(question: PersonQuestion): Promise<FoundPerson[]> {
    return findStoredPeople(this.#parts, question)
  }

  async suspectedDuplicates({
    idNumber,
    procedureCode,
    receivedSince,
  }: Parameters<DeskDatabase['suspectedDuplicates']>[0]): Promise<DossierRow[]> {
    if (idNumber.trim() === '') return []
    const ids = this.#parts.catalogue.find({ text: idNumber, procedureCode, limit: duplicatesShown })
    const since = Date.parse(receivedSince)
    const rows = await this.#rows(ids)
    return rows
      .filter((row) => row.idNumber === idNumber && Date.parse(row.receivedAt || (row.filedAt ?? '')) >= since)
      .map(this.#toRow)
  }

  watchOpen(pick: (row: DossierRow) => boolean): Observable<DossierRow[]> {
    return this.#watchRows(() => this.#parts.open.rows()).pipe(map((rows) => rows.filter(pick)))
  }

  watchContradictions(): Observable<DossierRow[]> {
    return this.#watchRows(() => this.#parts.open.contradictions())
  }

  #watchRows(read: () => StoredRow[]): Observable<DossierRow[]> {
    const { store, engine } = this.#parts
    const dueMs = ({ dueAt }: DossierRow) => (dueAt === null ? Infinity : Date.parse(dueAt))
    return merge(store.changes, engine.inFlight).pipe(
      startWith(null),
      throttleTime(boardThrottleMs, undefined, { leading: true, trailing: true }),
      map(() =>
        read()
          .map(this.#toRow)
          .sort((a, b) => dueMs(a) - dueMs(b) || (a.number < b.number ? -1 : 1)),
      ),
    )
  }

  watchDueBoard(now: () => Date): Observable<DueBoard> {
    const { open, catalogue, store, engine } = this.#parts
    const changes = merge(store.changes, engine.inFlight).pipe(
      startWith(null),
      throttleTime(boardThrottleMs, undefined, { leading: true, trailing: true }),
    )
    return combineLatest([timer(0, minute), changes, this.#calendar]).pipe(
      map(([, , calendar]) => {
        const moment = now()
        const board = open.board(moment, calendar, catalogue.countSince(localInstant(moment).slice(0, 10)))
        const lists = boardNames.map((name) => [name, board.lists[name].map(this.#toRow)] as const)
        return { ...(Object.fromEntries(lists) as unknown as BoardLists), counts: board.counts }
      }),
    )
  }

  watchSync(): Observable<SyncStatus> {
    const { engine, store } = this.#parts
    return combineLatest([engine.state, store.changes.pipe(startWith([]))]).pipe(
      map(([state]) => this.#toStatus(state)),
    )
  }

  watchUnsent(): Observable<DossierRow[]> {
    const { engine, store } = this.#parts
    return merge(store.changes, engine.inFlight).pipe(
      startWith(null),
      throttleTime(boardThrottleMs, undefined, { leading: true, trailing: true }),
      switchMap(() =>
        defer(async () => {
          const ids = [...store.owing]
            .sort(([, a], [, b]) => (a.since < b.since ? -1 : 1))
            .slice(0, 500)
            .map(([id]) => id)
          return (await this.#rows(ids)).map(this.#toRow)
        }),
      ),
    )
  }

  watchRejected(): Observable<DossierRecord[]> {
    const { store } = this.#parts
    return store.changes.pipe(
      startWith([]),
      switchMap(async () => {
        const ids = [...store.owing].filter(([, owing]) => owing.rejected).map(([id]) => id)
        const records = [...(await store.getMany(ids)).values()].map((document) => this.#toRecord(document))
        return records.sort((a, b) => ((a.rejection?.at ?? '') < (b.rejection?.at ?? '') ? -1 : 1))
      }),
    )
  }

  async sendAgain(dossierId: string): Promise<void> {
    await this.#parts.store.change([{ dossierId, sendAgain: true }])
    this.#parts.engine.wake()
  }

  syncNow(): void {
    // The host may be waiting between attempts of its own: it is asked first, and tells when the link is back.
    this.#parts.bridge.call('province.retryNow', {}).catch(() => undefined)
    this.#parts.engine.wake()
  }

  async close(): Promise<void> {
    for (const stop of this.#stop) stop()
    await this.#parts.engine.stop()
    await this.#parts.store.settle()
    await this.#parts.saver.settle()
    await this.#parts.closeStorage()
  }

  async #rows(ids: readonly string[]): Promise<StoredRow[]> {
    const documents = await this.#parts.store.getMany(ids)
    return ids.flatMap((id) => documents.get(id)?.body.row ?? [])
  }

  readonly #toRow = (row: StoredRow): DossierRow => {
    const { codes: _codes, trackingNumbers: _parcels, ...shown } = row
    return { ...shown, syncState: this.#syncStateOf(row.id) }
  }

  #syncStateOf(id: string, unsent?: readonly string[]): SyncState {
    const owing = this.#parts.store.owing.get(id)
    if (owing === undefined) return 'atProvince'
    if (owing.rejected) return 'rejected'
    const sending = this.#inFlight.get(id)
    if (sending === undefined) return 'savedHere'
    return (unsent ?? owing.unsent).every((eventId) => sending.has(eventId)) ? 'sending' : 'changedWhileSending'
  }

  readonly #toRecord = (document: DossierDocument): DossierRecord => {
    const { events, unsent, rejection } = document.body
    return {
      dossier: fold(events),
      events,
      syncState: this.#syncStateOf(document.id, unsent),
      unsentEventIds: unsent,
      unsentSince: unsentSince(document),
      rejection,
    }
  }

  #toStatus({ phase, progress, lastSuccessAt, nextAttemptAt, link }: SyncProgress): SyncStatus {
    const { dossiers, rejected, oldestAt } = this.#parts.store.countUnsent()
    return {
      online: link.online,
      cutByHand: link.cutByHand,
      phase,
      unsentDossiers: dossiers,
      oldestUnsentAt: oldestAt,
      rejectedDossiers: rejected,
      lastSuccessAt,
      progress,
      nextAttemptAt,
      skewMs: link.skewMs,
    }
  }
}
