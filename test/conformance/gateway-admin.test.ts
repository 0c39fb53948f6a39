import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApiKey, revokeApiKeys } from '../../gateway/http/api-keys.ts'
import { pageHeaders } from '../../gateway/http/page-headers.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { createWorld } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { OperatorBrowser } from '../support/operator-browser.ts'

const engines = await findEngines()

describe.each(engines)('the administration’s pages on $name', (engine) => {
  let world: World
  let key: string
  let nowMs = Date.now()
  beforeAll(async () => {
    world = await createWorld(engine, { now: () => nowMs })
    key = await createApiKey(world.gateway.store, 'operator', 'van-phong')
  }, 60_000)
  afterAll(() => world.stop())
  const open = () => new OperatorBrowser(world.gateway.url)
  const signedIn = async () => {
    const browser = open()
    expect((await browser.signIn(key)).status).toBe(303)
    return browser
  }

  it('lead to the sign-in form and, with an operator’s key, back to where one wanted to go', async () => {
    const browser = open()
    const sent = await browser.get('/admin/bundles')
    expect([sent.status, sent.location]).toEqual([303, '/admin/sign-in?next=%2Fadmin%2Fbundles'])
    const form = await browser.get(sent.location)
    expect(form.text).toContain('<label for="key">Khóa của người vận hành</label>')
    const back = await browser.signIn(key, '/admin/bundles')
    expect([back.status, back.location]).toEqual([303, '/admin/bundles'])
    const page = await browser.get('/admin/bundles')
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/<a href="\/admin\/bundles"\s+aria-current="page">Gói USB<\/a>/)
    expect((await browser.get('/admin')).location).toBe('/admin/bundles')
  })

  it('allow nothing to run or to be asked but what the gateway serves, and are never kept', async () => {
    const page = await (await signedIn()).get('/admin/bundles')
    const policy = page.headers.get('content-security-policy') ?? ''
    for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
      expect(policy).toContain(rule)
    expect(policy).not.toContain('unsafe')
    expect(Object.fromEntries(page.headers)).toMatchObject(pageHeaders)
    expect(page.text).not.toMatch(/<script(?![^>]* src="\/admin\/assets\/)|<style|\son\w+=|style="/)
    for (const [, asset] of page.text.matchAll(/(?:href|src)="(\/admin\/assets\/[^"]+)"/g))
      expect((await open().get(asset ?? '')).status).toBe(200)
  })

  it('keep the session in a cookie that no script reads and no other site sends, for half an hour without use', async () => {
    const browser = await signedIn()
    expect(browser.cookie).toMatch(/; Max-Age=1800; Path=\/admin; HttpOnly; SameSite=Strict$/)
    expect(browser.cookie).not.toContain(key)
    nowMs += 29 * 60_000
    expect((await browser.get('/admin/bundles')).status).toBe(200)
    nowMs += 29 * 60_000
    expect((await browser.get('/admin/bundles')).status).toBe(200)
    nowMs += 31 * 60_000
    expect((await browser.get('/admin/bundles')).status).toBe(303)
  })

  it('ask for the key again after a long day, however busy it was', async () => {
    const browser = await signedIn()
    for (let n = 0; n < 29; n++) {
      nowMs += 20 * 60_000
      expect((await browser.get('/admin/bundles')).status).toBe(200)
    }
    nowMs += 20 * 60_000
    expect((await browser.get('/admin/bundles')).status).toBe(303)
  })

  it('are closed to other keys, and at once to one that is revoked', async () => {
    for (const wrong of [await createApiKey(world.gateway.store, 'core', 'loi'), 'mck_x', '', `${key}x`]) {
      const answer = await open().signIn(wrong)
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('Khóa không đúng')
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    const old = await createApiKey(world.gateway.store, 'operator', 'cu')
    const browser = open()
    await browser.signIn(old)
    expect((await browser.get('/admin/bundles')).status).toBe(200)
    await revokeApiKeys(world.gateway.store, 'cu')
    expect((await browser.get('/admin/bundles')).status).toBe(303)
    expect((await open().signIn(old)).status).toBe(403)
  })

  it('end with the sign-out, which another site cannot press', async () => {
    const browser = await signedIn()
    expect((await browser.post('/admin/sign-out', {})).status).toBe(403)
    expect((await browser.post('/admin/sign-out', { formToken: 'x' })).status).toBe(403)
    const formToken = await browser.formToken('/admin/bundles')
    const foreign = await browser.post('/admin/sign-out', { formToken }, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    expect(foreign.text).toContain('xin tải lại')
    const stranger = await (await signedIn()).formToken('/admin/bundles')
    expect((await browser.post('/admin/sign-out', { formToken: stranger })).status).toBe(403)
    expect((await browser.get('/admin/bundles')).status).toBe(200)
    expect((await browser.post('/admin/sign-out', { formToken })).location).toBe('/admin/sign-in')
    expect((await browser.get('/admin/bundles')).status).toBe(303)
  })

  it('take a form’s target only among themselves', async () => {
    for (const next of [
      'https://xa.example',
      '//xa.example',
      '/admin//xa.example',
      '/v1/pull',
      '/admin/sign-in?next=/',
      '/admin@x',
    ])
      expect((await open().signIn(key, next)).location).toBe('/admin')
    expect((await open().signIn(key, '/admin/bundles?a=1')).location).toBe('/admin/bundles?a=1')
  })

  it('cannot be tried for ever', async () => {
    const strict = await createWorld(engine, { rateLimits: { desk: 1e6, address: 1e6, enrol: 3, status: 1e6 } })
    try {
      const browser = new OperatorBrowser(strict.gateway.url)
      const statuses = []
      for (let n = 0; n < 5; n++) statuses.push((await browser.signIn('mck_x')).status)
      expect(statuses).toEqual([403, 403, 403, 429, 429])
    } finally {
      await strict.stop()
    }
  })

  it('answer garbage in words, and write it out as text', async () => {
    const browser = await signedIn()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/admin', '/admin/bundles', '/admin/sign-in', '/admin/sign-out', '/admin/x'),
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 30 }), { maxKeys: 4 }),
        async (path, text, form) => {
          const asked = await browser.get(`${path}?next=${encodeURIComponent(text.toWellFormed())}`)
          expect(asked.status).toBeLessThan(500)
          expect((await browser.post(path, form)).status).toBeLessThan(500)
          expect((await open().post(path, form)).status).toBeLessThan(500)
        },
      ),
      { numRuns: 40 },
    )
    const hostile = await open().get(`/admin/sign-in?next=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(hostile.text).not.toContain('<script>')
  })
})
