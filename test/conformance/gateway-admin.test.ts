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

  it('are in Vietnamese unless English was chosen, or is what the browser prefers outright', async () => {
    const lang = async (header: string) => {
      const { text } = await open().get('/admin/sign-in', { 'accept-language': header })
      return /<html lang="(\w+)"/.exec(text)?.[1]
    }
    expect(await lang('')).toBe('vi')
    expect(await lang('vi-VN,vi;q=0.9,en;q=0.8')).toBe('vi')
    expect(await lang('fr;q=0.9, de')).toBe('vi')
    expect(await lang('en-GB,en;q=0.9,vi;q=0.5')).toBe('en')
  })

  it('go on in the language that was chosen by the link on each of them, errors too', async () => {
    const browser = open()
    const form = await browser.get('/admin/sign-in?next=%2Fadmin%2Fcalendar')
    const link = /<a href="([^"]+)" lang="en" hreflang="en">English<\/a>/.exec(form.text)?.[1]?.replaceAll('&amp;', '&')
    expect(link).toBe('?next=%2Fadmin%2Fcalendar&lang=en')
    const english = await browser.get(`/admin/sign-in${link}`)
    expect(english.text).toContain('<html lang="en">')
    expect(english.text).toContain('Operator’s key')
    expect(english.text).toContain('value="/admin/calendar"')
    expect(browser.languageCookie).toMatch(/; Path=\/admin; HttpOnly; SameSite=Strict$/)
    expect((await browser.signIn('wrong')).text).toContain('This key is wrong')
    await browser.signIn(key)
    for (const [path, title] of [
      ['bundles', 'Import USB bundles'],
      ['catalogue', 'Import the catalogue of procedures'],
      ['calendar', 'Import the working calendar'],
      ['forms', 'Import forms'],
    ]) {
      const { text } = await browser.get(`/admin/${path}`)
      expect(text).toContain(`<h1>${title}</h1>`)
      expect(text).toContain('lang="vi" hreflang="vi">Tiếng Việt</a>')
      expect(text).toContain('<code>')
      // Names that stand on a desk's screen or in the file stay; `Một Cửa` and the sample's communes are names, too.
      expect(
        text.replaceAll(/Một Cửa|Tiếng Việt|Máy bàn này → Xem thử mẫu giấy|<option.*?<\/option>/gs, ''),
      ).not.toMatch(/[ạảầấẩậắặẻẽếềểệỉịọỏốồổộớờởợụủứừửữựỳỵ]/i)
    }
    expect((await browser.get('/admin/calendar/export?commune=x')).text).toContain('The request is malformed.')
    const refused = await browser.post('/admin/calendar', {}, { accept: 'application/json' })
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'FORM_EXPIRED', title: expect.stringContaining('too old') })
    await browser.get('/admin/bundles?lang=vi')
    expect((await browser.get('/admin/bundles')).text).toContain('<html lang="vi">')
  })

  it('take no language for another than those they have, and let no markup through with it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('EN', 'en,vi', '__proto__', '"><script>alert(1)</script>'),
        ),
        async (garbage) => {
          const query = new URLSearchParams([
            ['lang', garbage],
            ['x"><script>', garbage],
          ])
          const { status, text } = await open().get(`/admin/sign-in?${query}`)
          if (status !== 200) return
          expect(text).toContain('<html lang="vi">')
          expect(text).not.toMatch(/<script>/)
        },
      ),
      { numRuns: 40 },
    )
    for (const query of ['lang=en&lang=vi', 'lang[]=en'])
      expect((await open().get(`/admin/sign-in?${query}`)).text).toContain('<html lang="vi">')
    const browser = open()
    browser.languageCookie = 'mot_cua_language=%22%3E%3Cscript%3E'
    expect((await browser.get('/admin/sign-in')).text).toContain('<html lang="vi">')
  })
})
