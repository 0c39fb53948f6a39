/**
 * A statutory form as data: what stands on the paper, in which order, bound to a view of the dossier. A province that
 * reads its annex differently corrects the data; no program changes. Unknown members are refused, so that a misspelt one
 * is reported instead of quietly doing nothing.
 *
 * Lengths are millimetres, type sizes and `before`/`after` are points.
 */
import { z } from 'zod'
import { formSetSchema } from '../dossier/event.ts'
import { parseTemplate, TemplateError } from './template.ts'

export const formIds = [
  'receipt',
  'supplementRequest',
  'refusal',
  'apology',
  'stopNotice',
  'controlSlip',
  'register',
  'returnAcknowledgement',
  'handoverSlip',
  'queueTicket',
  'cashReport',
  'reportII06a',
] as const
export const formIdSchema = z.enum(formIds)
export type FormId = z.infer<typeof formIdSchema>

/** `local`: papers of the desk's own, in no circular. */
export const definitionSetSchema = z.union([formSetSchema, z.literal('local')])
export type DefinitionSet = z.infer<typeof definitionSetSchema>

const template = z
  .string()
  .max(2000)
  .superRefine((text, context) => {
    try {
      parseTemplate(text)
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      context.addIssue({ code: 'custom', message: error.message })
    }
  })
const path = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z][a-zA-Z0-9]*)*$/, 'a path of names joined by dots')
const points = z.number().min(0).max(200)
const align = z.enum(['left', 'center', 'right', 'justify'])

/** An empty text, an empty list, null and false count as absent. */
export const conditionSchema = z.union([
  z.strictObject({ present: path }),
  z.strictObject({ absent: path }),
  z.strictObject({ path, equals: z.union([z.string(), z.boolean()]) }),
])
export type Condition = z.infer<typeof conditionSchema>
/** All of them must hold. */
const when = z.array(conditionSchema).max(10).optional()

const lineMembers = {
  text: template,
  align: align.optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  upper: z.boolean().optional(),
  size: z.number().min(4).max(40).optional(),
  before: points.optional(),
  after: points.optional(),
  /** First line, millimetres. */
  indent: z.number().min(0).max(60).optional(),
  /** A line below: as long as the text, or a third to a half of it (NĐ 30/2020, annex I). */
  rule: z.enum(['full', 'half']).optional(),
  when,
}
export const lineSchema = z.strictObject(lineMembers)
export type Line = z.infer<typeof lineSchema>

const head = z.strictObject({
  kind: z.literal('head'),
  left: z.array(lineSchema).max(12),
  right: z.array(lineSchema).max(12),
  /** Of the printable width, percent. */
  leftWidth: z.number().min(20).max(80),
  when,
})
const line = z.strictObject({ kind: z.literal('line'), ...lineMembers })
const field = z.strictObject({
  label: template,
  value: template,
  /** Stands in place of an empty value; dots for the pen unless told otherwise. */
  blank: z.string().max(200).optional(),
  when,
})
export type Field = z.infer<typeof field>
const fields = z.strictObject({
  kind: z.literal('fields'),
  columns: z.union([z.literal(1), z.literal(2)]),
  items: z.array(field).min(1).max(40),
  when,
})
const tableColumn = z.strictObject({
  header: template,
  /** Columns side by side with the same group stand below one heading. */
  group: z.string().max(200).optional(),
  value: template,
  width: z.union([z.number().min(4).max(400), z.literal('*')]),
  align: align.optional(),
})
export type TableColumn = z.infer<typeof tableColumn>
const table = z.strictObject({
  kind: z.literal('table'),
  /** The list of the view; values are looked up in a row of it first, then in the view. */
  rows: path,
  columns: z.array(tableColumn).min(1).max(40),
  size: z.number().min(4).max(40).optional(),
  /** A row `(1) (2) (3) …` below the headings. */
  numberedColumns: z.boolean().optional(),
  /** At least so many rows, empty ones for the pen. */
  minimumRows: z.int().min(0).max(60).optional(),
  /** Height of each row, points: room for signatures. */
  rowHeight: points.optional(),
  when,
})
const list = z.strictObject({
  kind: z.literal('list'),
  rows: path,
  item: template,
  marker: z.enum(['number', 'dash', 'none']),
  blank: z.string().max(200).optional(),
  when,
})
const signature = z.strictObject({
  above: template.optional(),
  title: template,
  hint: template.optional(),
  name: template,
  when,
})
export type Signature = z.infer<typeof signature>
const signatures = z.strictObject({
  kind: z.literal('signatures'),
  columns: z.array(signature).min(1).max(4),
  /** Room for so many side by side; free places lie at the left, so that a single signature stands at the right. */
  places: z.int().min(1).max(4).optional(),
  /** Room for the pen, points. */
  space: points,
  when,
})
const qr = z.strictObject({
  kind: z.literal('qr'),
  value: template,
  size: z.number().min(10).max(80),
  align: align.optional(),
  when,
})
const barcode = z.strictObject({
  kind: z.literal('barcode'),
  value: template,
  width: z.number().min(20).max(250),
  height: z.number().min(4).max(40),
  caption: template.optional(),
  align: align.optional(),
  when,
})
const space = z.strictObject({ kind: z.literal('space'), height: points, when })
const notice = z.strictObject({ kind: z.literal('notice'), text: template, size: z.number().min(4).max(40), when })

const simpleBlocks = [head, line, fields, table, list, signatures, qr, barcode, space, notice] as const
export const simpleBlockSchema = z.discriminatedUnion('kind', simpleBlocks)
export type SimpleBlock = z.infer<typeof simpleBlockSchema>
const row = z.strictObject({
  kind: z.literal('row'),
  cells: z
    .array(
      z.strictObject({
        width: z.union([z.number().min(4).max(400), z.literal('*')]),
        blocks: z.array(simpleBlockSchema).max(40),
      }),
    )
    .min(1)
    .max(6),
  gap: points,
  when,
})
/** Never torn apart by a page break. */
const together = z.strictObject({
  kind: z.literal('together'),
  blocks: z
    .array(z.discriminatedUnion('kind', [...simpleBlocks, row]))
    .min(1)
    .max(40),
  when,
})
export const blockSchema = z.discriminatedUnion('kind', [...simpleBlocks, row, together])
export type Block = z.infer<typeof blockSchema>
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>

/** `{page}` of `{pages}` (within one copy) and `{copy}` may stand here only. */
const marginTexts = z.strictObject({
  left: template.optional(),
  center: template.optional(),
  right: template.optional(),
  size: z.number().min(4).max(20),
})
export type MarginTexts = z.infer<typeof marginTexts>

export const paperSchema = z.strictObject({
  /** `roll80`: from a roll 80 mm wide, as long as it needs to be. */
  size: z.enum(['A4', 'A5', 'roll80']),
  orientation: z.enum(['portrait', 'landscape']),
  margins: z.strictObject({
    top: z.number().min(5).max(60),
    right: z.number().min(5).max(60),
    bottom: z.number().min(5).max(60),
    left: z.number().min(5).max(60),
  }),
  fontSize: z.number().min(6).max(16),
  lineHeight: z.number().min(0.8).max(2),
})
export type Paper = z.infer<typeof paperSchema>

export const formDefinitionSchema = z.strictObject({
  /** Of this description, raised when an older program could not draw it. */
  schema: z.literal(1),
  form: formIdSchema,
  formSet: definitionSetSchema,
  /** Later versions sort after earlier ones as plain text: `2026-11-24.1`. */
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}\.\d{1,3}$/),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  /** `Mẫu số 01`; null: in no annex. */
  templateNumber: z.string().max(60).nullable(),
  name: z.string().min(1).max(200),
  source: z.string().min(1).max(500),
  /** false: compared with no official text yet; `remark` says what is uncertain. */
  verified: z.boolean(),
  remark: z.string().max(1000).nullable(),
  paper: paperSchema,
  copies: z
    .array(z.strictObject({ label: z.string().max(200) }))
    .min(1)
    .max(4),
  header: marginTexts.nullable(),
  footer: marginTexts.nullable(),
  blocks: z.array(blockSchema).min(1).max(120),
})
export type FormDefinition = z.infer<typeof formDefinitionSchema>
