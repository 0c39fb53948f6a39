/**
 * The port between the screens and everything that stores. Screens import this file (types) and receive an
 * implementation through React context; only `renderer/database/` knows RxDB, Dexie, the journal and the seal.
 */
import type { Observable } from 'rxjs'
import type { BridgeResult } from '../../shared/bridge/contract.ts'
import type { ApologyDuty } from '../../shared/deadline/standing.ts'
import type { Dossier, DossierStatus } from '../../shared/dossier/dossier.ts'
import type { Delivery, DossierEvent, EventDraft } from '../../shared/dossier/event.ts'
import type { FoundPerson, PersonQuestion } from '../../shared/dossier/find-people.ts'
import type { Handover } from '../../shared/dossier/handover.ts'
import type { PushOutcome, PushRequest, Rejection } from '../../shared/wire/messages.ts'

/** Where a dossier stands on its way to the province. */
export type SyncState =
  /** On this machine only. */
  | 'savedHere'
  | 'sending'
  | 'atProvince'
  | 'rejected'
  /** Something was added while an earlier part was under way; never shown as sent. */
  | 'changedWhileSending'

/** What the lists of duties need of a dossier. */
export interface RowDuties {
  /** Who has to finish it; null: the desk itself. */
  unitName: string | null
  /** The one re-appointment. */
  apology: { at: string; oldDueAt: string | null } | null
  /** Papers asked for and still awaited. */
  supplement: { requestedAt: string; deadline: string | null } | null
}

/** One line of any list. Personal members come out of the sealed body. */
export interface DossierRow {
  id: string
  number: string
  provisional: boolean
  procedureCode: string
  procedureName: string
  submitterName: string
  ownerName: string | null
  idNumber: string | null
  phone: string | null
  status: DossierStatus
  receivedAt: string
  dueAt: string | null
  finishedAt: string | null
  returnedAt: string | null
  holderName: string | null
  /** The officer who answers for the papers; absent from rows that an earlier version wrote. */
  keeperId?: string
  /** An offered handover that waits for its answer. */
  handover?: RowHandover | null
  syncState: SyncState
  needsAttention: boolean
  /** Absent in rows written before it was kept. */
  duties?: RowDuties
  /** Its receipt was neither printed nor saved. Absent in rows written before it was kept. */
  isUnprinted?: boolean
  /** On the board only: the apology that is owed, until when (`exhausted`: it was given already, and is used up). */
  apologyOwed?: { by: string; kind: ApologyDuty['kind'] }
  /** When it was filed on the portal; null: it was not. Absent in rows written before it was kept. */
  filedAt?: string | null
  /** When the citizen filed more papers there that nobody has looked at; null: none wait. Absent in older rows. */
  papersFiledAt?: string | null
  /** Only of what is finished and waits for the citizen. Absent in rows written before it was kept. */
  pickUp?: PickUp | null
}

export interface PickUp {
  /** Lateness is judged by it and by `finishedAt`, however long the citizen stays away. */
  judgedDueAt: string | null
  way: Delivery['way']
  reminders: number
  remindedAt: string | null
  /** The citizen knows that the result is here. */
  reached: boolean
}

export type RowHandover = Pick<Handover, 'batchId' | 'at' | 'from' | 'to' | 'reason' | 'note' | 'size'>

export interface DossierRecord {
  dossier: Dossier
  /** In clock order. */
  events: DossierEvent[]
  syncState: SyncState
  /** Ids of events the province has not confirmed. */
  unsentEventIds: string[]
  /** ISO instant since when something of it waits; null: nothing does. */
  unsentSince: string | null
  rejection: (Rejection & { at: string }) | null
}

/** Each cut at 200; the most urgent first. */
export interface BoardLists {
  /** An apology has to be written today, or should have been (NĐ 61/2018 Đ19.9). */
  apologyOwed: DossierRow[]
  /** Re-appointed and not finished, the nearest new date first. */
  apologySent: DossierRow[]
  /** The citizen was asked for papers, the nearest deadline first. */
  waiting: DossierRow[]
  /** Of those, the ones whose deadline has passed. */
  supplementOverdue: DossierRow[]
  /** Due on the day of `now` and not finished, soonest first. */
  today: DossierRow[]
  /** Due within the next three working days. */
  soon: DossierRow[]
  /** Past the promised moment and not finished, oldest first. */
  late: DossierRow[]
  /** Finished, waiting for the citizen. */
  toReturn: DossierRow[]
  /** Of these, the ones whose promised day is over; the longest waiting first. */
  uncollected: DossierRow[]
  /**
   * On the portal: papers that nobody has looked at (also of accepted dossiers), then filings not answered, the oldest first; last
   * those whose citizen was asked.
   */
  online: DossierRow[]
}

export interface DueBoard extends BoardLists {
  /** How many there are in all; the lists are cut at 200 each. Online filings are not counted as open. */
  counts: Record<keyof BoardLists, number> & { open: number; receivedToday: number }
}

export interface SyncStatus {
  online: boolean
  cutByHand: boolean
  phase: 'idle' | 'pushing' | 'pulling' | 'waiting' | 'offline' | 'notEnrolled'
  unsentDossiers: number
  oldestUnsentAt: string | null
  rejectedDossiers: number
  lastSuccessAt: string | null
  /** Of the run under way. */
  progress: { done: number; total: number } | null
  nextAttemptAt: string | null
  skewMs: number | null
}

export interface SearchQuery {
  text: string
  statuses?: readonly DossierStatus[]
  procedureCode?: string
  receivedFrom?: string
  receivedTo?: string
  limit?: number
}

/** By the day of receipt (`yyyy-mm-dd`, both included; those not yet received count as before all days), or by id. */
export type VisitRange = { receivedFrom?: string; receivedTo?: string } | { ids: readonly string[] }

export interface VisitOptions {
  /** Aborted: `visit` rejects with its reason. */
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

export type SaveResult =
  | { kind: 'saved'; events: DossierEvent[] }
  | Extract<BridgeResult<'journal.commit'>, { kind: 'failed' }>
  /** On the disk (journal) but not in the database yet; `recover` puts it there at the next start at the latest. */
  | { kind: 'journalledOnly'; events: DossierEvent[]; reason: string }

/** Another officer signs at this desk with a PIN of their own; who is signed in stays. */
export interface Signer {
  officerId: string
  pin: string
}
export type PinRefusal = Exclude<BridgeResult<'journal.commitAs'>, { kind: 'committed' } | { kind: 'failed' }>

/** An intake, or an action on a dossier, not yet saved. `body` is the form's own JSON. */
export interface Draft {
  id: string
  officerId: string
  updatedAt: string
  title: string
  body: unknown
}

/** What fits one file on a stick. */
export interface CarriedFile {
  requests: PushRequest[]
  dossiers: number
  events: number
}
export type CarriedAnswer =
  /** Dossiers, by what the province said of them. */
  | { kind: 'taken'; confirmed: number; rejected: number }
  /** From before the province was restored (or before this desk ever met it): nothing was changed. */
  | { kind: 'otherEpoch' }

export interface DeskDatabase {
  /** Journal first, then database; resolves `saved` only after both. */
  save(drafts: readonly EventDraft[]): Promise<SaveResult>
  /** As `save`, signed by another officer: only answers to handovers may be. */
  saveAs(signer: Signer, drafts: readonly EventDraft[]): Promise<SaveResult | PinRefusal>
  get(dossierId: string): Promise<DossierRecord | null>
  watch(dossierId: string): Observable<DossierRecord | null>
  /** Any code the dossier ever had, or the number of a parcel it came or went in, as typed or scanned. */
  findByCode(code: string): Promise<DossierRow[]>
  /** Newest first, exact accents before folded ones. An empty text lists the newest. */
  search(query: SearchQuery): Promise<DossierRow[]>
  /** As `search`, again whenever something changed: what another desk adds appears by itself. */
  watchSearch(query: SearchQuery): Observable<DossierRow[]>
  /** Hands over whole dossiers of a span in pieces, oldest first; for registers and reports, which read thousands. */
  visit(range: VisitRange, take: (records: DossierRecord[]) => void, options?: VisitOptions): Promise<void>
  /** Ids of what was just written, by this desk or from the province. */
  watchChanges(): Observable<readonly string[]>
  /** People of earlier dossiers who fit what is typed of one so far, best first. */
  findPeople(question: PersonQuestion): Promise<FoundPerson[]>
  /** Also filings that wait for an answer, by the moment they were filed. */
  suspectedDuplicates(question: {
    idNumber: string
    procedureCode: string
    receivedSince: string
  }): Promise<DossierRow[]>
  /** Open dossiers (at work or waiting for the citizen) that `pick` accepts, soonest due first. */
  watchOpen(pick: (row: DossierRow) => boolean): Observable<DossierRow[]>
  /** Dossiers, closed ones too, whose history contradicts itself, until somebody has noted how it was settled. */
  watchContradictions(): Observable<DossierRow[]>
  /** Re-emits when data changes and when `now` should be asked again (each minute). */
  watchDueBoard(now: () => Date): Observable<DueBoard>
  watchSync(): Observable<SyncStatus>
  /** What waits and why, oldest first. */
  watchUnsent(): Observable<DossierRow[]>
  /** What the province refused and nobody has changed since, oldest first. */
  watchRejected(): Observable<DossierRecord[]>
  /** Offers a refused dossier once more, unchanged. */
  sendAgain(dossierId: string): Promise<void>
  drafts: {
    /** Intakes of an officer, the latest first. */
    watch(officerId: string): Observable<Draft[]>
    /** Actions on a dossier, by whichever officer. */
    watchActions(dossierId: string): Observable<Draft[]>
    get(id: string): Promise<Draft | null>
    put(draft: Draft): Promise<void>
    remove(id: string): Promise<void>
  }
  /** By stick instead of the link. */
  carrying: {
    /** Everything unsent, in as many files as it needs. */
    plan(): Promise<CarriedFile[]>
    /** Before the file leaves: which events it offers. */
    remember(bundleId: string, file: CarriedFile): Promise<void>
    takeAnswer(answer: { epoch: string; answers: string; outcomes: PushOutcome[] }): Promise<CarriedAnswer>
  }
  syncNow(): void
  close(): Promise<void>
}
