import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindingProblems } from './bindings.ts'
import { builtInDefinitions } from './definitions/all.ts'
import { receipt2025 } from './definitions/receipt.ts'
import { formIds } from './definition.ts'
import type { FormDefinition } from './definition.ts'
import { findDefinition, parseDefinition, parseDefinitions, publishableFormsSchema } from './library.ts'

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const faultsOf = (input: unknown): string[] => {
  const parsed = parseDefinition(input)
  return parsed.kind === 'invalid' ? parsed.faults : []
}

describe('the built-in forms', () => {
  it.each(builtInDefinitions.map((definition) => [definition.form, definition.formSet, definition] as const))(
    '%s %s is valid, as data that travelled as JSON',
    (_form, _set, definition) => {
      expect(faultsOf(json(definition))).toEqual([])
      expect(json(definition)).toEqual(definition)
    },
  )
  it('are all that the law asks for, in both sets', () => {
    const has = (set: string) =>
      new Set(builtInDefinitions.filter((definition) => definition.formSet === set).map(({ form }) => form))
    const common = ['receipt', 'supplementRequest', 'refusal', 'apology', 'controlSlip', 'register']
    expect(has('TT01_2018')).toEqual(new Set(common))
    expect(has('TT03_2025')).toEqual(new Set([...common, 'stopNotice']))
    expect(has('local')).toEqual(
      new Set(['returnAcknowledgement', 'handoverSlip', 'queueTicket', 'cashReport', 'reportII06a']),
    )
    expect(new Set(builtInDefinitions.map(({ form }) => form))).toEqual(new Set(formIds))
  })
  it('have the numbers their circulars give them', () => {
    const numbers = (set: string) =>
      Object.fromEntries(
        builtInDefinitions
          .filter(({ formSet }) => formSet === set)
          .map(({ form, templateNumber }) => [form, templateNumber]),
      )
    expect(numbers('TT01_2018')).toEqual({
      receipt: 'Mẫu số 01',
      supplementRequest: 'Mẫu số 02',
      refusal: 'Mẫu số 03',
      apology: 'Mẫu số 04',
      controlSlip: 'Mẫu số 05',
      register: 'Mẫu số 06',
    })
    expect(numbers('TT03_2025')).toEqual({
      receipt: 'Mẫu số 01',
      supplementRequest: 'Mẫu số 02',
      refusal: 'Mẫu số 03',
      apology: 'Mẫu số 04',
      stopNotice: 'Mẫu số 05',
      controlSlip: 'Mẫu số 06',
      register: 'Mẫu số 07',
    })
  })
  it('say so when no official text was at hand', () => {
    const stop = builtInDefinitions.find(({ form }) => form === 'stopNotice')
    expect(stop?.verified).toBe(false)
    expect(stop?.remark).toMatch(/MẪU TẠM/)
  })
  it('print the receipt in two copies on A5, the register on A4 landscape', () => {
    for (const definition of builtInDefinitions) {
      if (definition.form === 'receipt') {
        expect(definition.paper.size).toBe('A5')
        expect(definition.copies).toHaveLength(2)
      }
      if (definition.form === 'register')
        expect(definition.paper).toMatchObject({ size: 'A4', orientation: 'landscape' })
    }
  })
})

describe('a definition from elsewhere', () => {
  const changed = (change: (definition: Record<string, unknown>) => void) => {
    const copy = json(receipt2025) as Record<string, unknown>
    change(copy)
    return copy
  }
  it.each([
    ['an unknown member', changed((d) => (d['titel'] = 'x')), /titel/],
    ['a missing member', changed((d) => delete d['blocks']), /blocks/],
    ['an unknown form', changed((d) => (d['form'] = 'receit')), /form/],
    ['a newer schema', changed((d) => (d['schema'] = 2)), /schema/],
    ['an odd version', changed((d) => (d['version'] = 'mới nhất')), /version/],
    ['an unknown block', changed((d) => (d['blocks'] = [{ kind: 'script' }])), /blocks\.0/],
    [
      'a value that is not there',
      changed((d) => (d['blocks'] = [{ kind: 'line', text: '{dossier.colour}' }])),
      /"dossier\.colour" không phải giá trị/,
    ],
    [
      'a list where a text belongs',
      changed((d) => (d['blocks'] = [{ kind: 'line', text: '{components}' }])),
      /"components" là một danh sách/,
    ],
    [
      'a text where a list belongs',
      changed((d) => (d['blocks'] = [{ kind: 'list', rows: 'dossier.code', item: 'x', marker: 'dash' }])),
      /"dossier\.code" là một giá trị chữ; ở đây cần một danh sách/,
    ],
    [
      'a broken template',
      changed((d) => (d['blocks'] = [{ kind: 'line', text: '**{dossier.code}' }])),
      /\*\* không được đóng/,
    ],
    [
      'a condition on nothing',
      changed((d) => (d['blocks'] = [{ kind: 'line', text: 'x', when: [{ present: 'nothing' }] }])),
      /"nothing" không phải giá trị/,
    ],
    [
      'page numbers in the text',
      changed((d) => (d['blocks'] = [{ kind: 'line', text: '{page}' }])),
      /"page" không phải giá trị/,
    ],
  ])('with %s is refused with its place', (_name, input, fault) => {
    expect(faultsOf(input).join('\n')).toMatch(fault)
  })
  it('looks into rows, cells and kept-together blocks', () => {
    const bad = { kind: 'line' as const, text: '{x}' }
    const blocks: FormDefinition['blocks'] = [
      { kind: 'row', gap: 1, cells: [{ width: '*', blocks: [bad] }] },
      { kind: 'together', blocks: [{ kind: 'line', text: '{y}' }] },
    ]
    expect(bindingProblems({ ...receipt2025, blocks })).toEqual([
      '"x" không phải giá trị mà mẫu này có',
      '"y" không phải giá trị mà mẫu này có',
    ])
  })
  it('of any kind gives sentences, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (input) => {
        const parsed = parseDefinition(input)
        if (parsed.kind === 'invalid') expect(parsed.faults.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
  it('is left out of a list without taking its neighbours along', () => {
    const { valid, problems } = parseDefinitions([receipt2025, null, changed((d) => (d['form'] = 'x')), 'text'])
    expect(valid).toEqual([receipt2025])
    expect(problems.map(({ index, form }) => [index, form])).toEqual([
      [1, 'object'],
      [2, 'x TT03_2025 2026-11-24.1'],
      [3, 'string'],
    ])
  })
})

describe('a list to publish', () => {
  it('is taken when every form in it is good', () => {
    const list = { version: '2027-1', forms: builtInDefinitions.map(json) }
    expect(publishableFormsSchema.parse(list)).toEqual(list)
  })
  it('is refused with the place and the fault of each bad form', () => {
    const forms = [receipt2025, { ...receipt2025, blocks: [{ kind: 'line', text: '{dossier.colour}' }] }]
    const issues = publishableFormsSchema.safeParse({ version: '2027-1', forms }).error?.issues
    expect(issues).toHaveLength(1)
    expect(issues?.[0]).toMatchObject({
      path: ['forms', 1],
      message: '"dossier.colour" không phải giá trị mà mẫu này có',
    })
  })
})

describe('findDefinition', () => {
  const version = (name: string, from: string, to: string | null = null): FormDefinition => ({
    ...receipt2025,
    version: name,
    effectiveFrom: from,
    effectiveTo: to,
  })
  it('takes the latest version in effect on the day', () => {
    const list = [
      version('2026-01-01.9', '2026-01-01'),
      version('2026-01-01.10', '2026-01-01'),
      version('2027-01-01.1', '2027-03-01'),
    ]
    expect(findDefinition(list, 'receipt', 'TT03_2025', '2026-11-24')?.version).toBe('2026-01-01.10')
    expect(findDefinition(list, 'receipt', 'TT03_2025', '2027-03-01')?.version).toBe('2027-01-01.1')
  })
  it('still prints for a day that no version covers', () => {
    const list = [version('2026-01-01.1', '2026-01-01', '2026-02-01')]
    expect(findDefinition(list, 'receipt', 'TT03_2025', '2025-01-01')?.version).toBe('2026-01-01.1')
  })
  it('prefers a form of the set to a local one, and never takes the other set’s', () => {
    const local: FormDefinition = { ...receipt2025, formSet: 'local', version: '2030-01-01.1' }
    expect(findDefinition([receipt2025, local], 'receipt', 'TT03_2025', '2026-11-24')?.formSet).toBe('TT03_2025')
    expect(findDefinition([receipt2025], 'receipt', 'TT01_2018', '2026-11-24')).toBeNull()
    expect(findDefinition(builtInDefinitions, 'stopNotice', 'TT01_2018', '2026-11-24')).toBeNull()
  })
})
