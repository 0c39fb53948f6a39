/** How a desk reaches a gateway behind a proxy and under the province's own certificates. */
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { selfSigned } from '../../../test/support/self-signed.ts'
import { createDispatcher, GatewayHttp } from './http.ts'

const host = 'mot-cua.tinh.test'
const url = `https://${host}/`
const { key, cert } = selfSigned(host)
const answer = z.object({ ok: z.literal(1) })
const asked = { method: 'GET', path: 'v1/challenge', timeoutMs: 5000 } as const

let gateway: Server
let proxy: Server
let tunnels: string[]
let opened: GatewayHttp | null

beforeEach(async () => {
  tunnels = []
  opened = null
  gateway = createTlsServer({ key, cert }, (_, response) => void response.end('{"ok":1}'))
  await listen(gateway)
  proxy = createHttpServer((_, response) => void response.writeHead(400).end())
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '')
    const { port } = gateway.address() as AddressInfo
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  await listen(proxy)
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  vi.stubEnv('https_proxy', undefined)
  vi.stubEnv('NO_PROXY', undefined)
  vi.stubEnv('no_proxy', undefined)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await opened?.close()
  for (const server of [gateway, proxy]) {
    server.closeAllConnections()
    server.close()
  }
})

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve))
}

function exchange(gatewayUrl: string, extraCa: string | null) {
  opened = new GatewayHttp(gatewayUrl, createDispatcher(gatewayUrl, extraCa), Date.now)
  return opened.exchange(asked, answer)
}

describe('reaching the gateway', () => {
  it('goes through the proxy of the environment and trusts the province’s own authority', async () => {
    expect(await exchange(url, cert)).toEqual({ ok: true, value: { ok: 1 } })
    expect(tunnels).toEqual([`${host}:443`])
  })

  it('trusts nobody else', async () => {
    expect(await exchange(url, null)).toMatchObject({
      ok: false,
      code: 'OFFLINE',
      detail: expect.stringMatching(/CERT|SIGNED/),
    })
    await opened?.close()
    expect(await exchange(url, selfSigned(host).cert)).toMatchObject({ ok: false, code: 'OFFLINE' })
  })

  it('reaches a gateway of the same machine past any proxy', async () => {
    const { port } = gateway.address() as AddressInfo
    expect(await exchange(`https://127.0.0.1:${port}`, cert)).toMatchObject({ ok: false, code: 'OFFLINE' })
    expect(tunnels).toEqual([])
  })

  it('a proxy that is gone is no link', async () => {
    proxy.closeAllConnections()
    await new Promise((resolve) => void proxy.close(resolve))
    expect(await exchange(url, cert)).toMatchObject({ ok: false, code: 'OFFLINE' })
  })
})
