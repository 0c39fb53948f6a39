/** Report II.06a as a table for Excel and LibreOffice. */
import type { Book, SheetColumn } from '../sheet/sheet.ts'
import type { ReportCounts, ReportII06a } from './report-ii06a.ts'
import { reportColumns, reportName, reportPeriod, reportTitle } from './report-words.ts'

export function reportBook(report: ReportII06a, facts: { agency: string; author: string; at: string }): Book {
  const columns: SheetColumn[] = [
    { header: 'STT (1)', width: 7, kind: 'count' },
    { header: 'Lĩnh vực (2)', width: 34, kind: 'text' },
    ...reportColumns.map(({ group, header, number }): SheetColumn => ({
      group,
      header: `${header} (${number})`,
      width: 12,
      kind: 'count',
    })),
  ]
  const figures = (counts: ReportCounts) => reportColumns.map(({ name }) => counts[name])
  return {
    title: reportName(report.period),
    author: facts.author,
    at: facts.at,
    sheets: [
      {
        name: 'II.06a',
        above: [
          reportTitle.toLocaleUpperCase('vi'),
          facts.agency,
          `Biểu II.06a/VPCP/KSTT; ${reportPeriod(report.period)}`,
        ],
        columns,
        rows: [
          ...report.rows.map((row, index) => ({ values: [index + 1, row.field, ...figures(row)] })),
          { values: [null, 'Tổng số', ...figures(report.total)], strong: true },
        ],
        orientation: 'landscape',
      },
    ],
  }
}
