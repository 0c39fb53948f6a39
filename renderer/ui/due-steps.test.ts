import type { TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import { dueStepSchema } from '../../shared/deadline/due.ts'
import { createI18n } from '../app/i18n.ts'
import { wordLimit, wordStep } from './due-steps.tsx'

const kinds = dueStepSchema.shape.kind.options
const languages = ['vi', 'en'] as const
const days = { value: 20, unit: 'workingDays', cutOff: null } as const
const wordsOf = (language: 'vi' | 'en') => createI18n(language).getFixedT(language, 'ui') as TFunction<'ui'>

describe('each reason of a due date has its sentence', () => {
  it.each(languages.flatMap((language) => kinds.map((kind) => [language, kind] as const)))(
    '%s %s',
    (language, kind) => {
      const step = { kind, date: '2026-11-24', until: '2026-11-27', time: '15:00', count: 3, name: 'Tết Nguyên đán' }
      const sentence = wordStep(step, wordsOf(language), days)
      expect(sentence).not.toContain(kind)
      expect(sentence).not.toMatch(/\{\{|undefined/)
      expect(sentence).not.toBe(wordsOf(language)('dueStep.unknown'))
    },
  )

  it('one of a newer version is named as such', () => {
    const step = { kind: 'movedByMoon', date: '2026-11-24' } as unknown as Parameters<typeof wordStep>[0]
    expect(wordStep(step, wordsOf('vi'), days)).toBe('Có một bước tính của phiên bản mới hơn.')
  })

  it('names the weekday', () => {
    expect(wordStep({ kind: 'sameDay', date: '2026-11-24' }, wordsOf('vi'), days)).toBe(
      'Giải quyết trong ngày thứ Ba 24/11/2026.',
    )
  })

  it('time waited for papers is told in the unit of the limit, hours without a tail of digits', () => {
    const step = { kind: 'pausedForSupplement', date: '2026-11-16', until: '2026-11-24', count: 6 } as const
    expect(wordStep(step, wordsOf('vi'), days)).toBe(
      'Cộng thêm 6 ngày làm việc chờ bổ sung, từ thứ Hai 16/11/2026 đến thứ Ba 24/11/2026.',
    )
    const hours = { ...days, unit: 'hours' } as const
    const [vi, en] = languages.map((language) => wordStep({ ...step, count: 11 / 3 }, wordsOf(language), hours))
    expect(vi).toContain('Cộng thêm 3,67 giờ làm việc chờ bổ sung')
    expect(en).toContain('3.67 working hours')
    expect(wordStep(step, wordsOf('vi'), null)).toContain('Cộng thêm 6 chờ')
  })

  it('a limit is worded, and so is none', () => {
    expect(wordLimit({ value: 3, unit: 'workingDays', cutOff: null }, wordsOf('vi'))).toBe('3 ngày làm việc')
    expect(wordLimit(null, wordsOf('vi'))).toBe('Không quy định thời hạn')
  })
})
