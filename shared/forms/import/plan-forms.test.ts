import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeProblem } from '../../table/report.ts'
import { builtInDefinitions } from '../definitions/all.ts'
import { receipt2025 } from '../definitions/receipt.ts'
import { publishableFormsSchema } from '../library.ts'
import { describeForms } from './describe-changes.ts'
import { planForms } from './plan-forms.ts'
import type { FormsContext } from './plan-forms.ts'

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const corrected = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...(json(receipt2025) as Record<string, unknown>),
  version: '2026-12-01.1',
  effectiveFrom: '2026-12-01',
  ...changes,
})
const context = (changes: Partial<FormsContext> = {}): FormsContext => ({
  current: null,
  builtIn: builtInDefinitions,
  version: 'lan-1',
  knownVersions: [],
  ...changes,
})
const codesOf = (value: unknown, changes: Partial<FormsContext> = {}) =>
  planForms(value, context(changes)).problems.map(({ code }) => code)
const line = (text: string) => [...receipt2025.blocks, { kind: 'line', text }]

describe('corrected forms', () => {
  it.each([
    ['alone', corrected()],
    ['in a list', [corrected()]],
    ['in a list with a version', { version: 'lan-7', forms: [corrected()] }],
  ])('%s become a list that may be published', (_name, value) => {
    const { list, changes } = planForms(value, context())
    expect(publishableFormsSchema.safeParse(list).success).toBe(true)
    expect(changes).toMatchObject([{ replaces: { version: receipt2025.version }, added: [], removed: [] }])
  })

  it('tell in words what a reader of the paper will see change', () => {
    const { changes } = planForms(
      corrected({ blocks: line('Đề nghị mang theo giấy này khi nhận kết quả.') }),
      context(),
    )
    const words = describeForms(changes).join('\n')
    expect(words).toContain('dùng từ 01/12/2026')
    expect(words).toContain('+ Đề nghị mang theo giấy này khi nhận kết quả.')
    expect(describeForms(planForms(corrected(), context()).changes).join('\n')).toContain('chỉ thay đổi cách trình bày')
  })

  it('are added to what was published before: a paper of an old day is printed by the form of that day', () => {
    const current = { version: 'lan-1', forms: [corrected()] }
    const next = corrected({ version: '2027-03-01.1', effectiveFrom: '2027-03-01' })
    const plan = planForms(next, context({ current, knownVersions: ['lan-1'], version: 'lan-2' }))
    expect(plan.list).toMatchObject({
      version: 'lan-2',
      forms: [{ version: '2026-12-01.1' }, { version: '2027-03-01.1' }],
    })
    expect(plan.changes).toMatchObject([{ replaces: { version: '2026-12-01.1' } }])
  })

  it('that are exported and imported again unchanged change nothing', () => {
    const plan = planForms(json(builtInDefinitions), context())
    expect(plan.changes).toEqual([])
    expect(plan.problems).toEqual([])
    expect(describeForms([])).toEqual(['Không có gì thay đổi: các mẫu này đã được công bố.'])
  })

  it('cannot become another paper under a version that was published', () => {
    const other = corrected({ name: 'Giấy khác' })
    expect(codesOf(other, { current: { version: 'lan-1', forms: [corrected()] } })).toContain('FORM_VERSION_TAKEN')
    expect(codesOf({ ...(json(receipt2025) as object), name: 'Giấy khác' })).toContain('FORM_VERSION_TAKEN')
    expect(codesOf([corrected(), corrected()])).toContain('FORM_TWICE')
    expect(codesOf({ version: 'lan-1', forms: [corrected()] }, { knownVersions: ['lan-1'] })).toContain(
      'FORMS_VERSION_KNOWN',
    )
  })

  it('that lose something, are never used, or were not compared with the law are warned of', () => {
    const withoutDue = receipt2025.blocks.filter((block) => !JSON.stringify(block).includes('{due.'))
    const codes = codesOf(corrected({ blocks: withoutDue, verified: false }))
    expect(codes).toContain('FORM_UNVERIFIED')
    expect(withoutDue.length === receipt2025.blocks.length || codes.includes('FORM_DROPS')).toBe(true)
    expect(codesOf(corrected({ version: '2020-01-01.1' }))).toContain('FORM_NOT_LATER')
    expect(codesOf(corrected({ effectiveTo: '2026-11-30' }))).toContain('FORM_ENDS_BEFORE')
  })

  it.each([
    ['a misspelt member', corrected({ titel: 'x' }), 'không rõ mục “titel”; có thể viết sai tên'],
    ['a missing member', corrected({ name: undefined }), 'cột name: thiếu mục này; cần một dòng chữ'],
    ['a wrong day', corrected({ effectiveFrom: '31/12/2026' }), 'cột effectiveFrom: cần một ngày dạng 2026-12-31'],
    [
      'a wrong paper',
      corrected({ paper: { ...receipt2025.paper, size: 'A3' } }),
      'paper.size: chỉ được ghi một trong: A4',
    ],
    [
      'an unknown value',
      corrected({ blocks: line('{dossier.mau}') }),
      '"dossier.mau" không phải giá trị mà mẫu này có',
    ],
    ['a broken text', corrected({ blocks: line('**{dossier.code}') }), '** không được đóng'],
    ['no forms', { forms: [] }, 'Tệp phải là một mẫu giấy'],
    ['something else', 'abc', 'Tệp phải là một mẫu giấy'],
  ])('with %s are refused in words, with the place', (_name, value, words) => {
    const { problems, list } = planForms(value, context())
    expect(list).toBeNull()
    expect(problems.map(describeProblem).join('\n')).toContain(words)
  })

  it('of garbage are problems or a list that desks can read, never an exception', () => {
    const member = fc.constantFrom(...Object.keys(corrected()))
    const garbage = fc.oneof(
      fc.jsonValue(),
      fc.tuple(member, fc.jsonValue()).map(([name, value]) => corrected({ [name]: value })),
      fc.array(fc.oneof(fc.constant(corrected()), fc.jsonValue()), { maxLength: 4 }),
    )
    fc.assert(
      fc.property(garbage, (value) => {
        const { problems, list } = planForms(value, context())
        if (list === null) expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
        else expect(publishableFormsSchema.safeParse(list).success).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
