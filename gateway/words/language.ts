/** In which language a page is shown: what was chosen, else what the browser prefers outright, else Vietnamese. */
import { languages } from '../../shared/text/language.ts'
import type { Language } from '../../shared/text/language.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'
import type { Words } from './vi.ts'

const dictionaries: Record<Language, Words> = { vi, en }

export const wordsIn = (language: Language): Words => dictionaries[language]

/** null: nothing that was offered. Whatever comes from an address or a cookie may be a list, or anything. */
export function readLanguage(value: unknown): Language | null {
  return languages.find((language) => language === value) ?? null
}

/**
 * English only where it stands before Vietnamese: most browsers here name both, and a browser that names neither says nothing
 * about its reader.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const ranked = (acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return { language: readLanguage(tag.split('-')[0]), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => language !== null && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return ranked[0]?.language ?? 'vi'
}

/** The same page in the other language: relative to wherever it is shown, so that it cannot lead elsewhere. */
export function linkTo(language: Language, query: unknown): string {
  const kept = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'lang',
  )
  return `?${new URLSearchParams([...kept, ['lang', language]])}`
}
