/**
 * A host in memory: a journal that keeps what it committed, and a province that unions. For tests of what stands above the
 * bridge; the real host and the real gateway have tests of their own, and end-to-end tests join them all.
 */
import type {
  Bridge,
  BridgeEvent,
  BridgeEventName,
  BridgeMethod,
  BridgeParams,
  BridgeResult,
  LinkState,
} from '../../shared/bridge/contract.ts'
import type { RoomStatus } from '../../shared/bridge/room.ts'
import type { ProvinceFailure } from '../../shared/bridge/province.ts'
import type { DossierEvent, EventDraft } from '../../shared/dossier/event.ts'
import { laterStamp, nextStamp } from '../../shared/dossier/hybrid-clock.ts'
import { mergeEvents, missingEvents } from '../../shared/dossier/merge.ts'
import { historyDigest } from '../../shared/wire/digest.ts'
import type { PullResponse, PushOutcome, PushResponse, Rejection } from '../../shared/wire/messages.ts'
import { emptyBook, planBook } from '../../shared/register/closing.ts'
import type { BookCommand, ClosedBook } from '../../shared/register/closing.ts'
import { boardOf } from '../../shared/queue/board.ts'
import { emptyQueue, planQueue } from '../../shared/queue/queue.ts'
import { sampleCommuneId, sampleUuid } from './event-builder.ts'

/** The province's side, shared by the bridges of several desks. */
export class FakeProvince {
  epoch = 'epoch-1'
  readonly histories = new Map<string, DossierEvent[]>()
  readonly #order: string[] = []
  /** Dossiers to refuse, with why. */
  readonly rejections = new Map<string, Rejection>()
  pushes = 0

  push(dossiers: BridgeParams<'province.push'>['dossiers']): PushResponse {
    this.pushes += 1
    return {
      epoch: this.epoch,
      outcomes: dossiers.map(({ dossierId, events }) => this.#take(dossierId, events as DossierEvent[])),
    }
  }

  pull(checkpoint: string | null, limit: number): PullResponse {
    const from = checkpoint === null ? 0 : Number(checkpoint)
    const page = this.#order.slice(from, from + limit)
    const next = from + page.length
    const dossiers = [...new Set(page)].map((dossierId) => ({ dossierId, events: this.histories.get(dossierId) ?? [] }))
    return {
      epoch: this.epoch,
      dossiers,
      checkpoint: String(next),
      more: next < this.#order.length,
      remaining: this.#order.length - next,
    }
  }

  reconcile(dossiers: readonly { dossierId: string; digest: string }[]): string[] {
    return dossiers
      .filter(
        ({ dossierId, digest }) =>
          historyDigest((this.histories.get(dossierId) ?? []).map((event) => event.id)) !== digest,
      )
      .map(({ dossierId }) => dossierId)
  }

  /** As after a restore from a backup: `keep` chooses what survived. */
  restore(epoch: string, keep: (dossierId: string) => boolean): void {
    this.epoch = epoch
    for (const id of this.histories.keys()) if (!keep(id)) this.histories.delete(id)
    this.#order.splice(0, this.#order.length, ...this.histories.keys())
  }

  #take(dossierId: string, events: DossierEvent[]): PushOutcome {
    const rejection = this.rejections.get(dossierId)
    if (rejection !== undefined) return { outcome: 'rejected', dossierId, rejection }
    const known = this.histories.get(dossierId) ?? []
    const merged = mergeEvents(known, events)
    if (merged.length > known.length) this.#order.push(dossierId)
    this.histories.set(dossierId, merged)
    const eventIds = events.map((event) => event.id)
    const lacking = missingEvents(events, known)
    return lacking.length === 0
      ? { outcome: 'accepted', dossierId, eventIds }
      : { outcome: 'merged', dossierId, eventIds, events: lacking }
  }
}

type Handlers = { [M in BridgeMethod]?: (params: BridgeParams<M>) => Promise<BridgeResult<M>> | BridgeResult<M> }
const offline: ProvinceFailure = { ok: false, code: 'OFFLINE', retryAfterMs: null, detail: '' }

/** In no room. */
export const aloneRoom: RoomStatus = {
  available: true,
  role: 'none',
  link: { kind: 'alone' },
  keeper: null,
  isFounder: false,
  series: 1,
  address: null,
  port: null,
  desks: [],
  code: null,
}

export class FakeBridge implements Bridge {
  readonly journal: { seq: number; event: DossierEvent }[] = []
  readonly calls: BridgeMethod[] = []
  queue = emptyQueue('2026-11-24')
  queueTime = '2026-11-24T09:00:00+07:00'
  readonly books = new Map<number, ClosedBook>()
  link: LinkState = { online: true, cutByHand: false, skewMs: 0 }
  /** Replaces single calls in a test. */
  readonly overrides: Handlers = {}
  readonly province: FakeProvince
  readonly deskId: string
  /** Who is signed in: events are theirs. */
  officerId = 'can-bo-1'
  readonly #listeners = new Map<BridgeEventName, Set<(payload: never) => void>>()
  readonly #handlers: Handlers
  #number = 0

  constructor(province = new FakeProvince(), deskId = 'desk-1', deskNumber = 1) {
    this.province = province
    this.deskId = deskId
    this.#handlers = this.#usual(deskNumber)
  }

  async call<M extends BridgeMethod>(method: M, params: BridgeParams<M>): Promise<BridgeResult<M>> {
    this.calls.push(method)
    const handler = (this.overrides[method] ?? this.#handlers[method]) as
      ((params: BridgeParams<M>) => Promise<BridgeResult<M>>) | undefined
    if (handler === undefined) throw new Error(`the fake host has no ${method}`)
    // What crosses a bridge is a copy.
    return structuredClone(await handler(structuredClone(params)))
  }

  on<E extends BridgeEventName>(event: E, listener: (payload: BridgeEvent<E>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners.add(listener as (payload: never) => void))
    return () => void listeners.delete(listener as (payload: never) => void)
  }

  tell<E extends BridgeEventName>(event: E, payload: BridgeEvent<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (payload: BridgeEvent<E>) => void)(payload)
  }

  setOnline(online: boolean): void {
    this.link = { ...this.link, online }
    this.tell('province.link', this.link)
  }

  #usual(deskNumber: number): Handlers {
    const reach = <T>(value: () => T) => (this.link.online ? { ok: true as const, value: value() } : offline)
    return {
      'journal.commit': ({ drafts, observed }) => this.#commit(drafts, observed ?? null, deskNumber),
      'journal.commitAs': ({ officerId, pin, drafts, observed }) =>
        pin === '1111'
          ? this.#commit(drafts, observed ?? null, deskNumber, officerId)
          : { kind: 'wrongPin', attemptsLeft: 4 },
      'journal.read': ({ afterSeq, limit }) => {
        const after = this.journal.filter((record) => record.seq > afterSeq)
        return { records: after.slice(0, limit), lastSeq: this.journal.length, more: after.length > limit }
      },
      'numbers.take': ({ date }) => {
        this.#number += 1
        return {
          code: `000.00.01.H53-${date.slice(2).replaceAll('-', '')}-${String(this.#number).padStart(4, '0')}`,
          kind: 'leased' as const,
        }
      },
      'province.link': () => this.link,
      'province.retryNow': () => ({}),
      'province.push': ({ dossiers }) => reach(() => this.province.push(dossiers)),
      'province.pull': ({ checkpoint, limit }) => reach(() => this.province.pull(checkpoint, limit)),
      'province.reconcile': ({ dossiers }) =>
        reach(() => ({ epoch: this.province.epoch, different: this.province.reconcile(dossiers) })),
      'reference.get': () => null,
      'queue.state': () => this.queue,
      'queue.board': () => ({ ...boardOf(this.queue, this.queue.date), isCurrent: true }),
      'queue.act': ({ command }) => this.#queueAct(command),
      'room.status': () => aloneRoom,
      'room.addresses': () => [{ address: '192.168.1.10', network: 'eth0' }],
      'queue.openBoard': () => ({ kind: 'opened' as const }),
      'books.read': ({ year }) => ({ kind: 'book' as const, book: this.books.get(year) ?? emptyBook(year) }),
      'books.close': (request) => this.#bookAct({ kind: 'close', ...request }),
      'books.reopen': (request) => this.#bookAct({ kind: 'reopen', ...request }),
    }
  }

  #queueAct(command: BridgeParams<'queue.act'>['command']): BridgeResult<'queue.act'> {
    const plan = planQueue(this.queue, command, this.queueTime, 'can-bo-2')
    if (plan.kind === 'refused') return plan
    this.queue = plan.state
    this.tell('queue.changed', {})
    return plan
  }

  #bookAct(command: BookCommand): BridgeResult<'books.close'> {
    const { year } = command
    const actor = { at: this.queueTime, officerId: 'can-bo-4', officerName: 'Lê Thị Lãnh Đạo', deskName: 'Quầy số 1' }
    const plan = planBook(this.books.get(year) ?? emptyBook(year), command, actor)
    if (plan.kind === 'refused') return plan
    this.books.set(year, plan.book)
    this.tell('books.changed', { year })
    return plan
  }

  #commit(
    drafts: EventDraft[] | BridgeParams<'journal.commit'>['drafts'],
    observed: string | null,
    deskNumber: number,
    officerId = this.officerId,
  ): BridgeResult<'journal.commit'> {
    const events = drafts.map((draft) => {
      const n = this.journal.length + 1
      const last = laterStamp(this.journal.at(-1)?.event.clock ?? null, observed)
      const event: DossierEvent = {
        id: sampleUuid(0x100 + deskNumber, n),
        dossierId: draft.dossierId,
        communeId: sampleCommuneId,
        type: draft.type,
        at: draft.at,
        clock: nextStamp(last, Date.parse(draft.at), this.deskId),
        deskId: this.deskId,
        officerId,
        payload: draft.payload as Record<string, unknown>,
        previous: null,
        signature: 'unsigned',
      }
      this.journal.push({ seq: n, event })
      return event
    })
    return { kind: 'committed', events, seq: this.journal.length }
  }
}
