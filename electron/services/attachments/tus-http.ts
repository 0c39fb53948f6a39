/** Lets the tus client speak over the desk's own way to the gateway: its proxy, certificates, token and network switch. */
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import type { Response } from 'undici'
import { readBytes, type GatewayHttp } from '../province/http.ts'

const timeoutMs = 180_000
const longestAnswer = 64 * 1024

export interface TusWay {
  http: GatewayHttp
  token: string
  /** Ends every request. */
  signal: AbortSignal
}

export function createTusStack(way: TusWay): HttpStack {
  return {
    getName: () => 'GatewayHttp',
    createRequest: (method, url) => new TusRequest(way, method, url),
  }
}

/** A gateway behind a balancer may not know its own address: of the one it names only the path counts. */
export function onOwnOrigin(http: GatewayHttp, url: string): string {
  const own = new URL(http.urlOf(''))
  const { pathname, search } = new URL(url, own)
  return new URL(`${pathname}${search}`, own).href
}

class TusRequest implements HttpRequest {
  readonly #way: TusWay
  readonly #method: string
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #abort = new AbortController()
  #onProgress: (sent: number) => void = () => undefined

  constructor(way: TusWay, method: string, url: string) {
    this.#way = way
    this.#method = method
    this.#url = onOwnOrigin(way.http, url)
    this.#headers = { authorization: `Bearer ${way.token}` }
  }

  getMethod(): string {
    return this.#method
  }
  getURL(): string {
    return this.#url
  }
  setHeader(name: string, value: string): void {
    this.#headers[name.toLowerCase()] = value
  }
  getHeader(name: string): string | undefined {
    return this.#headers[name.toLowerCase()]
  }
  setProgressHandler(handler: (sent: number) => void): void {
    this.#onProgress = handler
  }

  async send(body: Uint8Array | null | undefined): Promise<HttpResponse> {
    const signal = AbortSignal.any([this.#way.signal, this.#abort.signal, AbortSignal.timeout(timeoutMs)])
    const request = { method: this.#method, url: this.#url, headers: this.#headers, body: body ?? null }
    const response = await this.#way.http.send(request, signal)
    // The client would begin anew after any refusal; only a lost upload is a reason to.
    const isLost = response.status === 404 || response.status === 410
    if (this.#method === 'HEAD' && response.status >= 400 && !isLost) throw new Error(`HTTP ${response.status}`)
    const text = (await readBytes(response, longestAnswer))?.toString('utf8') ?? ''
    this.#onProgress(body?.length ?? 0)
    return responseOf(response, text)
  }

  async abort(): Promise<void> {
    this.#abort.abort()
  }
  getUnderlyingObject(): null {
    return null
  }
}

function responseOf(response: Response, text: string): HttpResponse {
  return {
    getStatus: () => response.status,
    getHeader: (name) => response.headers.get(name) ?? undefined,
    getBody: () => text,
    getUnderlyingObject: () => null,
  }
}
