/** Where words come to lie on the paper, of a dossier with long names and many papers. */
import { beforeAll, describe, expect, it } from 'vitest'
import { mustPlan, printedAt, sampleAgencies } from '../../../../test/support/paper-builder.ts'
import {
  codeReader,
  nodePdfEngine,
  pdfReaders,
  readCodes,
  readWords,
  withoutReaders,
} from '../../../../test/support/pdf-tools.ts'
import type { Word } from '../../../../test/support/pdf-tools.ts'
import type { DossierEvent, FormSet } from '../../../../shared/dossier/event.ts'
import { builtInDefinitions } from '../../../../shared/forms/definitions/all.ts'
import { markReprint, planSheet, practiceMark } from '../../../../shared/forms/papers.ts'
import type { Paper } from '../../../../shared/forms/papers.ts'
import { sampleHistory, sampleRegister } from '../../../../shared/forms/sample-history.ts'
import { paperSources } from '../../../../shared/forms/views/sources.ts'
import type { DossierForm } from '../../../../shared/forms/views/sources.ts'
import type { PdfEngine } from './engine.ts'

let engine: PdfEngine
beforeAll(async () => {
  engine = await nodePdfEngine()
})

const place = 'xã Nguyễn Việt Khái Đất Mũi Rạch Gốc Tân Ân'
const agencies = {
  ...sampleAgencies,
  parentAgency: `Ủy ban nhân dân ${place}`,
  agency: `Trung tâm Phục vụ hành chính công ${place}`,
  agencyWebsite: 'https://trungtamphucvuhanhchinhcong.nguyenvietkhai.example.vn',
}
const officers = [{ id: 'mau', name: 'Công Tằng Tôn Nữ Hoàng Thị Minh Nguyệt', title: 'Chuyên viên' }]
const organisation =
  'Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Xây dựng Thương mại và Dịch vụ Xuất nhập khẩu Nông sản Tây Ninh'

/** With so many lines in whatever list the paper has. */
function paperOf(form: DossierForm, formSet: FormSet, lines: number): Paper {
  const texts = (from: readonly unknown[]) => Array.from({ length: lines }, (_, n) => from[n % from.length])
  const events = sampleHistory(formSet, form).map((event): DossierEvent => {
    const payload: Record<string, unknown> = { ...event.payload }
    if (event.type === 'received') payload['submitter'] = { ...(payload['submitter'] as object), name: organisation }
    for (const list of ['components', 'items', 'papersGivenBack'])
      if (Array.isArray(payload[list]) && payload[list].length > 0) payload[list] = texts(payload[list])
    return { ...event, payload }
  })
  return mustPlan(form, events, { agencies, officers })
}

function registerOf(formSet: FormSet): Paper {
  const [officer = { name: '', title: '' }] = officers
  const common = { agencies, officer, formSet, definitions: builtInDefinitions, at: printedAt }
  const plan = planSheet({ ...sampleRegister(formSet), ...common })
  if (plan.kind !== 'paper') throw new Error(plan.kind)
  return plan.paper
}

const sets: FormSet[] = ['TT01_2018', 'TT03_2025']
const forms = Object.keys(paperSources) as DossierForm[]
const papers = sets.flatMap((formSet): [string, () => Paper][] => [
  ...forms
    .filter((form) => form !== 'stopNotice' || formSet === 'TT03_2025')
    .map((form): [string, () => Paper] => [`${form}, ${formSet}`, () => paperOf(form, formSet, 12)]),
  [`register, ${formSet}`, () => registerOf(formSet)],
])

/** The one across the page lies over everything on purpose: its letters are larger than any other. */
const level = (words: readonly Word[]) =>
  words.filter(({ text, left, top, right, bottom }) => bottom - top < 20 && (right - left) / text.length < 20)

/** What a printer leaves white at each edge, points (4 mm). */
const edge = 11.3

function outside({ pages, words }: ReturnType<typeof readWords>): Word[] {
  return level(words).filter(({ page, left, top, right, bottom }) => {
    const { width = 0, height = 0 } = pages[page - 1] ?? {}
    return left < edge || top < edge || right > width - edge || bottom > height - edge
  })
}

/** Boxes have room for marks above and below the letters: a quarter of a line is no letter yet. */
function overlapping(words: readonly Word[]): string[] {
  const found: string[] = []
  words.forEach((one, n) => {
    for (const other of words.slice(n + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      const lower = Math.min(one.bottom - one.top, other.bottom - other.top)
      if (one.page === other.page && across > 1 && down > lower * 0.3) found.push(`${one.text} / ${other.text}`)
    }
  })
  return found
}

describe.skipIf(!pdfReaders)(`words on the paper (${pdfReaders ? 'poppler' : withoutReaders})`, () => {
  it.each(papers)('lie inside the page and not over each other: %s', async (_name, make) => {
    const words = readWords(await engine.makePdf(make()))
    expect(outside(words)).toEqual([])
    expect(overlapping(words.words)).toEqual([])
  })

  it.each(papers)('… printed again at a practice desk: %s', async (_name, make) => {
    const moment = '09 giờ 15 phút, ngày 24 tháng 11 năm 2026'
    const plain = make()
    const again = plain.form === 'register' ? plain : markReprint(plain, printedAt, moment)
    const words = readWords(await engine.makePdf({ ...again, watermark: practiceMark }))
    expect(outside(words)).toEqual([])
    expect(overlapping(level(words.words))).toEqual([])
  })
})

describe.skipIf(!pdfReaders)(`signatures (${pdfReaders ? 'poppler' : withoutReaders})`, () => {
  it.each([
    ['stopNotice', 'NGƯỜI NHẬN THÔNG BÁO'],
    ['supplementRequest', 'NGƯỜI HƯỚNG DẪN'],
    ['receipt', 'NGƯỜI NỘP HỒ SƠ'],
  ] as const)('are never alone on a page: %s', async (form, title) => {
    let moved = false
    for (let lines = 4; lines <= 12; lines += 1) {
      const { words } = readWords(await engine.makePdf(paperOf(form, 'TT03_2025', lines)))
      for (const page of new Set(words.map((word) => word.page))) {
        const text = words.filter((word) => word.page === page).map((word) => word.text)
        const at = ` ${text.join(' ')} `.indexOf(` ${title} `)
        if (at === -1) continue
        // The form's number and the copy stand at the head of each page.
        expect(` ${text.join(' ')} `.slice(0, at).replace(/^ Mẫu số .*?Liên \d: [\p{L} ]+?(?= [A-ZĐ]|$)/u, '')).toMatch(
          /\p{Ll}{2} \p{Ll}{2}/u,
        )
        moved ||= page > 1
      }
    }
    expect(moved).toBe(true)
  })

  it.skipIf(!codeReader)('and the mark of a practice desk leaves the codes to be read', async () => {
    const pdf = await engine.makePdf({ ...paperOf('receipt', 'TT03_2025', 12), watermark: practiceMark })
    expect(readCodes(pdf).sort()).toEqual(['CODE-128:000.00.01.H80-261124-0001', 'QR-Code:000.00.01.H80-261124-0001'])
  })
})
