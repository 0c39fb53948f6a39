/** The bridge over loopback: calls as POST with MessagePack bodies, host events as server-sent events. */
import { decode, encode } from '@msgpack/msgpack'
import {
  BridgeError,
  bridgeEventNames,
  type Bridge,
  type BridgeEvent,
  type BridgeEventName,
  type BridgeMethod,
  type BridgeResult,
} from '../../../shared/bridge/contract.ts'
import { mustUnwrap } from '../../../shared/bridge/envelope.ts'
import { callLimit, estimateBytes } from '../../../shared/bridge/limits.ts'

export interface BrowserBridgeParts {
  fetch: typeof fetch
  openEvents: () => EventSource
  reopenAfterMs: number
}

const pageParts: BrowserBridgeParts = {
  fetch: (...request) => fetch(...request),
  openEvents: () => new EventSource('/events'),
  reopenAfterMs: 2_000,
}

export function createBrowserBridge(parts: BrowserBridgeParts = pageParts): Bridge {
  const on = watchHostEvents(parts)
  return {
    on,
    async call<M extends BridgeMethod>(method: M, params: unknown) {
      // Asked here too: a server that refuses before it has read everything is seen by a browser as a cut connection.
      if (estimateBytes(params, callLimit(method)) === Infinity)
        throw new BridgeError('TOO_LARGE', `${method}: the parameters are too large.`)
      return mustUnwrap(await post(parts, method, params)) as BridgeResult<M>
    },
  }
}

async function post(parts: BrowserBridgeParts, method: string, params: unknown): Promise<unknown> {
  const body = encode(params, { ignoreUndefined: true })
  let reply: Uint8Array
  try {
    const response = await parts.fetch(`/bridge/${encodeURIComponent(method)}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/msgpack' },
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
    })
    reply = new Uint8Array(await response.arrayBuffer())
  } catch {
    throw new BridgeError('HOST_GONE', `${method}: the host does not answer.`)
  }
  try {
    return decode(reply)
  } catch {
    throw new BridgeError('HOST_GONE', `${method}: the host's answer was cut.`)
  }
}

type AnyListener = (payload: never) => void

/**
 * Listeners outlive connections: the stream is opened again for ever. When it comes back from another run of the host,
 * the session that this window signed in to is gone, and the window is told so.
 */
function watchHostEvents(parts: BrowserBridgeParts): Bridge['on'] {
  const listeners = new Map<BridgeEventName, Set<AnyListener>>()
  let instance: string | null = null
  const tell = (event: BridgeEventName, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never)
  }
  const open = () => {
    const stream = parts.openEvents()
    for (const event of bridgeEventNames)
      stream.addEventListener(event, (message: MessageEvent<string>) => tell(event, JSON.parse(message.data)))
    stream.addEventListener('host', (message: MessageEvent<string>) => {
      const now = (JSON.parse(message.data) as { instance: string }).instance
      const restarted = instance !== null && instance !== now
      instance = now
      if (restarted) tell('session.ended', { reason: 'hostStopped' })
    })
    stream.addEventListener('error', () => {
      // CLOSED: the browser gave up (an answer that is no stream). Anything else it repairs by itself.
      if (stream.readyState === 2) setTimeout(open, parts.reopenAfterMs)
    })
  }
  open()
  return <E extends BridgeEventName>(event: E, listener: (payload: BridgeEvent<E>) => void) => {
    const set = listeners.get(event) ?? new Set<AnyListener>()
    listeners.set(event, set.add(listener))
    return () => void set.delete(listener)
  }
}
