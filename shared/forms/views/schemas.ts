/** The values each form may place; a definition that names another one is refused before anything is printed. */
import type { z } from 'zod'
import type { FormId } from '../definition.ts'
import { cashReportViewSchema } from './cash-report.ts'
import { controlSlipViewSchema } from './control-slip.ts'
import { handoverSlipViewSchema } from './handover-slip.ts'
import { apologyViewSchema, refusalViewSchema, stopNoticeViewSchema, supplementRequestViewSchema } from './letters.ts'
import { queueTicketViewSchema } from './queue-ticket.ts'
import { receiptViewSchema } from './receipt.ts'
import { registerViewSchema } from './register.ts'
import { reportII06aViewSchema } from './report-ii06a.ts'
import { returnAcknowledgementViewSchema } from './return-acknowledgement.ts'

export const viewSchemas: { readonly [F in FormId]: z.ZodObject } = {
  receipt: receiptViewSchema,
  supplementRequest: supplementRequestViewSchema,
  refusal: refusalViewSchema,
  apology: apologyViewSchema,
  stopNotice: stopNoticeViewSchema,
  controlSlip: controlSlipViewSchema,
  register: registerViewSchema,
  returnAcknowledgement: returnAcknowledgementViewSchema,
  handoverSlip: handoverSlipViewSchema,
  queueTicket: queueTicketViewSchema,
  cashReport: cashReportViewSchema,
  reportII06a: reportII06aViewSchema,
}
