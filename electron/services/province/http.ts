/** One HTTP exchange with the gateway: proxy, the province's own certificates, compression, limits and time-outs. */
import { readFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Agent, EnvHttpProxyAgent, fetch, type Dispatcher, type Response } from 'undici'
import type { z } from 'zod'
import type { ProvinceFailure } from '../../../shared/bridge/province.ts'
import { failure, failureOfAnswer, failureOfError } from './failure.ts'

const compress = promisify(gzip)
const worthCompressing = 1024
export const longestAnswer = 64 * 1024 * 1024
const connectTimeout = 10_000

export type Outcome<T> = { ok: true; value: T } | ProvinceFailure

export interface Exchange {
  method: 'GET' | 'HEAD' | 'POST'
  /** `v1/pull?limit=10`, below the gateway's address. */
  path: string
  body?: unknown
  token?: string
  /** Beside the usual ones. */
  headers?: Record<string, string>
  timeoutMs: number
  /** Ends the exchange as OFFLINE. */
  signal?: AbortSignal
}

export interface RawRequest {
  method: string
  url: string
  headers: Record<string, string>
  body: Uint8Array | null
}

/** `extraCa`: PEM, trusted beside the system's authorities. Machines of the same host are never reached through a proxy. */
export function createDispatcher(gatewayUrl: string, extraCa: string | null): Dispatcher {
  const tls = extraCa === null ? {} : { ca: [...rootCertificates, extraCa] }
  const connect = { ...tls, timeout: connectTimeout }
  const { hostname } = new URL(gatewayUrl)
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  if (isLoopback) return new Agent({ connect })
  return new EnvHttpProxyAgent({ connect, requestTls: connect, proxyTls: connect })
}

export async function readExtraCa(path: string | null): Promise<string | null> {
  return path === null ? null : readFile(path, 'utf8')
}

export class GatewayHttp {
  readonly #base: string | null
  readonly #dispatcher: Dispatcher | null
  readonly #now: () => number

  /** Both null: there is no province, and nothing is ever sent. */
  constructor(gatewayUrl: string | null, dispatcher: Dispatcher | null, now: () => number) {
    this.#base = gatewayUrl === null || gatewayUrl.endsWith('/') ? gatewayUrl : `${gatewayUrl}/`
    this.#dispatcher = dispatcher
    this.#now = now
  }

  /** Never rejects. */
  async exchange<S extends z.ZodType>(request: Exchange, schema: S): Promise<Outcome<z.infer<S>>> {
    if (this.#base === null) return failure('OFFLINE', 'no province')
    const timeout = AbortSignal.timeout(request.timeoutMs)
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout
    try {
      const response = await this.open(request, signal)
      const text = await readText(response)
      if (text === null) return failure('SERVER', 'answer too long')
      const body = parseJson(text)
      if (!response.ok) {
        const retryAfter = response.headers.get('retry-after')
        return failureOfAnswer({ status: response.status, retryAfter, body }, this.#now())
      }
      const parsed = schema.safeParse(body)
      if (parsed.success) return { ok: true, value: parsed.data }
      return failure('SERVER', `answer not of the contract: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
    } catch (error) {
      return failureOfError(error, timeout.aborted && request.signal?.aborted !== true)
    }
  }

  /** The answer as it begins; its body is the caller's to read. Rejects when there is none. */
  async open({ method, path, body, token, headers: more }: Exchange, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', ...more }
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`
    if (body === undefined) return this.send({ method, url: this.urlOf(path), headers, body: null }, signal)
    headers['content-type'] = 'application/json'
    let payload: Uint8Array = Buffer.from(JSON.stringify(body))
    if (payload.length > worthCompressing) {
      payload = await compress(payload)
      headers['content-encoding'] = 'gzip'
    }
    return this.send({ method, url: this.urlOf(path), headers, body: payload }, signal)
  }

  urlOf(path: string): string {
    if (this.#base === null) throw new TypeError('There is no province.')
    return new URL(path, this.#base).href
  }

  /** For other protocols on the same way. Never to another origin: the desk's token is for its gateway alone. */
  async send(request: RawRequest, signal: AbortSignal): Promise<Response> {
    if (this.#base === null || this.#dispatcher === null) throw new TypeError('There is no province.')
    const { url, ...rest } = request
    if (new URL(url).origin !== new URL(this.#base).origin) throw new TypeError('Another origin.')
    // A redirect is a captive portal or a mistake; the desk follows none.
    return fetch(url, { ...rest, signal, dispatcher: this.#dispatcher, redirect: 'manual' })
  }

  async close(): Promise<void> {
    await this.#dispatcher?.destroy()
  }
}

async function readText(response: Response): Promise<string | null> {
  return (await readBytes(response, longestAnswer))?.toString('utf8') ?? null
}

/** null: longer than `limit`. */
export async function readBytes(response: Response, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array
    length += bytes.length
    if (length > limit) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
