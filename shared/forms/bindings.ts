/** Values of a view by path, and the check that a definition names only values its form has. */
import { z } from 'zod'
import type { Block, Condition, FormDefinition, MarginTexts, SimpleBlock } from './definition.ts'
import { templatePaths } from './template.ts'
import { viewSchemas } from './views/schemas.ts'

export type FormView = Readonly<Record<string, unknown>>

export function valueAt(view: FormView, path: string): unknown {
  let value: unknown = view
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

/** Lists, objects and truth values have no text. */
export function textAt(view: FormView, path: string): string {
  const value = valueAt(view, path)
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

export function rowsAt(view: FormView, path: string): FormView[] {
  const value = valueAt(view, path)
  return Array.isArray(value) ? value.filter((row): row is FormView => row !== null && typeof row === 'object') : []
}

export function conditionsHold(conditions: readonly Condition[] | undefined, view: FormView): boolean {
  return (conditions ?? []).every((condition) => {
    if ('present' in condition) return isPresent(valueAt(view, condition.present))
    if ('absent' in condition) return !isPresent(valueAt(view, condition.absent))
    return valueAt(view, condition.path) === condition.equals
  })
}

function isPresent(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== '' && value !== false
}

/** A path, the list whose rows it may be relative to, and what it has to lead to. */
interface Use {
  path: string
  rows: string | null
  wants: 'text' | 'list' | 'any'
}

/** Sentences for whoever corrects a definition; empty: all is well. */
export function bindingProblems(definition: FormDefinition): string[] {
  const schema = viewSchemas[definition.form]
  const uses = [...definition.blocks.flatMap(usesOfBlock), ...marginUses(definition)]
  return [...new Set(uses.flatMap((use) => problemOf(use, schema)))]
}

/** Every value that the definition prints or asks for, once. */
export function boundPaths(definition: FormDefinition): string[] {
  const uses = [...definition.blocks.flatMap(usesOfBlock), ...marginUses(definition)]
  return [...new Set(uses.map(({ path, rows }) => (rows === null ? path : `${rows}.${path}`)))]
}

const kindWords = { text: 'một giá trị chữ', list: 'một danh sách', flag: 'một điều kiện', group: 'một nhóm giá trị' }

function problemOf({ path, rows, wants }: Use, schema: z.ZodObject): string[] {
  const inRow = rows === null ? null : kindAt(elementOf(at(schema, rows)), path)
  const kind = inRow ?? kindAt(schema, path)
  if (kind === null)
    return [`"${path}"${rows === null ? '' : ` (trong một dòng của "${rows}")`} không phải giá trị mà mẫu này có`]
  if (wants !== 'any' && kind !== wants) return [`"${path}" là ${kindWords[kind]}; ở đây cần ${kindWords[wants]}`]
  return []
}

/** The schema at a path, through members that may be null. */
function at(schema: z.ZodType, path: string): z.ZodType | null {
  let current: z.ZodType | null = schema
  for (const name of path.split('.')) {
    const object: z.ZodType | null = current === null ? null : bare(current)
    if (!(object instanceof z.ZodObject)) return null
    current = Object.hasOwn(object.shape, name) ? (object.shape[name] as z.ZodType) : null
  }
  return current
}

const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodNullable ? bare(schema.unwrap() as z.ZodType) : schema

function elementOf(schema: z.ZodType | null): z.ZodType | null {
  const list = schema === null ? null : bare(schema)
  return list instanceof z.ZodArray ? (list.element as z.ZodType) : null
}

function kindAt(schema: z.ZodType | null, path: string): 'text' | 'list' | 'flag' | 'group' | null {
  const found = schema === null ? null : at(schema, path)
  if (found === null) return null
  const type = bare(found)
  if (type instanceof z.ZodArray) return 'list'
  if (type instanceof z.ZodBoolean) return 'flag'
  return type instanceof z.ZodObject ? 'group' : 'text'
}

const texts = (rows: string | null, ...templates: (string | undefined)[]): Use[] =>
  templates.flatMap((template) => templatePaths(template ?? '').map((path) => ({ path, rows, wants: 'text' as const })))

function conditionUses(conditions: readonly Condition[] | undefined): Use[] {
  return (conditions ?? []).map((condition) => ({
    path: 'present' in condition ? condition.present : 'absent' in condition ? condition.absent : condition.path,
    rows: null,
    wants: 'any' as const,
  }))
}

function usesOfBlock(block: Block): Use[] {
  const own = conditionUses(block.when)
  if (block.kind === 'row')
    return [...own, ...block.cells.flatMap((cell) => cell.blocks).flatMap((inner) => usesOfBlock(inner))]
  if (block.kind === 'together') return [...own, ...block.blocks.flatMap((inner) => usesOfBlock(inner))]
  return [...own, ...usesOfSimple(block)]
}

function usesOfSimple(block: SimpleBlock): Use[] {
  switch (block.kind) {
    case 'head':
      return [...block.left, ...block.right].flatMap((line) => [...texts(null, line.text), ...conditionUses(line.when)])
    case 'fields':
      return block.items.flatMap((item) => [...texts(null, item.label, item.value), ...conditionUses(item.when)])
    case 'table':
      return [
        { path: block.rows, rows: null, wants: 'list' },
        ...block.columns.flatMap((column) => [...texts(null, column.header), ...texts(block.rows, column.value)]),
      ]
    case 'list':
      return [{ path: block.rows, rows: null, wants: 'list' }, ...texts(block.rows, block.item)]
    case 'signatures':
      return block.columns.flatMap((column) => [
        ...texts(null, column.above, column.title, column.hint, column.name),
        ...conditionUses(column.when),
      ])
    case 'qr':
      return texts(null, block.value)
    case 'barcode':
      return texts(null, block.value, block.caption)
    case 'line':
    case 'notice':
      return texts(null, block.text)
    case 'space':
      return []
  }
}

const marginNames = new Set(['page', 'pages', 'copy'])

function marginUses({ header, footer }: FormDefinition): Use[] {
  const of = (margin: MarginTexts | null) =>
    margin === null ? [] : texts(null, margin.left, margin.center, margin.right)
  return [...of(header), ...of(footer)].filter((use) => !marginNames.has(use.path))
}
