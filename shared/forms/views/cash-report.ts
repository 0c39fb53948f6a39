/** The cash report on paper: each movement of money, the sums, and who was exempt. */
import { z } from 'zod'
import { payWays } from '../../cash/cash-lines.ts'
import type { CashReport, CashSum } from '../../cash/cash-report.ts'
import { kindName, periodOf, scopeOf, wayName, whatOf } from '../../cash/cash-words.ts'
import { moneyKinds } from '../../cash/money-kind.ts'
import { grouped, moneyInWords, shortMoment } from '../vietnamese.ts'
import type { FormContext } from './context.ts'
import { headSchema, headView, printSchema, printView } from './parts.ts'
import { inTwoLines } from './register.ts'

const text = z.string()
const sum = { name: text, count: text, taken: text, givenBack: text, net: text }
export const cashReportViewSchema = z.object({
  head: headSchema,
  print: printSchema,
  period: text,
  scope: text,
  rows: z.array(
    z.object({
      n: text,
      at: text,
      codeLines: text,
      procedure: text,
      person: text,
      receiptNumber: text,
      way: text,
      kind: text,
      what: text,
      officer: text,
      amount: text,
    }),
  ),
  ways: z.array(z.object(sum)),
  kinds: z.array(z.object(sum)),
  officers: z.array(z.object({ ...sum, exempt: text })),
  exemptRows: z.array(z.object({ n: text, codeLines: text, procedure: text, person: text, exemption: text })),
  exemptCount: text,
  ...sum,
  words: text,
})
export type CashReportView = z.infer<typeof cashReportViewSchema>

/** `-20.000` */
export function signed(amount: number): string {
  return amount < 0 ? `-${grouped(-amount)}` : grouped(amount)
}

function sumView(name: string, { count, taken, givenBack, net }: CashSum) {
  return { name, count: String(count), taken: grouped(taken), givenBack: grouped(givenBack), net: signed(net) }
}

export function cashReportView(report: CashReport, context: FormContext): CashReportView {
  const officer = new Map(report.byOfficer.map(({ id, name }) => [id, name]))
  return {
    head: headView(context, context.print.at),
    print: printView(context, ''),
    period: periodOf(report),
    scope: scopeOf(report),
    rows: report.lines.map((line, index) => ({
      n: String(index + 1),
      at: shortMoment(line.at),
      codeLines: inTwoLines(line.code),
      procedure: line.procedure,
      person: line.person,
      receiptNumber: line.receiptNumber ?? '',
      way: wayName[line.way],
      kind: kindName[line.kind],
      what: whatOf(line),
      officer: officer.get(line.officerId) ?? '',
      amount: signed(line.amount),
    })),
    ways: payWays.filter((way) => report.byWay[way].count > 0).map((way) => sumView(wayName[way], report.byWay[way])),
    kinds: moneyKinds
      .filter((kind) => report.byKind[kind].count > 0)
      .map((kind) => sumView(kindName[kind], report.byKind[kind])),
    officers: report.byOfficer.map((group) => ({ ...sumView(group.name, group), exempt: String(group.exempt) })),
    exemptRows: report.exempt.map((line, index) => ({
      n: String(index + 1),
      codeLines: inTwoLines(line.code),
      procedure: line.procedure,
      person: line.person,
      exemption: line.exemption,
    })),
    exemptCount: String(report.exempt.length),
    ...sumView('Tổng cộng', report.total),
    words:
      report.total.net < 0
        ? `Âm ${moneyInWords(-report.total.net).toLocaleLowerCase('vi')}`
        : moneyInWords(report.total.net),
  }
}
