/** The catalogue of administrative procedures a province publishes to its desks, by version. */
import { z } from 'zod'
import { timeLimitSchema } from '../deadline/due.ts'

export const channelSchema = z.enum(['atDesk', 'byPost', 'online'])
export type Channel = z.infer<typeof channelSchema>
export const componentKindSchema = z.enum(['original', 'certified', 'copy', 'electronic'])
export type ComponentKind = z.infer<typeof componentKindSchema>

/** How money came in. */
export const payMethodSchema = z.enum(['cash', 'transfer', 'online'])
export type PayMethod = z.infer<typeof payMethodSchema>

/** What this dossier costs, as agreed at intake. Amounts in đồng. */
export const chargeSchema = z.looseObject({
  amount: z.int().min(0).max(100_000_000_000),
  timing: z.enum(['atIntake', 'atReturn', 'exempt', 'none']),
  exemption: z.string().max(200).nullable(),
  paidAtIntake: z.int().min(0).max(100_000_000_000),
  receiptNumber: z.string().max(80).nullable(),
  /** Of `paidAtIntake`; absent: not said. */
  method: payMethodSchema.optional(),
})
export type Charge = z.infer<typeof chargeSchema>

export const procedureComponentSchema = z.object({
  id: z.string().min(1).max(80),
  name: z.string().min(1).max(500),
  kind: componentKindSchema,
  count: z.int().min(0).max(99),
  required: z.boolean(),
  /** When it is asked for, in words; null: always. */
  condition: z.string().max(500).nullable(),
})
export type ProcedureComponent = z.infer<typeof procedureComponentSchema>

export const feeRuleSchema = z.object({
  /** Đồng; null: the amount is worked out by the officer, as `note` explains. */
  amount: z.int().min(0).nullable(),
  per: z.enum(['dossier', 'copy', 'page', 'case']),
  timing: z.enum(['atIntake', 'atReturn', 'none']),
  channel: channelSchema.nullable(),
  note: z.string().max(500),
  /** Phí or lệ phí (Luật Phí và lệ phí, Phụ lục 01); absent: the list does not say. */
  kind: z.enum(['serviceFee', 'stateFee']).optional(),
  /** From the `from`-th unit on, counted from 1, each costs `amount` instead: pages of a certified copy from the third. */
  reduced: z.object({ from: z.int().min(2).max(10_000), amount: z.int().min(0) }).optional(),
  /** The most one dossier, or with `per: 'page'` one copy, costs. */
  maximum: z.int().min(0).optional(),
  /** Groups that pay nothing, by id; absent: the groups the law names. See `exemptionGroups`. */
  exemptGroups: z.array(z.string().max(80)).max(40).optional(),
})
export type FeeRule = z.infer<typeof feeRuleSchema>

export const procedureSchema = z.object({
  /** National code, `2.000815`; key together with `version`. */
  code: z.string().regex(/^[1-6]\.\d{6}$/),
  /** The publishing decision. */
  version: z.string().min(1).max(80),
  name: z.string().min(1).max(500),
  field: z.string().min(1).max(200),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  timeLimit: timeLimitSchema.nullable(),
  timeLimitByChannel: z.partialRecord(channelSchema, timeLimitSchema),
  /** NĐ 61/2018 Đ19.4 restarts the clock after a supplement; some provinces only pause it. */
  supplementPolicy: z.enum(['RESTART', 'PAUSE']),
  /** Answered at once: no receipt is owed, but the case is recorded (NĐ 61/2018 Đ17.4). */
  answeredAtOnce: z.boolean(),
  channels: z.array(channelSchema).min(1),
  components: z.array(procedureComponentSchema).max(200),
  fees: z.array(feeRuleSchema).max(40),
  results: z.array(z.string().min(1).max(500)).max(40),
  resolvingUnitId: z.string().max(80).nullable(),
  /** Where the dossier is worked on when that is not the provincial system. */
  route: z.enum(['province', 'civilStatus', 'residence', 'business', 'land']),
  source: z.string().min(1).max(500),
  verified: z.boolean(),
})
export type Procedure = z.infer<typeof procedureSchema>

export const catalogueSchema = z.object({
  version: z.string().min(1).max(80),
  province: z.string().min(1),
  publishedAt: z.iso.datetime({ offset: true }),
  numbering: z.enum(['leased', 'provisional']),
  formSet: z.enum(['TT01_2018', 'TT03_2025']),
  procedures: z.array(procedureSchema),
})
export type Catalogue = z.infer<typeof catalogueSchema>

/** Whether a procedure version may be used for a dossier received on `date` (`yyyy-mm-dd`). */
export function isInEffect(procedure: Procedure, date: string): boolean {
  return procedure.effectiveFrom <= date && (procedure.effectiveTo === null || date <= procedure.effectiveTo)
}
