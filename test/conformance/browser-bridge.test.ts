import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDispatch } from '../../electron/boot/dispatch.ts'
import { startBrowserServer } from '../../electron/browser/server.ts'
import { openSessions } from '../../electron/browser/sessions.ts'
import { createBrowserBridge } from '../../renderer/app/bridge/browser-bridge.ts'
import { openEventSource } from '../support/event-source.ts'
import { createRecordingHost, createRecordingLog } from '../support/recording-host.ts'
import { describeBridge } from './bridge.ts'

describeBridge('browser host', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-bridge-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  const host = createRecordingHost()
  const log = createRecordingLog()
  const sessions = await openSessions(join(folder, 'sessions.json'))
  const dispatch = createDispatch({ handlers: host.handlers, log })
  const server = await startBrowserServer({ port: 0, rendererFolder: folder, dispatch, host, sessions, log })
  const opened = await fetch(server.mintAddress(), { redirect: 'manual' })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const streams: EventSource[] = []
  const bridgeOf = (headers: Record<string, string>) =>
    createBrowserBridge({
      fetch: (path, init) =>
        fetch(`${server.origin}${String(path)}`, { ...init, headers: { ...init?.headers, ...headers } }),
      openEvents: () => {
        const stream = openEventSource(`${server.origin}/events`, headers)
        streams.push(stream)
        return stream
      },
      reopenAfterMs: 60_000,
    })
  return {
    bridge: bridgeOf({ cookie, origin: server.origin }),
    host,
    logged: () => log.lines.join('\n'),
    callAsForeigner: (method, params) =>
      bridgeOf({ cookie, origin: 'http://127.0.0.1:1' }).call(method as 'app.info', params as Record<string, never>),
    async close() {
      for (const stream of streams) stream.close()
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
})
