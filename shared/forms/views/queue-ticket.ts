/** What stands on the slip of somebody who waits. */
import { z } from 'zod'
import { momentInWords } from '../vietnamese.ts'
import type { FormContext } from './context.ts'
import { printSchema, printView, unbroken } from './parts.ts'

const text = z.string()
export const queueTicketViewSchema = z.object({
  print: printSchema,
  agency: text,
  number: text,
  service: text,
  isPriority: z.boolean(),
  ahead: text,
  at: text,
})
export type QueueTicketView = z.infer<typeof queueTicketViewSchema>

export interface QueueTicketInput {
  number: string
  service: string
  isPriority: boolean
  /** How many are called before. */
  ahead: number
  at: string
}

export function queueTicketView(input: QueueTicketInput, context: FormContext): QueueTicketView {
  const { number, service, isPriority, ahead, at } = input
  return {
    print: printView(context, number),
    agency: unbroken(context.agency),
    number,
    service,
    isPriority,
    ahead: String(ahead),
    at: momentInWords(at),
  }
}
