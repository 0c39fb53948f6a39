import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustFindProcedure, sampleCatalogue } from '../../testing/sample-intake.ts'
import { searchProcedures } from './procedures.ts'

const today = '2026-11-24'
const namesOf = (text: string, catalogue = sampleCatalogue) =>
  searchProcedures(catalogue, text, today).map(({ procedure }) => procedure.name)

describe('finding a procedure', () => {
  it.each([
    ['khai sinh', 'Đăng ký khai sinh'],
    ['khai tu', 'Đăng ký khai tử'],
    ['dang ky ket hon', 'Đăng ký kết hôn'],
    ['đăng ký kết hôn', 'Đăng ký kết hôn'],
    ['1.001193', 'Đăng ký khai sinh'],
    ['1001193', 'Đăng ký khai sinh'],
    ['1193', 'Đăng ký khai sinh'],
    ['xac nhan tinh trang', 'Cấp Giấy xác nhận tình trạng hôn nhân'],
  ])('%j finds %s first', (text, name) => {
    expect(namesOf(text)[0]).toBe(name)
  })

  it('an empty text lists everything in effect, once a code', () => {
    const found = searchProcedures(sampleCatalogue, '  ', today)
    expect(new Set(found.map(({ procedure }) => procedure.code)).size).toBe(found.length)
    expect(found.length).toBeGreaterThan(40)
  })

  it('nonsense finds nothing, and nothing throws', () => {
    expect(namesOf('zzzqq')).toEqual([])
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void namesOf(text)))
  })
})

describe('versions', () => {
  const birth = mustFindProcedure('1.001193')
  const withVersions = (...versions: Partial<typeof birth>[]) => ({
    ...sampleCatalogue,
    procedures: versions.map((change) => ({ ...birth, ...change })),
  })
  const standings = (catalogue: typeof sampleCatalogue) =>
    searchProcedures(catalogue, 'khai sinh', today).map(({ procedure, standing }) => [procedure.version, standing])

  it('the one in effect stands for its code', () => {
    const old = { version: 'cũ', effectiveFrom: '2020-01-01', effectiveTo: '2025-06-30' }
    const next = { version: 'mới', effectiveFrom: '2027-03-01' }
    expect(standings(withVersions(old, {}, next))).toEqual([[birth.version, 'inEffect']])
  })

  it('a withdrawn one is shown as such when it is asked for, but not listed', () => {
    const ended = withVersions({ effectiveTo: '2026-11-23' })
    expect(standings(ended)).toEqual([[birth.version, 'ended']])
    expect(searchProcedures(ended, '', today)).toEqual([])
  })

  it('the last day still counts, and so does the first', () => {
    expect(standings(withVersions({ effectiveTo: today }))[0]?.[1]).toBe('inEffect')
    expect(standings(withVersions({ effectiveFrom: today }))[0]?.[1]).toBe('inEffect')
    expect(standings(withVersions({ effectiveFrom: '2026-11-25' }))[0]?.[1]).toBe('notYet')
  })
})
