import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTemplate, renderPlain, renderTemplate, TemplateError, templatePaths } from './template.ts'

const values: Record<string, string> = { 'dossier.code': 'H53-1', empty: '', tricky: '**{x}** __y__' }
const lookUp = (path: string) => values[path] ?? ''

describe('a template', () => {
  it('places values, falls back where they are empty, and styles', () => {
    expect(renderTemplate('Mã: **{dossier.code}** __{empty:chưa có}__', lookUp)).toEqual([
      { text: 'Mã: ', bold: false, italic: false },
      { text: 'H53-1', bold: true, italic: false },
      { text: ' ', bold: false, italic: false },
      { text: 'chưa có', bold: false, italic: true },
    ])
  })
  it('takes values as they are, whatever signs they hold', () => {
    expect(renderPlain('{tricky}', lookUp)).toBe('**{x}** __y__')
  })
  it('keeps single stars, underscores and colons of its own text', () => {
    expect(renderPlain('a*b_c: {empty:x:y}', lookUp)).toBe('a*b_c: x:y')
  })
  it('names its paths', () => {
    expect(templatePaths('{a}{b.c:…} {a}')).toEqual(['a', 'b.c', 'a'])
  })
  it.each(['{', '}', '{a', 'a}', '{}', '{a b}', '{1a}', '{a..b}', '{a.}', '{.a}', '**a', '__a**', '{{a}}', '{a:{b}}'])(
    '%j is refused',
    (text) => {
      expect(() => parseTemplate(text)).toThrow(TemplateError)
    },
  )
  it('never fails in another way, and loses no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ữ', '*', '_', '{', '}', ':', '.', ' ', '\n') }), (text) => {
        try {
          const plain = renderPlain(text, () => '')
          if (!text.includes('{')) expect(plain).toBe(text.replace(/\*\*|__/g, ''))
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError)
        }
      }),
      { numRuns: 500 },
    )
  })
})
