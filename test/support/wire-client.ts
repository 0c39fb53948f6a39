/**
 * A lean desk that speaks the wire contract and nothing else: for load, fuzzing and gateway tests. It keeps no journal and
 * retries nothing, so that what it measures is the gateway.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { z } from 'zod'
import { bytesToSign, eventHash } from '../../shared/dossier/canonical.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import {
  challengeResponseSchema,
  enrolResponseSchema,
  leaseResponseSchema,
  pullResponseSchema,
  pushResponseSchema,
  referenceResponseSchema,
  sessionResponseSchema,
} from '../../shared/wire/messages.ts'
import type { ReferenceKind } from '../../shared/wire/messages.ts'

const gzipAsync = promisify(gzip)

export class WireError extends Error {
  readonly status: number
  readonly body: string
  constructor(status: number, body: string) {
    super(`HTTP ${status}`)
    this.name = 'WireError'
    this.status = status
    this.body = body
  }
}

export interface WireTraffic {
  requests: number
  bytesOut: number
  bytesIn: number
}

export class WireDesk {
  readonly url: string
  readonly deskId: string
  readonly communeId: string
  readonly traffic: WireTraffic = { requests: 0, bytesOut: 0, bytesIn: 0 }
  readonly #key: KeyObject
  #token = ''
  #previous: string | null = null

  private constructor(url: string, deskId: string, communeId: string, key: KeyObject) {
    this.url = url
    this.deskId = deskId
    this.communeId = communeId
    this.#key = key
  }

  static async enrol(url: string, code: string, deskName: string): Promise<WireDesk> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const raw = publicKey.export({ format: 'jwk' }).x
    const response = await fetch(`${url}/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, deskName, publicKey: raw }),
    })
    const enrolled = enrolResponseSchema.parse(await readJson(response))
    return new WireDesk(
      url,
      enrolled.deskId,
      enrolled.communeId,
      createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })),
    )
  }

  /** The same desk, with the same session, at another process of the gateway. */
  at(url: string): WireDesk {
    const same = new WireDesk(url, this.deskId, this.communeId, this.#key)
    same.#token = this.#token
    return same
  }

  async signIn(): Promise<void> {
    const { challenge } = challengeResponseSchema.parse(await readJson(await fetch(`${this.url}/v1/challenge`)))
    const signature = sign(null, Buffer.from(`mot-cua session ${challenge}`), this.#key).toString('base64url')
    const response = await fetch(`${this.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ deskId: this.deskId, challenge, signature }),
    })
    this.#token = sessionResponseSchema.parse(await readJson(response)).token
  }

  /** Chains and signs a draft event as this desk's next one. */
  signEvent(draft: Omit<DossierEvent, 'previous' | 'signature' | 'deskId' | 'communeId'>): DossierEvent {
    const unsigned = { ...draft, deskId: this.deskId, communeId: this.communeId, previous: this.#previous }
    const event = { ...unsigned, signature: sign(null, bytesToSign(unsigned), this.#key).toString('base64url') }
    this.#previous = eventHash(event)
    return event
  }

  push = (histories: readonly (readonly DossierEvent[])[]) =>
    this.#post(
      '/v1/push',
      { dossiers: histories.map((events) => ({ dossierId: events[0]?.dossierId, events })) },
      pushResponseSchema,
    )

  pull(checkpoint: string | null, limit: number) {
    const query = new URLSearchParams({ limit: String(limit), ...(checkpoint === null ? {} : { checkpoint }) })
    return this.#send(`/v1/pull?${query}`, { method: 'GET' }, pullResponseSchema)
  }

  lease = (date: string, count: number) => this.#post('/v1/lease', { date, count }, leaseResponseSchema)

  reference = (kind: ReferenceKind) => this.#send(`/v1/reference/${kind}`, { method: 'GET' }, referenceResponseSchema)

  /** Raw Ed25519 key, base64url. */
  get publicKey(): string {
    return createPublicKey(this.#key).export({ format: 'jwk' }).x ?? ''
  }

  /** The raw secret key: answers to a bundle are sealed to it. */
  get seed(): Uint8Array {
    return Buffer.from(this.#key.export({ format: 'jwk' }).d ?? '', 'base64url')
  }

  signBytes = (bytes: Uint8Array) => sign(null, bytes, this.#key).toString('base64url')
  signText = (text: string) => this.signBytes(Buffer.from(text))

  /** Any request as this desk, its answer unread. */
  open(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.#token}` }
    return fetch(this.url + path, { ...init, headers })
  }

  /** Any request as this desk, whatever the answer. `body`: posted as JSON; text and bytes as they are. */
  async raw(
    path: string,
    body?: unknown,
    init: RequestInit = {},
  ): Promise<{ status: number; body: unknown; headers: Headers }> {
    const isPlain = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(this.url + path, {
      ...(body === undefined ? {} : { method: 'POST', body: isPlain ? (body as BodyInit) : JSON.stringify(body) }),
      ...init,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(init.headers as Record<string, string>),
        authorization: `Bearer ${this.#token}`,
      },
    })
    const text = await response.text()
    try {
      return { status: response.status, body: JSON.parse(text), headers: response.headers }
    } catch {
      return { status: response.status, body: text, headers: response.headers }
    }
  }

  async #post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.infer<S>> {
    const packed = await gzipAsync(JSON.stringify(body))
    this.traffic.bytesOut += packed.byteLength
    return this.#send(
      path,
      {
        method: 'POST',
        body: new Uint8Array(packed),
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      },
      schema,
    )
  }

  async #send<S extends z.ZodType>(path: string, init: RequestInit, schema: S): Promise<z.infer<S>> {
    this.traffic.requests += 1
    const headers = {
      ...(init.headers as Record<string, string>),
      authorization: `Bearer ${this.#token}`,
      'accept-encoding': 'gzip',
    }
    const response = await fetch(this.url + path, { ...init, headers })
    this.traffic.bytesIn += Number(response.headers.get('content-length') ?? 0)
    return schema.parse(await readJson(response))
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!response.ok) throw new WireError(response.status, text)
  return JSON.parse(text)
}
