/** Every `messages.ts` of the renderer, one namespace a feature folder; Vietnamese first. */
import i18next from 'i18next'
import type { i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { messages as app } from './messages.ts'
import { messages as ui } from '../ui/messages.ts'

export type Language = 'vi' | 'en'
type MessageTree = { [key: string]: string | MessageTree }
export interface FeatureMessages {
  vi: MessageTree
  en: MessageTree
}

const found = import.meta.glob<{ messages: FeatureMessages }>('../features/*/messages.ts', { eager: true })

export function allMessages(): Record<string, FeatureMessages> {
  const byFeature = Object.entries(found).map(([path, module]) => [path.split('/').at(-2), module.messages])
  return { app, ui, ...Object.fromEntries(byFeature) }
}

export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance()
  const trees = Object.entries(allMessages())
  const of = (code: Language) => Object.fromEntries(trees.map(([name, tree]) => [name, tree[code]]))
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    defaultNS: 'ui',
    resources: { vi: of('vi'), en: of('en') },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return instance
}
