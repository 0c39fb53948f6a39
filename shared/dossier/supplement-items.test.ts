import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { itemLine, paperOfItem } from './supplement-items.ts'

it('words what is wanted, as it is printed', () => {
  expect(itemLine({ name: 'Tờ khai', state: 'incorrect', remark: '' })).toBe('Tờ khai (cần sửa, hoàn thiện)')
  expect(itemLine({ name: 'Giấy chứng sinh', state: 'missing', remark: 'bản chính' })).toBe(
    'Giấy chứng sinh (còn thiếu): bản chính',
  )
})

it('finds the paper again in its line, and takes free words whole', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 200 }),
      fc.constantFrom('missing' as const, 'incorrect' as const),
      fc.string({ maxLength: 200 }),
      (typed, state, remark) => {
        const name = `x${typed.replaceAll(/[\s()]/g, '')}`
        expect(paperOfItem(itemLine({ name, state, remark }))).toBe(name)
        expect(paperOfItem(name)).toBe(name)
      },
    ),
  )
  expect(paperOfItem('Bổ sung ảnh 3x4 (2 tấm): nền trắng')).toBe('Bổ sung ảnh 3x4 (2 tấm): nền trắng')
  expect(paperOfItem('a'.repeat(900))).toHaveLength(500)
})
