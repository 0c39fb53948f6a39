/** Report II.06a on paper. */
import { z } from 'zod'
import { reportColumns, reportPeriod } from '../../indicator/report-words.ts'
import type { ReportCounts, ReportII06a } from '../../indicator/report-ii06a.ts'
import type { FormContext } from './context.ts'
import { headSchema, headView, printSchema, printView } from './parts.ts'

const text = z.string()
const figures = {
  received: text,
  online: text,
  direct: text,
  carriedOver: text,
  solved: text,
  early: text,
  onTime: text,
  late: text,
  running: text,
  withinLimit: text,
  overdue: text,
}
export const reportII06aViewSchema = z.object({
  head: headSchema,
  print: printSchema,
  period: text,
  rows: z.array(z.object({ n: text, field: text, ...figures })),
})
export type ReportII06aView = z.infer<typeof reportII06aViewSchema>

function figuresOf(counts: ReportCounts): Record<keyof typeof figures, string> {
  return Object.fromEntries(reportColumns.map(({ name }) => [name, String(counts[name])])) as Record<
    keyof typeof figures,
    string
  >
}

/** The total is the last row, as on the form. */
export function reportII06aView(report: ReportII06a, context: FormContext): ReportII06aView {
  return {
    head: headView(context, context.print.at),
    print: printView(context, ''),
    period: reportPeriod(report.period),
    rows: [
      ...report.rows.map((row, index) => ({ n: String(index + 1), field: row.field, ...figuresOf(row) })),
      { n: '', field: 'Tổng số', ...figuresOf(report.total) },
    ],
  }
}
