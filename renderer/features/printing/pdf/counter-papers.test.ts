/** Papers that belong to no dossier: the ticket of the queue, and what a practice desk prints. */
import { beforeAll, describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../../test/support/event-builder.ts'
import { sampleContext } from '../../../../test/support/paper-builder.ts'
import { nodePdfEngine, pdfReaders, readInfo, readText, withoutReaders } from '../../../../test/support/pdf-tools.ts'
import { fold } from '../../../../shared/dossier/fold.ts'
import { builtInDefinitions } from '../../../../shared/forms/definitions/all.ts'
import { findDefinition } from '../../../../shared/forms/library.ts'
import { practiceMark } from '../../../../shared/forms/papers.ts'
import { handoverSlipView } from '../../../../shared/forms/views/handover-slip.ts'
import { queueTicketView } from '../../../../shared/forms/views/queue-ticket.ts'
import type { PdfEngine } from './engine.ts'

let engine: PdfEngine
beforeAll(async () => {
  engine = await nodePdfEngine()
})

describe.skipIf(!pdfReaders)(`papers read back (${pdfReaders ? 'poppler' : withoutReaders})`, () => {
  it('queue ticket, from a roll of 80 mm and no longer than its words', async () => {
    const definition = findDefinition(builtInDefinitions, 'queueTicket', 'TT03_2025', '2026-11-24')
    if (definition === null) throw new Error('no ticket')
    const view = queueTicketView(
      { number: 'A007', service: 'Nộp hồ sơ', isPriority: true, ahead: 3, at: '2026-11-24T08:05:00+07:00' },
      sampleContext,
    )
    const pdf = await engine.makePdf({ definition, view, at: sampleContext.print.at, title: 'A007' })
    const text = readText(pdf)
    for (const field of ['SỐ THỨ TỰ', 'A007', 'Nộp hồ sơ', 'Ưu tiên', 'Số người chờ trước: 3', '08 giờ 05 phút'])
      expect(text).toContain(field)
    const [, width = 0, height = 0] = /([\d.]+) x ([\d.]+)/.exec(readInfo(pdf).size)?.map(Number) ?? []
    expect(Math.round((width * 25.4) / 72)).toBe(80)
    expect((height * 25.4) / 72).toBeLessThan(110)
    expect(readInfo(pdf).pages).toBe(1)
    const practised = await engine.makePdf({
      definition,
      view,
      at: sampleContext.print.at,
      title: 'A007',
      watermark: practiceMark,
    })
    expect(readText(practised)).toContain(practiceMark)
  })

  it('a practice desk’s papers say on every page that they are worth nothing', async () => {
    const definition = findDefinition(builtInDefinitions, 'handoverSlip', 'TT03_2025', '2026-11-24')
    if (definition === null) throw new Error('no slip')
    const side = { name: 'A', title: '', unit: '' }
    const dossiers = [
      { dossier: fold([sampleEvent('received', 1, { payload: receivedPayload({ formSet: 'TT03_2025' }) })]), note: '' },
    ]
    const view = handoverSlipView({ from: side, to: side, at: '', reason: '', dossiers }, sampleContext)
    const paper = { definition, view, at: sampleContext.print.at, title: 'x' }
    const marked = await engine.makePdf({ ...paper, watermark: practiceMark })
    for (const page of [1, 2]) expect(readText(marked, page)).toContain(practiceMark)
    expect(readText(await engine.makePdf(paper))).not.toContain('TẬP HUẤN')
  })
})
