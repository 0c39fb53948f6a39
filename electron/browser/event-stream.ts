/** Host events to the open windows, as server-sent events: the browser reconnects by itself when the host comes back. */
import type { ServerResponse } from 'node:http'
import { bridgeEventNames } from '../../shared/bridge/contract.ts'
import type { Host } from '../services/host.ts'

const heartbeatMs = 15_000
const mostStreams = 16
/** A window that does not read is dropped rather than buffered for; it reconnects and asks for what it missed. */
const mostBufferedBytes = 1024 * 1024

export interface EventStreams {
  open(response: ServerResponse, headers: Readonly<Record<string, string>>): void
  close(): void
}

/** `instance` tells a window that reconnects whether this is still the host it signed in at. */
export function createEventStreams(host: Pick<Host, 'on'>, instance: string): EventStreams {
  const streams = new Set<ServerResponse>()
  const send = (text: string) => {
    for (const stream of streams) {
      if (stream.writableLength > mostBufferedBytes) stream.destroy()
      else stream.write(text)
    }
  }
  const stops = bridgeEventNames.map((name) =>
    host.on(name, (payload) => send(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`)),
  )
  const heartbeat = setInterval(() => send(': alive\n\n'), heartbeatMs)
  heartbeat.unref()
  return {
    open(response, headers) {
      if (streams.size >= mostStreams) streams.values().next().value?.destroy()
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(`retry: 500\nevent: host\ndata: ${JSON.stringify({ instance })}\n\n`)
      streams.add(response)
      response.on('close', () => streams.delete(response))
    },
    close() {
      clearInterval(heartbeat)
      for (const stop of stops) stop()
      for (const stream of streams) stream.end()
    },
  }
}
