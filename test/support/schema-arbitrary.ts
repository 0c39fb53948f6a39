/** fast-check values that fit a JSON Schema, and the same with parts replaced by what nobody should send. */
import fc from 'fast-check'

interface JsonSchema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  format?: string
  pattern?: string
}

/** Patterns are met by example, not by solving them. */
const examples: [RegExp, fc.Arbitrary<string>][] = [
  [/^uuid$/, fc.uuid()],
  [/^date$/, fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))],
  [/^date-time$/, fc.date({ noInvalidDate: true }).map((date) => date.toISOString())],
  [/0-9a-f\]\{32/, fc.stringMatching(/^[0-9a-f]{32}$/)],
  [/\\d\{5\}/, fc.constantFrom('25459', '25480')],
]

export function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map(arbitraryOf))
  switch (schema.type) {
    case 'object':
      return objectOf(schema)
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 })
    case 'string':
      return stringOf(schema)
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? -9, -9e9), max: Math.min(schema.maximum ?? 9, 9e9) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, arbitraryOf(member)]))
  return fc.record(members, { requiredKeys: required.filter((name) => name in members) })
}

function stringOf({ format = '', pattern = '', minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  const example = examples.find(([known]) => known.test(format) || known.test(pattern))
  return (
    example?.[1] ?? fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)), unit: 'grapheme' })
  )
}

/** What trips parsers, databases and recursive code. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    '\u0000',
    '\ud800',
    '\u202e',
    'x'.repeat(70_000),
    "'; drop table event; --",
    -0,
    1e308,
    2 ** 53,
    null,
    [],
    {},
    '../../../etc/passwd',
    '9999-12-31',
    '0000-00-00',
  ),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1}}') as unknown),
  fc.constant(JSON.parse('['.repeat(2000) + ']'.repeat(2000)) as unknown),
)

/** The value with up to three of its parts, wherever they lie, replaced. */
export function garbled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const replacement = fc.tuple(fc.nat(200), hostile)
  return fc
    .tuple(value, fc.array(replacement, { maxLength: 3 }))
    .map(([whole, replacements]) =>
      replacements.reduce<unknown>((current, [at, part]) => replaceNode(current, { left: at }, part), whole),
    )
}

function replaceNode(node: unknown, count: { left: number }, part: unknown): unknown {
  if (count.left < 0) return node
  if (count.left === 0) {
    count.left = -1
    return part
  }
  count.left -= 1
  if (Array.isArray(node)) return node.map((item) => replaceNode(item, count, part))
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(Object.entries(node).map(([name, item]) => [name, replaceNode(item, count, part)]))
}
