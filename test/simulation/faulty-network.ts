/**
 * The way between desks and province, as bad as a script wants it: a proxy on the real wire that holds every request until
 * it is told what becomes of it. Nothing here reads a message; faults hit bytes.
 */
import { createServer, request as send, Agent, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const statusFaults = [408, 413, 429, 500, 503] as const
export const fates = [
  'deliver',
  /** Never reaches the gateway. */
  'dropRequest',
  /** Taken by the gateway; nobody hears of it. */
  'dropReply',
  'cutRequest',
  'cutReply',
  /** The desk gives up; the request arrives after later ones. */
  'late',
  /** Something on the way sends it twice. */
  'duplicate',
  ...statusFaults,
] as const
export type Fate = (typeof fates)[number]

export interface HeldRequest {
  /** Whose it is, from the address the desk was given. */
  readonly desk: string
  /** Counts the requests of this desk. */
  readonly n: number
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  readonly response: ServerResponse
}

interface Reply {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

const problem = (status: number) => JSON.stringify({ type: 'about:blank', title: 'Giữa đường', status, code: 'PROXY' })

export class FaultyNetwork {
  /** Set-up and the final agreement: everything is delivered at once. */
  isOpen = true
  /** Where the gateway answers; null: it is down. */
  target: string | null = null
  readonly #held = new Set<HeldRequest>()
  readonly #late: HeldRequest[] = []
  readonly #counts = new Map<string, number>()
  readonly #server = createServer((request, response) => void this.#arrive(request, response))
  #agent = new Agent({ keepAlive: true })
  #url = ''
  /** Counts everything that moves, so that one can tell when nothing does. */
  activity = 0

  async start(): Promise<this> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve))
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  async stop(): Promise<void> {
    this.#agent.destroy()
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()))
  }

  urlOf(desk: string): string {
    return `${this.#url}/${desk}`
  }

  /** In an order that depends on the desks only. */
  held(): HeldRequest[] {
    return [...this.#held].sort((a, b) => (a.desk === b.desk ? a.n - b.n : a.desk < b.desk ? -1 : 1))
  }
  /** Those whose desk still waits; of a desk that lost its power, some may be under way all the same. */
  heldOf(desk: string): number {
    return [...this.#held].filter((held) => held.desk === desk && !held.response.destroyed).length
  }
  get lateCount(): number {
    return this.#late.length
  }

  /** Resolves when everything this fate does is done. */
  async settle(held: HeldRequest, fate: Fate): Promise<void> {
    this.#held.delete(held)
    this.activity += 1
    const { response } = held
    if (typeof fate === 'number') return answer(response, fate)
    if (fate === 'dropRequest') return void response.destroy()
    if (fate === 'late') {
      this.#late.push(held)
      return void response.destroy()
    }
    if (fate === 'cutRequest') {
      await this.#forward(held, Math.floor(held.body.length / 2))
      return void response.destroy()
    }
    const reply = await this.#forward(held)
    if (fate === 'duplicate') await this.#forward(held)
    if (reply === null || fate === 'dropReply') return void response.destroy()
    await write(response, reply, fate === 'cutReply' ? Math.floor(reply.body.length / 2) : null)
    this.activity += 1
  }

  /** One of the requests whose desks gave up long ago arrives after all. */
  async deliverLate(index: number): Promise<void> {
    const [held] = this.#late.splice(index, 1)
    if (held !== undefined) await this.#forward(held)
  }

  /** The gateway is about to go: connections kept open to it are of no use to the next. */
  forgetConnections(): void {
    this.#agent.destroy()
    this.#agent = new Agent({ keepAlive: true })
  }

  async #arrive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.activity += 1
    const body = await readAll(request)
    if (body === null) return
    const [, desk = '', path = '/'] = /^\/([^/]+)(\/.*)$/.exec(request.url ?? '') ?? []
    const n = (this.#counts.get(desk) ?? 0) + 1
    this.#counts.set(desk, n)
    const held = { desk, n, method: request.method ?? 'GET', path, headers: request.headers, body, response }
    if (this.isOpen) return this.settle(held, 'deliver')
    this.#held.add(held)
    // A desk that lost its power hears no answer, but what it sent is under way.
    response.on('close', () => (this.activity += 1))
  }

  /** `bytes`: the connection breaks after so many of the body. null: there was no whole answer. */
  #forward({ method, path, headers, body }: HeldRequest, bytes: number | null = null): Promise<Reply | null> {
    if (this.target === null) return Promise.resolve(null)
    const { host: _host, connection: _connection, ...rest } = headers
    return new Promise((resolve) => {
      const upstream = send(`${this.target}${path}`, { method, headers: rest, agent: this.#agent })
      upstream.on('error', () => resolve(null))
      upstream.on('response', (incoming) => {
        void readAll(incoming).then((whole) =>
          resolve(
            whole === null ? null : { status: incoming.statusCode ?? 502, headers: incoming.headers, body: whole },
          ),
        )
      })
      if (bytes === null) return void upstream.end(body)
      upstream.write(body.subarray(0, bytes), () => upstream.destroy())
      if (bytes === 0) upstream.destroy()
    })
  }
}

function answer(response: ServerResponse, status: number): void {
  const headers = { 'content-type': 'application/problem+json', ...(status === 429 ? { 'retry-after': '2' } : {}) }
  response.writeHead(status, headers).end(problem(status))
}

function write(response: ServerResponse, { status, headers, body }: Reply, cutAfter: number | null): Promise<void> {
  const { connection: _connection, 'transfer-encoding': _chunked, 'keep-alive': _keep, ...rest } = headers
  return new Promise((resolve) => {
    response.on('close', resolve)
    response.writeHead(status, { ...rest, 'content-length': String(body.length) })
    if (cutAfter === null) response.end(body, () => resolve())
    else response.write(body.subarray(0, Math.max(1, cutAfter)), () => response.destroy())
    if (response.destroyed) resolve()
  })
}

/** null: it broke off. */
async function readAll(stream: IncomingMessage): Promise<Buffer | null> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    return stream.complete ? Buffer.concat(chunks) : null
  } catch {
    return null
  }
}
