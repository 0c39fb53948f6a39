import { describe, expect, it, test } from 'vitest'
import type { TFunction } from 'i18next'
import { correctableValues } from '../../../shared/dossier/correction-schema.ts'
import { eventTypes } from '../../../shared/dossier/event.ts'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import { createI18n } from '../../app/i18n.ts'
import { describeEvent, fieldName, titleOf } from './describe-event.ts'
import type { Words } from './describe-event.ts'

function wordsOf(language: 'vi' | 'en'): Words {
  const i18n = createI18n(language)
  return {
    t: i18n.getFixedT(language, 'dossier') as TFunction<'dossier'>,
    ui: i18n.getFixedT(language, 'ui') as TFunction<'ui'>,
  }
}
const languages = ['vi', 'en'] as const

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language)
  it.each(eventTypes)('%s reads as sentences', (type) => {
    const { title, lines } = describeEvent(sampleEvent(type, 1), words)
    expect(title).not.toMatch(/^event\.|\{\{/)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).not.toMatch(/\{\{|undefined|\bline\.|null/)
  })
  it.each(Object.keys(correctableValues))('field %s has a name', (field) => {
    expect(fieldName(field as keyof typeof correctableValues, words)).not.toMatch(/^field\./)
  })
})

test('a reminder is found by its name, not among the notes', () => {
  const payload = { text: 'Gọi điện nhắc nhận kết quả', reminder: { by: 'call', reached: false } as const }
  const { title, lines } = describeEvent(sampleEvent('noted', 1, { payload }), wordsOf('vi'))
  expect([title, ...lines]).toEqual(['Nhắc nhận kết quả', payload.text, 'Chưa liên lạc được'])
  expect(describeEvent(sampleEvent('noted', 1), wordsOf('vi')).title).toBe('Ghi chú')
})

describe('what this version does not know', () => {
  const words = wordsOf('vi')
  it('is named as coming from a newer one', () => {
    const event = { ...sampleEvent('noted', 1), type: 'sealedWithWax' }
    expect(describeEvent(event, words)).toEqual({
      title: 'Việc do phiên bản mới hơn ghi',
      lines: ['Loại việc: sealedWithWax'],
    })
    expect(titleOf('constructor', words)).toBe('Việc do phiên bản mới hơn ghi')
  })
  it('also when only its payload is of another shape', () => {
    const event = { ...sampleEvent('noted', 1), payload: { text: 7 } }
    expect(describeEvent(event, words).title).toBe('Việc do phiên bản mới hơn ghi')
  })
})
