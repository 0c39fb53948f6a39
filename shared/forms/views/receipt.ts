/** Mẫu 01: receipt and appointment. */
import { z } from 'zod'
import type { Dossier } from '../../dossier/dossier.ts'
import type { FormContext } from './context.ts'
import {
  componentViews,
  componentViewSchema,
  dossierView,
  dossierViewSchema,
  headSchema,
  headView,
  printSchema,
  printView,
} from './parts.ts'

export const receiptViewSchema = z.object({
  head: headSchema,
  print: printSchema,
  dossier: dossierViewSchema,
  components: z.array(componentViewSchema),
  register: z.object({ volume: z.string(), entry: z.string() }),
})
export type ReceiptView = z.infer<typeof receiptViewSchema>

export function receiptView(dossier: Dossier, context: FormContext): ReceiptView {
  return {
    head: headView(context, dossier.receivedAt === '' ? null : dossier.receivedAt),
    print: printView(context, dossier.number.code),
    dossier: dossierView(dossier, context),
    components: componentViews(dossier.components),
    register: context.register ?? { volume: '', entry: '' },
  }
}
