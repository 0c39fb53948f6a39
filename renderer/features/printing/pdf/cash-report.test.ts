/** The day-end sheet read back with a PDF reader. */
import { describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../../test/support/event-builder.ts'
import { sampleAgencies } from '../../../../test/support/paper-builder.ts'
import { nodePdfEngine, pdfReaders, readInfo, readText, withoutReaders } from '../../../../test/support/pdf-tools.ts'
import { cashOf } from '../../../../shared/cash/cash-lines.ts'
import { cashReport } from '../../../../shared/cash/cash-report.ts'
import { fold } from '../../../../shared/dossier/fold.ts'
import { builtInDefinitions } from '../../../../shared/forms/definitions/all.ts'
import { planSheet } from '../../../../shared/forms/papers.ts'

const filter = { from: '2026-11-24', to: '2026-11-24', officerId: '', deskId: '' }
const names = { officer: () => 'Trần Quốc Đạt', desk: () => 'Quầy số 1' }

function planDay(events: ReturnType<typeof sampleEvent>[]) {
  const report = cashReport(events.length === 0 ? [] : [cashOf(fold(events), events, null)], filter, names)
  const plan = planSheet({
    form: 'cashReport',
    content: report,
    agencies: sampleAgencies,
    officer: { name: 'Trần Quốc Đạt', title: '' },
    formSet: 'TT03_2025',
    definitions: builtInDefinitions,
    at: '2026-11-24T17:00:00+07:00',
  })
  if (plan.kind !== 'paper') throw new Error('no sheet')
  return plan.paper
}

describe.skipIf(!pdfReaders)(`the day-end sheet (${withoutReaders})`, () => {
  it('has each movement, the sums in figures and words, and places to sign', async () => {
    const charge = {
      amount: 105_000,
      timing: 'atIntake' as const,
      exemption: 'Người khuyết tật',
      paidAtIntake: 105_000,
      receiptNumber: 'BL 01',
      method: 'cash' as const,
    }
    const paper = planDay([
      sampleEvent('received', 1, { payload: receivedPayload({ charge }) }),
      sampleEvent('refunded', 2, { payload: { amount: 5_000, reason: 'Thu thừa' } }),
    ])
    expect(paper.fileName).toBe('Bang-tong-hop-thu-phi-le-phi_2026-11-24.pdf')
    const pdf = await (await nodePdfEngine()).makePdf(paper)
    expect(readInfo(pdf)).toMatchObject({ pages: 1, size: expect.stringContaining('595.28 x 841.89') })
    const text = readText(pdf)
    for (const words of [
      'BẢNG TỔNG HỢP THU PHÍ, LỆ PHÍ',
      'Ngày 24/11/2026',
      'BL 01',
      'Hoàn trả: Thu thừa',
      '-5.000',
      'Tổng cộng: 100.000 đồng (2 lượt; đã thu 105.000, hoàn trả 5.000).',
      'Bằng chữ: Một trăm nghìn đồng.',
      'Hồ sơ được miễn phí, lệ phí: 1',
      'Người khuyết tật',
      'NGƯỜI LẬP BẢNG',
      'Trần Quốc Đạt',
    ])
      expect(text).toContain(words)
  })

  it('a day without money is a sheet with zero on it', async () => {
    const text = readText(await (await nodePdfEngine()).makePdf(planDay([])))
    expect(text).toContain('Tổng cộng: 0 đồng')
    expect(text).toContain('Không đồng')
  })
})
