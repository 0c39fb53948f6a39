import type { i18n } from 'i18next'
import type { Language } from './i18n.ts'

const key = 'mot-cua.language'

export function rememberedLanguage(): Language {
  return localStorage.getItem(key) === 'en' ? 'en' : 'vi'
}

export function rememberLanguage(instance: i18n, language: Language): void {
  localStorage.setItem(key, language)
  document.documentElement.lang = language
  void instance.changeLanguage(language)
}
