/** Papers of several dossiers change hands: between officers, shifts, or the desk and a unit. Each side keeps a copy. */
import { z } from 'zod'
import type { Dossier } from '../../dossier/dossier.ts'
import { momentInWords, paddedCount, shortMoment } from '../vietnamese.ts'
import type { FormContext } from './context.ts'
import { inTwoLines } from './register.ts'
import { headSchema, headView, printSchema, printView } from './parts.ts'

const text = z.string()
const side = z.object({ name: text, title: text, unit: text })
export const handoverSlipViewSchema = z.object({
  head: headSchema,
  print: printSchema,
  from: side,
  to: side,
  at: text,
  reason: text,
  count: text,
  rows: z.array(
    z.object({
      n: text,
      code: text,
      codeLines: text,
      procedure: text,
      person: text,
      papers: text,
      dueAt: text,
      note: text,
    }),
  ),
})
export type HandoverSlipView = z.infer<typeof handoverSlipViewSchema>

export interface HandoverInput {
  /** Of which batch it is the slip; left out: of none that is recorded. */
  batchId?: string
  from: z.infer<typeof side>
  to: z.infer<typeof side>
  /** Instant of the handing-over. */
  at: string
  reason: string
  dossiers: readonly { dossier: Dossier; note: string }[]
}

export function handoverSlipView(input: HandoverInput, context: FormContext): HandoverSlipView {
  return {
    head: headView(context, input.at),
    print: printView(context, ''),
    from: input.from,
    to: input.to,
    at: momentInWords(input.at),
    reason: input.reason,
    count: paddedCount(input.dossiers.length),
    rows: input.dossiers.map(({ dossier, note }, i) => ({
      n: String(i + 1),
      code: dossier.number.code,
      codeLines: inTwoLines(dossier.number.code),
      procedure: dossier.procedure.name,
      person: (dossier.owner ?? dossier.submitter).name,
      papers: paddedCount(dossier.components.reduce((sum, component) => sum + component.count, 0)),
      dueAt: shortMoment(dossier.dueAt),
      note,
    })),
  }
}
