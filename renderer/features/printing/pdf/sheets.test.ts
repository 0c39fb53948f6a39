/** Papers of the desk's own, and the mark of a practice desk, read back (poppler). */
import { beforeAll, describe, expect, it } from 'vitest'
import { sampleEvent } from '../../../../test/support/event-builder.ts'
import { sampleContext } from '../../../../test/support/paper-builder.ts'
import { nodePdfEngine, pdfReaders, readInfo, readText, withoutReaders } from '../../../../test/support/pdf-tools.ts'
import { fold } from '../../../../shared/dossier/fold.ts'
import { builtInDefinitions } from '../../../../shared/forms/definitions/all.ts'
import type { FormId } from '../../../../shared/forms/definition.ts'
import { findDefinition } from '../../../../shared/forms/library.ts'
import { practiceMark } from '../../../../shared/forms/papers.ts'
import { handoverSlipView } from '../../../../shared/forms/views/handover-slip.ts'
import { queueTicketView } from '../../../../shared/forms/views/queue-ticket.ts'
import type { PdfEngine } from './engine.ts'

let engine: PdfEngine
beforeAll(async () => {
  engine = await nodePdfEngine()
})

const { at } = sampleContext.print
const millimetres = (points: number) => (points * 25.4) / 72

function mustFind(form: FormId) {
  const definition = findDefinition(builtInDefinitions, form, 'TT03_2025', '2026-11-24')
  if (definition === null) throw new Error(`no ${form}`)
  return definition
}

describe.skipIf(!pdfReaders)(`sheets read back (${pdfReaders ? 'poppler' : withoutReaders})`, () => {
  it('queue ticket, from a roll of 80 mm and no longer than its words', async () => {
    const view = queueTicketView(
      { number: 'A007', service: 'Nộp hồ sơ', isPriority: true, ahead: 3, at: '2026-11-24T08:05:00+07:00' },
      sampleContext,
    )
    const paper = { definition: mustFind('queueTicket'), view, at, title: 'A007' }
    const pdf = await engine.makePdf(paper)
    const text = readText(pdf)
    for (const words of ['SỐ THỨ TỰ', 'A007', 'Nộp hồ sơ', 'Ưu tiên', 'Số người chờ trước: 3', '08 giờ 05 phút'])
      expect(text).toContain(words)
    const [, width = 0, height = 0] = /([\d.]+) x ([\d.]+)/.exec(readInfo(pdf).size)?.map(Number) ?? []
    expect(Math.round(millimetres(width))).toBe(80)
    expect(millimetres(height)).toBeLessThan(110)
    expect(readInfo(pdf).pages).toBe(1)
    expect(readText(await engine.makePdf({ ...paper, watermark: practiceMark }))).toContain(practiceMark)
  })

  it('a practice desk’s papers say on every page that they are worth nothing', async () => {
    const side = { name: 'A', title: '', unit: '' }
    const dossiers = [{ dossier: fold([sampleEvent('received', 1)]), note: '' }]
    const view = handoverSlipView({ from: side, to: side, at: '', reason: '', dossiers }, sampleContext)
    const paper = { definition: mustFind('handoverSlip'), view, at, title: 'x' }
    const marked = await engine.makePdf({ ...paper, watermark: practiceMark })
    for (const page of [1, 2]) expect(readText(marked, page)).toContain(practiceMark)
    expect(readText(await engine.makePdf(paper))).not.toContain('TẬP HUẤN')
  })
})
