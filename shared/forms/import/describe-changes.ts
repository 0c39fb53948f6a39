import type { Language } from '../../text/language.ts'
import { formChangeWords } from './messages.ts'
import type { FormChange } from './plan-forms.ts'

const shown = 40
const sets = { TT01_2018: 'TT 01/2018', TT03_2025: 'TT 03/2025', local: null } as const
const day = (text: string) => text.split('-').toReversed().join('/')

/** For the person who decides whether it is published. */
export function describeForms(changes: readonly FormChange[], language: Language = 'vi'): string[] {
  const words = formChangeWords[language]
  if (changes.length === 0) return [words.nothing]
  return [words.summary(changes.length), ...changes.flatMap((change) => describeOne(change, words))]
}

function describeOne(
  { definition, replaces, added, removed }: FormChange,
  words: (typeof formChangeWords)[Language],
): string[] {
  const { name, formSet, version, effectiveFrom, effectiveTo, paper } = definition
  const from = replaces === null ? words.fresh : words.replaces(replaces.version)
  const used = words.used(day(effectiveFrom), effectiveTo === null ? null : day(effectiveTo))
  const size =
    replaces !== null && (replaces.paper.size !== paper.size || replaces.paper.orientation !== paper.orientation)
      ? [`  ${words.paper}: ${replaces.paper.size} → ${paper.size}`]
      : []
  const some = (mark: string, texts: readonly string[]) => [
    ...texts.slice(0, shown).map((text) => `  ${mark} ${text}`),
    ...(texts.length > shown ? [`  ${words.more(texts.length - shown)}`] : []),
  ]
  return [
    `${name} (${sets[formSet] ?? words.local}), ${words.version(version)}, ${from}, ${used}`,
    ...size,
    ...some('+', added),
    ...some('−', removed),
    ...(added.length + removed.length === 0 && replaces !== null ? [`  ${words.layoutOnly}`] : []),
  ]
}
