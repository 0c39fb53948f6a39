/** Report II.06a read back with a PDF reader. */
import { expect, it } from 'vitest'
import { sampleAgencies } from '../../../../test/support/paper-builder.ts'
import { nodePdfEngine, pdfReaders, readInfo, readLines, withoutReaders } from '../../../../test/support/pdf-tools.ts'
import { builtInDefinitions } from '../../../../shared/forms/definitions/all.ts'
import { planSheet } from '../../../../shared/forms/papers.ts'
import { sumReport } from '../../../../shared/indicator/report-ii06a.ts'

it.skipIf(!pdfReaders)(
  `has each field, its figures in the order of the form, and the total (${withoutReaders})`,
  async () => {
    const period = { from: '2026-11-01T00:00:00+07:00', until: '2026-12-01T00:00:00+07:00' }
    const late = { field: 'Hộ tịch', columns: ['received', 'online', 'solved', 'late'] as const }
    const running = { field: 'Đất đai', columns: ['received', 'direct', 'running', 'withinLimit'] as const }
    const plan = planSheet({
      form: 'reportII06a',
      content: sumReport([late, late, running], period),
      agencies: sampleAgencies,
      officer: { name: 'Trần Quốc Đạt', title: '' },
      formSet: 'TT03_2025',
      definitions: builtInDefinitions,
      at: '2026-12-01T08:00:00+07:00',
    })
    if (plan.kind !== 'paper') throw new Error('no report')
    const pdf = await (await nodePdfEngine()).makePdf(plan.paper)
    expect(readInfo(pdf)).toMatchObject({ pages: 1, size: expect.stringContaining('841.89 x 595.28') })
    const lines = readLines(pdf)
    expect(lines).toContain('Từ ngày 01/11/2026 đến ngày 30/11/2026')
    expect(lines).toMatch(/1 Đất đai 1 0 1 0 0 0 0 0 1 1 0/)
    expect(lines).toMatch(/2 Hộ tịch 2 2 0 0 2 0 0 2 0 0 0/)
    expect(lines).toMatch(/Tổng số 3 2 1 0 2 0 0 2 1 1 0/)
  },
)
