/** The values each form may place; a definition that names another one is refused before anything is printed. */
import type { z } from 'zod'
import type { FormId } from '../definition.ts'
import { receiptViewSchema } from './receipt.ts'
import { returnAcknowledgementViewSchema } from './return-acknowledgement.ts'

export const viewSchemas: { readonly [F in FormId]?: z.ZodObject } = {
  receipt: receiptViewSchema,
  returnAcknowledgement: returnAcknowledgementViewSchema,
}
