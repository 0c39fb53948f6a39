/**
 * The province as the desk calls it. Every outcome is a value; an answer that is not of the wire contract counts as a
 * failing server, never as data.
 */
import { z } from 'zod'
import type { BridgeParams } from '../../../shared/bridge/contract.ts'
import {
  leaseResponseSchema,
  pullResponseSchema,
  pushResponseSchema,
  reconcileResponseSchema,
  referenceIndexSchema,
  referenceResponseSchema,
  type LeaseRequest,
  type LeaseResponse,
  type PullResponse,
  type PushRequest,
  type PushResponse,
  type ReconcileRequest,
  type ReconcileResponse,
  type ReferenceIndex,
  type ReferenceKind,
  type ReferenceResponse,
} from '../../../shared/wire/messages.ts'
import type { DeskToken } from './desk-token.ts'
import { failure } from './failure.ts'
import type { Exchange, GatewayHttp, Outcome } from './http.ts'
import type { Link } from './link.ts'

const shortCall = 20_000
const longCall = 60_000

export interface Province {
  push(request: PushRequest): Promise<Outcome<PushResponse>>
  pull(request: BridgeParams<'province.pull'>): Promise<Outcome<PullResponse>>
  reconcile(request: ReconcileRequest): Promise<Outcome<ReconcileResponse>>
  referenceIndex(): Promise<Outcome<ReferenceIndex>>
  reference(kind: ReferenceKind, version: string): Promise<Outcome<ReferenceResponse>>
  lease(request: LeaseRequest): Promise<Outcome<LeaseResponse>>
}

export class ProvinceClient implements Province {
  readonly #http: GatewayHttp
  readonly #token: DeskToken
  readonly #link: Link

  constructor(http: GatewayHttp, token: DeskToken, link: Link) {
    this.#http = http
    this.#token = token
    this.#link = link
  }

  push(body: PushRequest) {
    return this.#call({ method: 'POST', path: 'v1/push', body, timeoutMs: longCall }, pushResponseSchema)
  }

  pull({ checkpoint, seen, limit }: BridgeParams<'province.pull'>) {
    const query = new URLSearchParams({ limit: String(limit) })
    if (checkpoint !== null) query.set('checkpoint', checkpoint)
    if (typeof seen === 'string') query.set('seen', seen)
    return this.#call({ method: 'GET', path: `v1/pull?${query}`, timeoutMs: longCall }, pullResponseSchema)
  }

  reconcile(body: ReconcileRequest) {
    return this.#call({ method: 'POST', path: 'v1/reconcile', body, timeoutMs: longCall }, reconcileResponseSchema)
  }

  referenceIndex() {
    return this.#call({ method: 'GET', path: 'v1/reference', timeoutMs: shortCall }, referenceIndexSchema)
  }

  reference(kind: ReferenceKind, version: string) {
    const path = `v1/reference/${kind}?${new URLSearchParams({ version })}`
    const asked = referenceResponseSchema.extend({ kind: z.literal(kind), version: z.literal(version) })
    return this.#call({ method: 'GET', path, timeoutMs: longCall }, asked)
  }

  lease(body: LeaseRequest) {
    const asked = leaseResponseSchema.extend({ date: z.literal(body.date) }).refine(({ first, last }) => first <= last)
    return this.#call({ method: 'POST', path: 'v1/lease', body, timeoutMs: shortCall }, asked)
  }

  /** A token may have been withdrawn before its time: a second 401 with a new one means the desk itself. */
  async #call<S extends z.ZodType>(request: Exchange, schema: S): Promise<Outcome<z.infer<S>>> {
    const first = await this.#attempt(request, schema)
    return first.ok || first.code !== 'NOT_ENROLLED' ? first : this.#attempt(request, schema)
  }

  async #attempt<S extends z.ZodType>(request: Exchange, schema: S): Promise<Outcome<z.infer<S>>> {
    if (this.#link.state.cutByHand) return failure('OFFLINE', 'cut by hand')
    const { signal } = this.#link
    const token = await this.#token.get()
    const outcome = token.ok ? await this.#http.exchange({ ...request, token: token.value, signal }, schema) : token
    this.#note(outcome, token.ok ? token.value : null)
    return outcome
  }

  #note(outcome: Outcome<unknown>, token: string | null): void {
    if (outcome.ok) return this.#link.reached()
    if (outcome.code === 'NOT_ENROLLED' && token !== null) this.#token.forget(token)
    if (outcome.code === 'OFFLINE' || outcome.code === 'TIMEOUT') this.#link.lost(outcome.detail)
    // A captive portal answers too, with something that is not of the contract.
    else if (outcome.code !== 'SERVER') this.#link.reached()
  }
}
