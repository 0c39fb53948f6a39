/**
 * The loopback server of the browser host: the built renderer, the bridge as POST /bridge/<call>, host events as a stream.
 * It differs from Electron's transport only in how bytes travel; calls meet the same dispatcher.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refuse, type BridgeEnvelope } from '../../shared/bridge/envelope.ts'
import { callLimit } from '../../shared/bridge/limits.ts'
import { isBridgeMethod, type Dispatch } from '../boot/dispatch.ts'
import type { HostLog } from '../boot/log.ts'
import { getRendererFile, securityHeaders } from '../boot/renderer-files.ts'
import type { Host } from '../services/host.ts'
import { createEventStreams, type EventStreams } from './event-stream.ts'
import { admit, checkPlace, sessionCookie } from './gate.ts'
import { messagePackType, mustUnpackBody, packBody } from './message-pack.ts'
import { closedPage } from './closed-page.ts'
import type { Sessions } from './sessions.ts'

export interface BrowserServerOptions {
  /** 0: any free port. A desk keeps its port, for the browser keeps its database by origin. */
  port: number
  rendererFolder: string
  dispatch: Dispatch
  host: Pick<Host, 'on'>
  sessions: Sessions
  log: HostLog
  /** Only of practice: see the gate. */
  openedFromBeside?: boolean
}

export interface BrowserServer {
  readonly origin: string
  readonly port: number
  /** An address that opens the desk once. */
  mintAddress(): string
  close(): Promise<void>
}

/** Rejects with EADDRINUSE when the port is taken. */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const streams = createEventStreams(options.host, randomUUID())
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000, maxHeaderSize: 16 * 1024 })
  let port: number
  try {
    port = await listen(server, options.port)
  } catch (error) {
    streams.close()
    throw error
  }
  const authority = `127.0.0.1:${port}`
  server.on('request', (request, response) => {
    answer({ ...options, authority, streams }, request, response).catch((error: unknown) => {
      options.log.error('browser.failed', {}, error)
      if (response.headersSent) response.destroy()
      else send(response, 500, 'text/plain', '')
    })
  })
  return {
    origin: `http://${authority}`,
    port,
    mintAddress: () => `http://${authority}/open?token=${options.sessions.mintToken()}`,
    close: () => close(server, streams),
  }
}

interface Context extends BrowserServerOptions {
  authority: string
  streams: EventStreams
}

async function answer(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asker = { method: request.method ?? '', headers: request.headers }
  const url = URL.parse(request.url ?? '/', `http://${context.authority}`)
  if (url === null) return send(response, 400, 'text/plain', '')
  const gate = { authority: context.authority, openedFromBeside: context.openedFromBeside ?? false }
  if (asker.method === 'GET' && url.pathname === '/open') {
    if (checkPlace(asker, gate).kind === 'refused') return send(response, 403, 'text/plain', '')
    return open(context, url, response)
  }
  const admission = admit(asker, { ...gate, isKnownSession: context.sessions.isKnown })
  if (admission.kind === 'refused') {
    context.log.info('browser.refused', { reason: admission.reason })
    if (url.pathname.startsWith('/bridge/'))
      return sendEnvelope(response, refuse('FOREIGN_SENDER', 'This sender may not call the host.'))
    if (admission.reason === 'SESSION') return send(response, 401, 'text/html; charset=utf-8', closedPage)
    return send(response, 403, 'text/plain', '')
  }
  if (asker.method === 'POST' && url.pathname.startsWith('/bridge/'))
    return answerCall(context, decodeCall(url.pathname), request, response)
  if (asker.method !== 'GET' && asker.method !== 'HEAD') return send(response, 405, 'text/plain', '')
  if (url.pathname === '/events' && asker.method === 'GET') return context.streams.open(response, securityHeaders)
  const file = await getRendererFile(context.rendererFolder, url.pathname)
  if (file === null) return send(response, 404, 'text/plain', '')
  response.writeHead(200, { ...file.headers, 'content-length': file.body.byteLength })
  response.end(asker.method === 'HEAD' ? undefined : file.body)
}

/** Trades the token in the address for the session cookie; the address itself is worth nothing afterwards. */
async function open(context: Context, url: URL, response: ServerResponse): Promise<void> {
  const secret = await context.sessions.redeem(url.searchParams.get('token') ?? '')
  if (secret === null) return send(response, 401, 'text/html; charset=utf-8', closedPage)
  response.writeHead(303, {
    ...securityHeaders,
    location: '/',
    'set-cookie': sessionCookie(context.authority, secret),
    'cache-control': 'no-store',
  })
  response.end()
}

/** A name that cannot be decoded is no name of the contract either. */
function decodeCall(pathname: string): string {
  try {
    return decodeURIComponent(pathname.slice('/bridge/'.length))
  } catch {
    return ''
  }
}

async function answerCall(
  context: Context,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isBridgeMethod(method)) return sendEnvelope(response, await context.dispatch(method, {}))
  if (request.headers['content-type'] !== messagePackType)
    return sendEnvelope(response, refuse('INVALID_PARAMS', `${method}: not MessagePack.`))
  // MessagePack adds at most nine bytes a member to what the dispatcher counts.
  const body = await readBody(request, callLimit(method) * 2 + 1024)
  if (body === 'tooLarge')
    return sendEnvelope(response, refuse('TOO_LARGE', `${method}: the parameters are too large.`))
  if (body === 'cut') return
  let params: unknown
  try {
    params = mustUnpackBody(body)
  } catch {
    return sendEnvelope(response, refuse('INVALID_PARAMS', `${method}: not MessagePack.`))
  }
  sendEnvelope(response, await context.dispatch(method, params))
}

async function readBody(request: IncomingMessage, most: number): Promise<Uint8Array | 'tooLarge' | 'cut'> {
  if (Number(request.headers['content-length'] ?? 0) > most) return 'tooLarge'
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.byteLength
      if (length > most) return 'tooLarge'
      chunks.push(chunk)
    }
  } catch {
    return 'cut'
  }
  return Buffer.concat(chunks)
}

const statuses = {
  UNKNOWN_CALL: 404,
  INVALID_PARAMS: 400,
  TOO_LARGE: 413,
  FOREIGN_SENDER: 403,
  INTERNAL: 500,
  HOST_GONE: 503,
} as const

function sendEnvelope(response: ServerResponse, envelope: BridgeEnvelope): void {
  const body = packBody(envelope)
  response.writeHead(envelope.ok ? 200 : statuses[envelope.code], {
    ...securityHeaders,
    'content-type': messagePackType,
    'content-length': body.byteLength,
    'cache-control': 'no-store',
    // What was not read of a refused request must not be taken for the next one.
    ...(envelope.ok ? {} : { connection: 'close' }),
  })
  response.end(body)
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { ...securityHeaders, 'content-type': type, connection: 'close' })
  response.end(text)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function close(server: Server, streams: EventStreams): Promise<void> {
  return new Promise((resolve) => {
    streams.close()
    server.close(() => resolve())
    server.closeIdleConnections()
    // Calls that are still running get a moment to answer; a window that keeps its connection open gets no say.
    setTimeout(() => server.closeAllConnections(), 1_000).unref()
  })
}
