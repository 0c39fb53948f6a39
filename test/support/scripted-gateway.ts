/**
 * A gateway that honours the wire contract over real HTTP and does what a test scripts: refuse, stall, cut, answer nonsense.
 * What it keeps, it keeps in memory and without judging it; both gateways share the conformance suite of the province.
 */
import { createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { sampleReferences, type SampleReferences } from './sample-references.ts'
import { ScriptedUploads } from './scripted-uploads.ts'

export interface SeenRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: unknown
}
/** What a script does instead of the usual answer; `pass`: the usual answer. */
export type Scripted =
  | { kind: 'answer'; status: number; body?: unknown; headers?: Record<string, string>; raw?: string | Buffer }
  | { kind: 'cut' }
  | { kind: 'cutMidBody' }
  | { kind: 'stall' }
  | { kind: 'pass' }

type PushBody = { dossiers: Array<{ dossierId: string; events: Array<{ id: string }> }> }
type Route = (request: SeenRequest) => { status: number; body: unknown }

export class ScriptedGateway {
  readonly seen: SeenRequest[] = []
  references: SampleReferences = sampleReferences()
  enrolCode = 'MA-GHI-DANH-1'
  /** Of the next desk that is enrolled. */
  deskId = 'desk-1'
  /** Public keys by desk. */
  readonly desks = new Map<string, string>()
  readonly #keys = generateKeyPairSync('ed25519')
  readonly #codes = new Map<string, string>()
  readonly #events: Array<{ dossierId: string; event: { id: string } }> = []
  /** Added to the gateway's clock, milliseconds. */
  skewMs = 0
  tokenSeconds = 3600
  tokens = new Set<string>()
  /** Asked before each usual answer. */
  script: (request: SeenRequest) => Scripted = () => ({ kind: 'pass' })
  readonly streams = new Set<ServerResponse>()
  readonly #server = createServer((request, response) => void this.#serve(request, response))
  readonly #next = new Map<string, number>()
  #url = ''
  #uploads: ScriptedUploads | null = null

  get url(): string {
    return this.#url
  }

  async start(port = 0): Promise<this> {
    this.#uploads ??= await ScriptedUploads.open()
    await new Promise<void>((resolve) => void this.#server.listen(port, '127.0.0.1', resolve))
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()))
  }

  /** Contents of scans by their hash. */
  get contents(): ScriptedUploads['contents'] {
    return this.#uploads?.contents ?? new Map()
  }

  /** Paths asked, in order. */
  paths(): string[] {
    return this.seen.map(({ method, path }) => `${method} ${path}`)
  }

  tell(event: string): void {
    for (const stream of this.streams) stream.write(`event: ${event}\ndata: {}\n\n`)
  }

  dropStreams(): void {
    for (const stream of this.streams) stream.destroy()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isUpload = request.url?.startsWith('/v1/attachments') === true
    const seen = await readRequest(request, isUpload).catch(() => null)
    if (seen === null) return
    this.seen.push(seen)
    const scripted = this.script(seen)
    if (scripted.kind === 'stall') return
    if (scripted.kind === 'cut') return void response.destroy()
    if (scripted.kind === 'answer') {
      response.writeHead(scripted.status, { 'content-type': 'application/json', ...scripted.headers })
      return void response.end(scripted.raw ?? JSON.stringify(scripted.body ?? {}))
    }
    if (scripted.kind === 'cutMidBody') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"epoch":"1",')
      return void setTimeout(() => response.destroy(), 20)
    }
    if (isUpload) return this.#serveUpload(seen, request, response)
    this.#answer(seen, response)
  }

  async #serveUpload(seen: SeenRequest, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isKnown(seen)) return send(response, 401, problem(401, 'UNAUTHENTICATED'))
    await this.#uploads?.serve(request, response, seen.path)
  }

  #answer(seen: SeenRequest, response: ServerResponse): void {
    const route = this.#routes[`${seen.method} ${seen.path.replace(/^\/v1\/reference\/.*/, '/v1/reference/:kind')}`]
    if (route === undefined) return send(response, 404, problem(404, 'NOT_FOUND'))
    if (!this.#open.has(seen.path) && !this.#isKnown(seen)) return send(response, 401, problem(401, 'UNAUTHENTICATED'))
    if (seen.path === '/v1/live') return this.#openStream(response)
    const { status, body } = route(seen)
    send(response, status, body)
  }

  readonly #open = new Set(['/v1/challenge', '/v1/session', '/v1/enrol'])

  readonly #routes: Record<string, Route> = {
    'GET /v1/challenge': () => ok({ challenge: randomUUID(), serverTime: this.#time() }),
    'POST /v1/session': ({ body }) => this.#session(body as { deskId: string; challenge: string; signature: string }),
    'POST /v1/enrol': ({ body }) => this.#enrol(body as { code: string; publicKey: string }),
    'POST /v1/push': ({ body }) => this.#push(body as PushBody),
    'GET /v1/pull': ({ query }) =>
      this.#pull(Number.parseInt(query.get('checkpoint') ?? '0', 10), Number(query.get('limit'))),
    'POST /v1/reconcile': ({ body }) => {
      const { dossiers } = body as { dossiers: Array<{ dossierId: string }> }
      return ok({ epoch: 'e1', different: dossiers.map(({ dossierId }) => dossierId) })
    },
    'GET /v1/reference': () => ok({ versions: mapValues(this.references, ({ version }) => version) }),
    'GET /v1/reference/:kind': ({ path, query }) => {
      const kind = path.slice('/v1/reference/'.length) as keyof SampleReferences
      const body = this.references[kind]
      if (body?.version !== query.get('version')) return { status: 404, body: problem(404, 'NOT_FOUND') }
      return ok({ kind, version: body.version, body })
    },
    'POST /v1/lease': ({ body }) => this.#lease(body as { date: string; count: number }),
    'GET /v1/live': () => ok({}),
  }

  #session({ deskId, challenge, signature }: { deskId: string; challenge: string; signature: string }) {
    const bytes = Buffer.from(`mot-cua session ${challenge}`)
    const publicKey = this.desks.get(deskId)
    const key = publicKey === undefined ? null : keyOf(publicKey)
    if (key === null || !verify(null, bytes, key, Buffer.from(signature, 'base64url')))
      return { status: 401, body: problem(401, 'BAD_SIGNATURE') }
    const token = randomUUID()
    this.tokens.add(token)
    return ok({ token, expiresInSeconds: this.tokenSeconds, serverTime: this.#time(), epoch: 'e1', wireVersion: 1 })
  }

  #enrol({ code, publicKey }: { code: string; publicKey: string }) {
    const owner = this.#codes.get(code)
    if (code !== this.enrolCode && (owner === undefined || this.desks.get(owner) !== publicKey))
      return { status: 403, body: problem(403, 'ENROLMENT_CODE_INVALID') }
    const deskId = owner ?? this.deskId
    this.#codes.set(code, deskId)
    this.desks.set(deskId, publicKey)
    this.enrolCode = ''
    const gatewayPublicKey = this.#keys.publicKey.export({ format: 'jwk' }).x ?? ''
    return ok({ deskId, communeId: '25459', organisationId: '25459.mot-cua', gatewayPublicKey })
  }

  #push({ dossiers }: PushBody) {
    const outcomes = dossiers.map(({ dossierId, events }) => {
      const fresh = events.filter(({ id }) => !this.#events.some(({ event }) => event.id === id))
      this.#events.push(...fresh.map((event) => ({ dossierId, event })))
      return { outcome: 'accepted', dossierId, eventIds: events.map(({ id }) => id) }
    })
    this.tell('changed')
    return ok({ epoch: 'e1', outcomes })
  }

  /** `limit` counts events here; a page is never larger than asked. */
  #pull(from: number, limit: number) {
    const page = this.#events.slice(from, from + limit)
    const checkpoint = String(from + page.length)
    const remaining = this.#events.length - from - page.length
    const dossiers = page.map(({ dossierId, event }) => ({ dossierId, events: [event] }))
    return ok({ epoch: 'e1', dossiers, checkpoint, more: remaining > 0, remaining })
  }

  #lease({ date, count }: { date: string; count: number }) {
    const first = this.#next.get(date) ?? 1
    this.#next.set(date, first + count)
    const prefix = `000.00.01.H53-${date.slice(2).replaceAll('-', '')}-`
    return ok({ date, prefix, first, last: first + count - 1 })
  }

  #openStream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': hello\n\n')
    this.streams.add(response)
    response.on('close', () => this.streams.delete(response))
  }

  #isKnown({ headers }: SeenRequest): boolean {
    return this.tokens.has(headers.authorization?.replace(/^Bearer /, '') ?? '')
  }

  #time(): string {
    return new Date(Date.now() + this.skewMs).toISOString()
  }
}

/** The bytes of an upload are left for the tus server to read. */
async function readRequest(request: IncomingMessage, isUpload: boolean): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  if (!isUpload) for await (const chunk of request) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw
  const url = new URL(request.url ?? '/', 'http://gateway')
  const body: unknown = plain.length === 0 ? undefined : JSON.parse(plain.toString('utf8'))
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' })
  response.end(JSON.stringify(body))
}

function ok(body: unknown) {
  return { status: 200, body }
}

export function problem(status: number, code: string) {
  return { type: `urn:mot-cua:${code}`, title: code, status, code }
}

function keyOf(publicKey: string) {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
}

function mapValues<T extends object, R>(record: T, map: (value: T[keyof T]) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value as T[keyof T])]))
}
