/** The cash report as a table for Excel and LibreOffice: money as numbers, so that it can be summed again. */
import type { Book, Sheet, SheetColumn, SheetRow } from '../sheet/sheet.ts'
import type { CashReport, CashSum } from './cash-report.ts'
import { cashTitle, kindName, periodOf, scopeOf, wayName, whatOf } from './cash-words.ts'
import { payWays } from './cash-lines.ts'
import { moneyKinds } from './money-kind.ts'

export interface CashBookFacts {
  agency: string
  author: string
  at: string
}

export function cashBook(report: CashReport, { agency, author, at }: CashBookFacts): Book {
  const scope = scopeOf(report)
  const above = (title: string) => [
    title.toLocaleUpperCase('vi'),
    agency,
    [periodOf(report), scope].filter(Boolean).join('; '),
  ]
  const period =
    report.filter.from === report.filter.to ? report.filter.from : `${report.filter.from} ${report.filter.to}`
  return {
    title: `${cashTitle} ${period}`,
    author,
    at,
    sheets: [
      lineSheet(report, above(cashTitle)),
      sumSheet(report, above(`${cashTitle}: cộng`)),
      exemptSheet(report, above('Hồ sơ được miễn phí, lệ phí')),
    ],
  }
}

function lineSheet(report: CashReport, above: string[]): Sheet {
  const officer = new Map(report.byOfficer.map(({ id, name }) => [id, name]))
  const desk = new Map(report.byDesk.map(({ id, name }) => [id, name]))
  const columns: SheetColumn[] = [
    { header: 'STT', width: 6, kind: 'count' },
    { header: 'Thời điểm', width: 17, kind: 'moment' },
    { header: 'Mã hồ sơ', width: 26, kind: 'code' },
    { header: 'Mã thủ tục', width: 11, kind: 'code' },
    { header: 'Thủ tục', width: 30, kind: 'text' },
    { header: 'Nội dung', width: 24, kind: 'text' },
    { header: 'Người nộp', width: 22, kind: 'text' },
    { header: 'Số biên lai', width: 13, kind: 'code' },
    { header: 'Hình thức', width: 14, kind: 'text' },
    { header: 'Loại', width: 13, kind: 'text' },
    { header: 'Cán bộ thu', width: 20, kind: 'text' },
    { header: 'Quầy', width: 12, kind: 'text' },
    { header: 'Số tiền (đồng)', width: 15, kind: 'money' },
  ]
  const rows: SheetRow[] = report.lines.map((line, index) => ({
    values: [
      index + 1,
      line.at,
      line.code,
      line.procedureCode,
      line.procedure,
      whatOf(line),
      line.person,
      line.receiptNumber,
      wayName[line.way],
      kindName[line.kind],
      officer.get(line.officerId) ?? line.officerId,
      desk.get(line.deskId) ?? line.deskId,
      line.amount,
    ],
  }))
  const empty = columns.slice(2, -1).map(() => null)
  rows.push({ values: [null, 'Tổng cộng', ...empty, report.total.net], strong: true })
  return { name: 'Các khoản', above, columns, rows, orientation: 'landscape' }
}

function sumSheet(report: CashReport, above: string[]): Sheet {
  const columns: SheetColumn[] = [
    { header: 'Theo', width: 18, kind: 'text' },
    { header: 'Tên', width: 34, kind: 'text' },
    { header: 'Số lượt', width: 10, kind: 'count' },
    { header: 'Đã thu (đồng)', width: 16, kind: 'money' },
    { header: 'Hoàn trả (đồng)', width: 16, kind: 'money' },
    { header: 'Còn lại (đồng)', width: 16, kind: 'money' },
    { header: 'Hồ sơ miễn', width: 10, kind: 'count' },
  ]
  const row = (
    by: string,
    name: string,
    { count, taken, givenBack, net }: CashSum,
    exempt: number | null,
  ): SheetRow => ({
    values: [by, name, count, taken, givenBack, net, exempt],
  })
  const rows = [
    ...payWays.map((way) => row('Hình thức', wayName[way], report.byWay[way], null)),
    ...moneyKinds.map((kind) => row('Loại', kindName[kind], report.byKind[kind], null)),
    ...report.byOfficer.map((group) => row('Cán bộ', group.name, group, group.exempt)),
    ...report.byDesk.map((group) => row('Quầy', group.name, group, group.exempt)),
    ...report.byProcedure.map((group) => row('Thủ tục', group.name, group, group.exempt)),
    { ...row('Tổng cộng', '', report.total, report.exempt.length), strong: true },
  ]
  return { name: 'Tổng hợp', above, columns, rows, orientation: 'landscape' }
}

function exemptSheet(report: CashReport, above: string[]): Sheet {
  return {
    name: 'Miễn phí, lệ phí',
    above,
    columns: [
      { header: 'STT', width: 6, kind: 'count' },
      { header: 'Thời điểm tiếp nhận', width: 17, kind: 'moment' },
      { header: 'Mã hồ sơ', width: 26, kind: 'code' },
      { header: 'Thủ tục', width: 36, kind: 'text' },
      { header: 'Người nộp hồ sơ', width: 24, kind: 'text' },
      { header: 'Lý do miễn', width: 36, kind: 'text' },
    ],
    rows: report.exempt.map((line, index) => ({
      values: [index + 1, line.at, line.code, line.procedure, line.person, line.exemption],
    })),
    orientation: 'landscape',
  }
}
