import type { FormChange } from './plan-forms.ts'

const shown = 40
const sets = { TT01_2018: 'TT 01/2018', TT03_2025: 'TT 03/2025', local: 'mẫu của địa phương' } as const
const day = (text: string) => text.split('-').toReversed().join('/')

/** For the person who decides whether it is published. */
export function describeForms(changes: readonly FormChange[]): string[] {
  if (changes.length === 0) return ['Không có gì thay đổi: các mẫu này đã được công bố.']
  return [`Thay đổi ${changes.length} mẫu:`, ...changes.flatMap(describeOne)]
}

function describeOne({ definition, replaces, added, removed }: FormChange): string[] {
  const { name, formSet, version, effectiveFrom, effectiveTo, paper } = definition
  const until = effectiveTo === null ? '' : ` đến ${day(effectiveTo)}`
  const from = replaces === null ? 'mẫu mới' : `thay phiên bản ${replaces.version}`
  const size =
    replaces !== null && (replaces.paper.size !== paper.size || replaces.paper.orientation !== paper.orientation)
      ? [`  khổ giấy: ${replaces.paper.size} → ${paper.size}`]
      : []
  const some = (mark: string, texts: readonly string[]) => [
    ...texts.slice(0, shown).map((text) => `  ${mark} ${text}`),
    ...(texts.length > shown ? [`  … và ${texts.length - shown} chỗ nữa`] : []),
  ]
  return [
    `${name} (${sets[formSet]}), phiên bản ${version}, ${from}, dùng từ ${day(effectiveFrom)}${until}`,
    ...size,
    ...some('+', added),
    ...some('−', removed),
    ...(added.length + removed.length === 0 && replaces !== null ? ['  chỉ thay đổi cách trình bày'] : []),
  ]
}
