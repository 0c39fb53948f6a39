import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApiKey } from '../../gateway/http/api-keys.ts'
import { importContentType } from '../../gateway/http/admin/import-pages.ts'
import type { ImportAnswer } from '../../gateway/http/admin/import-pages.ts'
import { readImportFile } from '../../gateway/import/read-file.ts'
import { writeWorkbook } from '../../gateway/import/workbook.ts'
import { receipt2025 } from '../../shared/forms/definitions/receipt.ts'
import { workingCalendarSchema } from '../../shared/deadline/calendar.ts'
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import type { Catalogue } from '../../shared/procedure/catalogue.ts'
import { writeCatalogue } from '../../shared/procedure/import/write-catalogue.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeB, createWorld, readSample } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { OperatorBrowser } from '../support/operator-browser.ts'

const engines = await findEngines()
const sample = catalogueSchema.parse(readSample('catalogue.json'))
const path = '/admin/catalogue'

/** Another version, without its last procedure. */
const shorter = (version: string): Catalogue => ({ ...sample, version, procedures: sample.procedures.slice(0, -1) })

describe.each(engines)('the pages for imports on $name', (engine) => {
  let world: World
  let browser: OperatorBrowser
  let key: string
  const lines: string[] = []
  beforeAll(async () => {
    world = await createWorld(engine, { logLevel: 'info', logTo: (line) => lines.push(line) })
    key = await createApiKey(world.gateway.store, 'operator', 'Nguyễn Văn Vận Hành')
  }, 60_000)
  afterAll(() => world.stop())
  beforeEach(async () => {
    browser = new OperatorBrowser(world.gateway.url)
    await browser.signIn(key)
  })

  const bring = async (file: string | Uint8Array, query: Record<string, string> = {}, page = path) => {
    const headers = { 'content-type': importContentType, 'x-form-token': await browser.formToken(page) }
    const { status, text } = await browser.upload(`${page}?${new URLSearchParams(query)}`, file, headers)
    const answer = JSON.parse(text) as ImportAnswer
    return { status, ...answer, words: answer.html?.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') }
  }
  const inForce = async (kind: 'catalogue' | 'calendar', communeId?: string) =>
    (await (await world.enrol(communeId)).reference(kind)).version

  it('show what would change, and publish what was seen', async () => {
    const file = await writeWorkbook(writeCatalogue(shorter('trang-1')))
    const seen = await bring(file, { name: 'danh-muc.xlsx' })
    expect(seen.status).toBe(200)
    expect(seen.words).toContain('thêm 0, thay đổi 0, bãi bỏ 1, giữ nguyên 52 thủ tục')
    expect(seen.words).toContain(sample.procedures.at(-1)?.name)
    expect(seen.confirm?.version).toBe('trang-1')
    expect(await inForce('catalogue')).toBe(sample.version)
    const done = await bring(file, { seen: seen.confirm?.seen ?? '' })
    expect(done.words).toContain('Đã công bố phiên bản trang-1')
    expect(await inForce('catalogue')).toBe('trang-1')
    expect(lines.join('\n')).toMatch(/reference published/)
    expect(lines.join('\n')).not.toContain('Nguyễn Văn Vận Hành')
  })

  it('publish nothing when the file or what is in force is another than what was seen', async () => {
    const seen = await bring(JSON.stringify(shorter('trang-2')))
    const other = await bring(JSON.stringify({ ...sample, version: 'trang-2' }), { seen: seen.confirm?.seen ?? '' })
    expect([other.status, other.confirm]).toEqual([409, null])
    await bring(JSON.stringify(shorter('trang-3')), {
      seen: (await bring(JSON.stringify(shorter('trang-3')))).confirm!.seen,
    })
    expect((await bring(JSON.stringify(shorter('trang-2')), { seen: seen.confirm?.seen ?? '' })).status).toBe(409)
    expect(await inForce('catalogue')).toBe('trang-3')
  })

  it('name every problem by its cell, escaped, and offer nothing', async () => {
    const csv =
      'Mã thủ tục,Quyết định,Tên thủ tục,Lĩnh vực,Từ ngày,Thời hạn,Hình thức nộp,Nguồn\n1.9,q,<b>x</b>,y,1/1/2026,nhanh,<script>,z'
    const wrong = await bring(csv, { version: 'x' })
    expect(wrong.status).toBe(200)
    expect(wrong.confirm).toBeNull()
    expect(wrong.words).toContain('Lỗi (3)')
    expect(wrong.words).toContain('A · Mã thủ tục')
    expect(wrong.html).not.toMatch(/<script|<b>/)
    expect((await bring('<html>')).words).toContain('trang web')
    expect((await bring(csv, { version: 'x', seen: 'x' })).confirm).toBeNull()
  })

  it('report in English to who chose it: the file’s own words stay, still escaped', async () => {
    await browser.get(`${path}?lang=en`)
    const csv =
      'Mã thủ tục,Quyết định,Tên thủ tục,Lĩnh vực,Từ ngày,Thời hạn,Hình thức nộp,Nguồn\n1.9,q,<b>x</b>,y,1/1/2026,nhanh,<script>,z'
    const wrong = await bring(csv, { version: 'x' })
    for (const words of ['Errors (3)', 'A · Mã thủ tục', 'A procedure’s code must look like', 'Nothing was imported'])
      expect(wrong.words).toContain(words)
    expect(wrong.html).not.toMatch(/<script|<b>/)
    const seen = await bring(
      JSON.stringify({ ...sample, version: 'trang-en', procedures: sample.procedures.slice(0, 9) }),
    )
    expect(seen.words).toMatch(
      /Version trang-en: procedures added 0, changed 0, withdrawn \d+, unchanged 9\. Note: more/,
    )
    const days = 'Ngày;Loại;Lý do\n01/01/2029;nghỉ lễ;Tết Dương lịch\n'
    const calendar = await bring(days, { version: 'trang-en', name: 'lich.csv' }, '/admin/calendar')
    for (const words of [
      'years added 2029',
      'Warnings',
      'No open dossier gets another promised date.',
      'as usual → nghỉ lễ',
    ])
      expect(calendar.words).toContain(words)
  })

  it('take a year’s calendar for one commune, from a day on', async () => {
    const page = '/admin/calendar'
    const csv = 'Ngày;Loại;Lý do\n01/01/2028;nghỉ lễ;Tết Dương lịch\n'
    const options = { version: 'trang-lich', commune: communeB, name: 'lich-2028.csv' }
    const seen = await bring(csv, options, page)
    expect(seen.words).toContain('thêm năm 2028')
    expect(seen.words).toContain('Cảnh báo')
    const later = await bring(csv, { ...options, from: '2099-01-01', seen: seen.confirm?.seen ?? '' }, page)
    expect(later.words).toContain('Các quầy nhận từ 01/01/2099')
    expect(await inForce('calendar', communeB)).toBe(readSample('calendar.json').version)
    expect((await bring(csv, { ...options, version: 'khac' }, page)).words).toContain(
      'phiên bản trang-lich đã công bố sẽ được dùng từ 01/01/2099',
    )
    expect((await bring(csv, { ...options, from: 'hôm kia' }, page)).status).toBe(400)
    expect((await bring(csv, { ...options, commune: '00000' }, page)).status).toBe(400)
  })

  it('take a corrected form: refused in words, shown as a reader will see it, published for desks to print by', async () => {
    const page = '/admin/forms'
    const corrected = {
      ...receipt2025,
      version: '2026-12-01.1',
      effectiveFrom: '2026-12-01',
      blocks: [...receipt2025.blocks, { kind: 'line', text: 'Mang theo giấy này khi nhận kết quả.' }],
    }
    const wrong = await bring(JSON.stringify({ ...corrected, titel: '<b>x</b>' }), {}, page)
    expect(wrong.confirm).toBeNull()
    expect(wrong.words).toContain('không rõ mục “titel”')
    expect((await bring('a;b\n1;2\n', {}, page)).words).toContain('Tệp phải là một mẫu giấy')
    const file = JSON.stringify(corrected)
    const seen = await bring(file, { version: 'mau-1' }, page)
    expect(seen.words).toContain('+ Mang theo giấy này khi nhận kết quả.')
    const done = await bring(file, { version: 'mau-1', seen: seen.confirm?.seen ?? '' }, page)
    expect(done.words).toContain('Đã công bố phiên bản mau-1')
    const { body } = await (await world.enrol()).reference('forms')
    expect(body).toMatchObject({ version: 'mau-1', forms: [{ version: '2026-12-01.1' }] })
    // What is handed out to be corrected is taken again, and changes nothing.
    const exported = await fetch(`${world.gateway.url}${page}/export`, {
      headers: { cookie: browser.cookie.split(';')[0] ?? '' },
    })
    expect(exported.headers.get('content-disposition')).toContain('mau-giay.json')
    const again = await bring(new Uint8Array(await exported.arrayBuffer()), {}, page)
    expect(again.words).toContain('Không có gì thay đổi')
    expect(again.confirm).toBeNull()
  })

  it('hand out templates and what is in force', async () => {
    for (const file of [
      '/admin/catalogue/template',
      '/admin/catalogue/export',
      '/admin/calendar/template',
      '/admin/calendar/export',
    ]) {
      const response = await fetch(world.gateway.url + file, {
        headers: { cookie: browser.cookie.split(';')[0] ?? '' },
      })
      expect([response.status, response.headers.get('content-disposition')]).toEqual([
        200,
        expect.stringContaining('.xlsx'),
      ])
      const read = await readImportFile(new Uint8Array(await response.arrayBuffer()))
      expect(read.kind).toBe('sheets')
    }
    expect(workingCalendarSchema.safeParse(readSample('calendar.json')).success).toBe(true)
  })

  it('are for operators, by a strict policy, and only from these pages', async () => {
    const stranger = new OperatorBrowser(world.gateway.url)
    for (const page of ['/admin/catalogue', '/admin/calendar', '/admin/forms', '/admin/catalogue/export'])
      expect((await stranger.get(page)).location).toContain('/admin/sign-in')
    const headers = { 'content-type': importContentType }
    expect((await stranger.upload(path, '{}', headers)).status).toBe(401)
    expect((await browser.upload(path, '{}', headers)).status).toBe(403)
    const shown = await browser.get(path)
    expect(shown.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(shown.text).not.toMatch(/<script(?![^>]*src=)|style=|onclick/)
    expect((await browser.get('/admin/assets/import.js')).status).toBe(200)
  })

  it('answer any file', async () => {
    const token = await browser.formToken(path)
    const headers = { 'content-type': importContentType, 'x-form-token': token }
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 100 }),
        fc.constantFrom(path, '/admin/calendar', '/admin/forms'),
        async (bytes, page) => {
          expect((await browser.upload(page, bytes, headers)).status).toBe(200)
        },
      ),
      { numRuns: 15 },
    )
  })
})
