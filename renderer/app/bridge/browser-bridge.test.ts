import { encode } from '@msgpack/msgpack'
import { describe, expect, it, vi } from 'vitest'
import { createBrowserBridge } from './browser-bridge.ts'
import { createElectronBridge } from './electron-bridge.ts'

class FakeStream extends EventTarget {
  readyState = 1
  say(event: string, payload: unknown) {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(payload) }))
  }
  fail(readyState: number) {
    this.readyState = readyState
    this.dispatchEvent(new Event('error'))
  }
}

function subject(answer: () => Promise<Response>) {
  const streams: FakeStream[] = []
  const requests: string[] = []
  const bridge = createBrowserBridge({
    fetch: (path) => {
      requests.push(String(path))
      return answer()
    },
    openEvents: () => {
      streams.push(new FakeStream())
      return streams.at(-1) as unknown as EventSource
    },
    reopenAfterMs: 1,
  })
  return { bridge, streams, requests }
}
const body = (value: unknown) => async () => new Response(encode(value) as Uint8Array<ArrayBuffer>)

describe('bridge over loopback', () => {
  it('says HOST_GONE when nobody answers, when an answer is cut, and when it is no answer', async () => {
    const broken = [
      () => Promise.reject(new TypeError('fetch failed')),
      async () => new Response(new Uint8Array([0x82, 0xa2])),
      async () => new Response('<html>'),
      body({ hello: 1 }),
      body(null),
      body([1]),
      async () => new Response(null, { status: 502 }),
    ]
    for (const answer of broken)
      await expect(subject(answer).bridge.call('app.info', {})).rejects.toMatchObject({ code: 'HOST_GONE' })
  })

  it('takes a code it does not know for a failure of the host', async () => {
    const { bridge } = subject(body({ ok: false, code: 'NEW_CODE', message: 'x' }))
    await expect(bridge.call('app.info', {})).rejects.toMatchObject({ name: 'BridgeError', code: 'INTERNAL' })
  })

  it('does not send what is too large', async () => {
    const { bridge, requests } = subject(body({ ok: true, value: {} }))
    const pin = '1'.repeat(100_000)
    await expect(bridge.call('session.signIn', { officerId: 'x', pin })).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(requests).toEqual([])
  })

  it('opens its stream again for ever, with the same listeners', async () => {
    const { bridge, streams } = subject(body(null))
    const heard: unknown[] = []
    bridge.on('disk.low', (payload) => heard.push(payload))
    streams[0]?.fail(0)
    expect(streams).toHaveLength(1)
    streams[0]?.fail(2)
    await vi.waitFor(() => expect(streams).toHaveLength(2))
    streams[1]?.say('disk.low', { freeBytes: 1, low: true })
    expect(heard).toEqual([{ freeBytes: 1, low: true }])
  })

  it('tells the end of the session when the host is another one than before, and only then', () => {
    const { bridge, streams } = subject(body(null))
    const ended: unknown[] = []
    bridge.on('session.ended', (payload) => ended.push(payload))
    streams[0]?.say('host', { instance: 'a' })
    streams[0]?.say('host', { instance: 'a' })
    expect(ended).toEqual([])
    streams[0]?.say('host', { instance: 'b' })
    expect(ended).toEqual([{ reason: 'hostStopped' }])
  })
})

describe('bridge over Electron', () => {
  it('makes errors of refusals and leaves the rest as it is', async () => {
    const call = vi.fn<() => Promise<{ ok: true; value: number } | { ok: false; code: 'INTERNAL'; message: string }>>()
    const bridge = createElectronBridge({ call, on: () => () => undefined })
    call.mockResolvedValueOnce({ ok: true, value: 1 })
    expect(await bridge.call('app.info', {})).toBe(1)
    call.mockResolvedValueOnce({ ok: false, code: 'INTERNAL', message: 'x' })
    await expect(bridge.call('app.info', {})).rejects.toMatchObject({ name: 'BridgeError', code: 'INTERNAL' })
  })
})
