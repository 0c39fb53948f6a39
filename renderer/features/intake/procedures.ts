/** Finding a procedure as officers ask for it: a code, or the beginnings of words without diacritics. */
import { isInEffect } from '../../../shared/procedure/catalogue.ts'
import type { Catalogue, Procedure } from '../../../shared/procedure/catalogue.ts'
import { compareVietnamese } from '../../../shared/text/collation.ts'
import { listWords, rankMatch } from '../../../shared/text/fold-text.ts'

export type Standing = 'inEffect' | 'notYet' | 'ended'
export interface FoundProcedure {
  procedure: Procedure
  standing: Standing
}

export function standingOf(procedure: Procedure, date: string): Standing {
  if (isInEffect(procedure, date)) return 'inEffect'
  return procedure.effectiveFrom > date ? 'notYet' : 'ended'
}

/** One entry a code: the version in effect if there is one, else the nearest other, shown so that nobody wonders. */
function oneByCode(catalogue: Catalogue, date: string): FoundProcedure[] {
  const byCode = new Map<string, FoundProcedure>()
  const worth = { inEffect: 2, notYet: 1, ended: 0 }
  for (const procedure of catalogue.procedures) {
    const found = { procedure, standing: standingOf(procedure, date) }
    const known = byCode.get(procedure.code)
    const better =
      known === undefined ||
      worth[found.standing] > worth[known.standing] ||
      (found.standing === known.standing && procedure.effectiveFrom > known.procedure.effectiveFrom)
    if (better) byCode.set(procedure.code, found)
  }
  return [...byCode.values()]
}

/** `1001193`, `1.001193`, `1193` or its beginning; 0: not a code of this procedure. */
function rankCode(digits: string, code: string): number {
  if (digits.length < 2) return 0
  const own = code.replace('.', '')
  if (own.startsWith(digits)) return 6
  return own.slice(1).replace(/^0+/, '').startsWith(digits.replace(/^0+/, '')) ? 5 : 0
}

function rank(text: string, { procedure }: FoundProcedure): number {
  if (/^[\d.\s]+$/.test(text)) return rankCode(text.replace(/\D/g, ''), procedure.code)
  const inName = rankMatch(text, procedure.name)
  if (inName > 0) return inName + 1 + rankPhrase(text, procedure.name)
  return rankMatch(text, `${procedure.name} ${procedure.field}`) > 0 ? 1 : 0
}

/** Words that stand together are meant together: `khai tu` is *khai tử* before *khai sinh … dưới 6 tuổi*. */
function rankPhrase(text: string, name: string): number {
  const query = listWords(text).join(' ')
  const words = ` ${listWords(name).join(' ')} `
  if (words.includes(` ${query} `)) return 6
  return words.includes(` ${query}`) ? 3 : 0
}

/** Best first; an empty text lists everything by field and name. */
export function searchProcedures(catalogue: Catalogue, text: string, date: string): FoundProcedure[] {
  const all = oneByCode(catalogue, date)
  const query = text.trim()
  if (query === '') {
    const inEffect = all.filter(({ standing }) => standing === 'inEffect')
    return inEffect.toSorted(
      (a, b) =>
        compareVietnamese(a.procedure.field, b.procedure.field) ||
        compareVietnamese(a.procedure.name, b.procedure.name),
    )
  }
  return all
    .map((found) => ({ found, score: rank(query, found) }))
    .filter(({ score }) => score > 0)
    .toSorted(
      (a, b) =>
        Number(b.found.standing === 'inEffect') - Number(a.found.standing === 'inEffect') ||
        b.score - a.score ||
        startsName(b.found, query) - startsName(a.found, query) ||
        a.found.procedure.name.length - b.found.procedure.name.length,
    )
    .map(({ found }) => found)
}

function startsName({ procedure }: FoundProcedure, query: string): number {
  const first = listWords(query)[0] ?? ''
  return Number(listWords(procedure.name)[0]?.startsWith(first) ?? false)
}
