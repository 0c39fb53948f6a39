import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkTo, preferredLanguage, readLanguage } from './language.ts'

describe('the language of a page', () => {
  it.each([
    [undefined, 'vi'],
    ['', 'vi'],
    ['vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7', 'vi'],
    ['en-US,en;q=0.9,vi;q=0.8', 'en'],
    ['vi;q=0.5, en;q=0.8', 'en'],
    ['fr-FR, fr;q=0.9', 'vi'],
    ['fr, en;q=0.5', 'en'],
    ['en;q=0, vi;q=0.1', 'vi'],
    ['en;q=0', 'vi'],
    ['*', 'vi'],
    ['english', 'vi'],
    ['en;q=x..,', 'en'],
  ])('of a browser that says %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language)
  })

  it('is nothing but what is offered, whatever was asked for', () => {
    for (const value of ['EN', 'de', '', 'constructor', '__proto__', ['en'], { lang: 'en' }, null, undefined, 1])
      expect(readLanguage(value)).toBeNull()
    fc.assert(fc.property(fc.string(), (header) => ['vi', 'en'].includes(preferredLanguage(header))))
  })

  it('is changed where one is, with what one asked for', () => {
    expect(linkTo('en', { so: 'a&b="', lang: 'vi' })).toBe('?so=a%26b%3D%22&lang=en')
    expect(linkTo('vi', undefined)).toBe('?lang=vi')
    expect(linkTo('vi', { next: ['a', 'b'] })).toBe('?lang=vi')
  })
})
