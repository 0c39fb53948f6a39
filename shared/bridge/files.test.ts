import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bridgeFileCalls } from './files.ts'

const { params } = bridgeFileCalls['files.save']
const zip = Uint8Array.from([0x50, 0x4b, 3, 4])
const accepts = (change: Record<string, unknown>) =>
  params.safeParse({ content: zip, type: 'xlsx', suggestedName: 'so.xlsx', ...change }).success

describe('files.save', () => {
  it('takes a table with a name of its kind, diacritics and all', () => {
    expect(accepts({})).toBe(true)
    expect(accepts({ suggestedName: 'Sổ theo dõi hồ sơ 2026.xlsx' })).toBe(true)
  })

  it.each([
    ['a path', { suggestedName: '../../.bashrc.xlsx' }],
    ['a path of Windows', { suggestedName: 'C:\\so.xlsx' }],
    ['a hidden file', { suggestedName: '.xlsx' }],
    ['another kind of name', { suggestedName: 'so.desktop' }],
    ['a name with a control sign', { suggestedName: 'so\u0000.xlsx' }],
    ['no name', { suggestedName: '' }],
    ['a long name', { suggestedName: `${'a'.repeat(200)}.xlsx` }],
    ['a name with spaces around', { suggestedName: ' so.xlsx' }],
    ['another type', { type: 'exe' }],
    ['what is no table', { content: Uint8Array.from([0x23, 0x21, 0x2f]) }],
    ['nothing', { content: new Uint8Array(0) }],
    ['a text', { content: 'PK' }],
  ])('refuses %s', (_what, change) => {
    expect(accepts(change)).toBe(false)
  })

  it('whatever name it takes has no way out of a folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const suggestedName = `${text}.xlsx`
        if (!accepts({ suggestedName })) return
        expect(suggestedName).not.toMatch(/[/\\:]/)
        expect(suggestedName.startsWith('.')).toBe(false)
      }),
    )
  })
})
