import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import sample from '../../../gateway/sample/catalogue.json' with { type: 'json' }
import { anyCatalogue } from '../../../test/support/catalogue-arbitrary.ts'
import { catalogueSchema } from '../catalogue.ts'
import { changesNothing, compareCatalogues, findGaps, mergeInto } from './compare.ts'
import { describeComparison } from './preview.ts'

const current = catalogueSchema.parse(sample)

describe('the preview', () => {
  const [first, second, ...others] = current.procedures
  it('of the same catalogue is empty; of a first one, everything is new', () => {
    const same = compareCatalogues(current, current)
    expect([changesNothing(same), same.unchanged]).toEqual([true, current.procedures.length])
    expect(compareCatalogues(null, current).added).toEqual(current.procedures)
  })
  it('names what is new, gone and changed, field by field', () => {
    if (first === undefined || second === undefined) throw new Error('the sample is empty')
    const changed = {
      ...first,
      version: '9/QĐ',
      timeLimit: { value: 2, unit: 'workingDays' as const, cutOff: null },
      components: first.components.slice(1),
    }
    const added = { ...second, code: '6.999999' }
    const after = { ...current, formSet: 'TT01_2018' as const, procedures: [changed, added, ...others] }
    const preview = compareCatalogues(current, after)
    expect(preview.withdrawn).toEqual([second])
    expect(preview.added).toEqual([added])
    expect(preview.unchanged).toBe(others.length)
    expect(preview.info).toEqual([{ title: 'Bộ mẫu giấy tờ', before: ['TT 03/2025'], after: ['TT 01/2018'] }])
    expect(preview.changed).toMatchObject([{ code: first.code, sameDecision: false }])
    expect(preview.changed[0]?.changes).toEqual([
      { title: 'Quyết định công bố', before: ['163/QĐ-BTP'], after: ['9/QĐ'] },
      { title: 'Thời hạn giải quyết', before: ['trong ngày, chốt 15:00'], after: ['2 ngày làm việc'] },
      {
        title: 'Thành phần hồ sơ',
        before: ['Tờ khai đăng ký khai sinh | bản chính | 1 | có |  | to-khai'],
        after: [],
      },
    ])
    expect(compareCatalogues(current, { ...current, procedures: [{ ...first, name: 'x' }] }).changed).toMatchObject([
      { sameDecision: true },
    ])
  })
  it('is told in lines, and warns when a third of the desk’s procedures would go', () => {
    if (first === undefined || second === undefined) throw new Error('the sample is empty')
    const after = { ...current, version: '2', procedures: [{ ...first, results: ['a', 'b'], fees: [] }, second] }
    const lines = describeComparison(compareCatalogues(current, after), after)
    expect(lines.slice(0, 6)).toEqual([
      'Phiên bản 2: thêm 0, thay đổi 1, bãi bỏ 51, giữ nguyên 1 thủ tục.',
      'Thay đổi:',
      '  1.001193  Đăng ký khai sinh (vẫn quyết định 163/QĐ-BTP)',
      '    Kết quả:',
      '      − Giấy khai sinh',
      '      + a',
    ])
    expect(lines.at(-1)).toContain('hơn một phần ba')
    expect(describeComparison(compareCatalogues(current, current), current)).toHaveLength(1)
  })
  it('accounts for every procedure', () => {
    fc.assert(
      fc.property(anyCatalogue, anyCatalogue, (before, after) => {
        const { added, changed, withdrawn, unchanged } = compareCatalogues(before, after)
        expect(added.length + changed.length + unchanged).toBe(after.procedures.length)
        expect(withdrawn.length + changed.length + unchanged).toBe(before.procedures.length)
      }),
    )
  })
  it('of an addition ends the version that a later decision follows, and finds no gap', () => {
    if (first === undefined) throw new Error('the sample is empty')
    const later = { ...first, version: '9/QĐ', effectiveFrom: '2027-03-01' }
    const file = { ...current, version: '2', procedures: [later] }
    const merged = mergeInto(current, file)
    expect(merged.procedures.filter(({ code }) => code === first.code)).toEqual([
      { ...first, effectiveTo: '2027-02-28' },
      later,
    ])
    expect(findGaps(current, merged, '2027-01-15')).toEqual([])
    expect(findGaps(current, file, '2027-01-15')).toEqual([{ code: first.code, name: first.name, from: '2027-03-01' }])
    expect(findGaps(current, file, '2027-03-01')).toEqual([])
    expect(findGaps(null, file, '2027-01-15')).toEqual([])
    // From the same day on, or under the same decision: it takes its place.
    for (const change of [{ version: '9/QĐ' }, { effectiveFrom: '2027-03-01' }]) {
      const one = { ...first, ...change }
      const again = mergeInto(current, { ...file, procedures: [one] })
      expect(again.procedures.filter(({ code }) => code === first.code)).toEqual([one])
    }
  })
  it('of an addition leaves all other codes as they are', () => {
    if (first === undefined) throw new Error('the sample is empty')
    const file = { ...current, version: '2', procedures: [{ ...first, name: 'khác' }] }
    const preview = compareCatalogues(current, mergeInto(current, file))
    expect([preview.changed.length, preview.withdrawn.length, preview.added.length]).toEqual([1, 0, 0])
  })
})
