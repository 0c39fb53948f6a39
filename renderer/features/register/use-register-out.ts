/** The register on its way out: onto paper, or into a table for Excel. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierStatus } from '../../../shared/dossier/dossier.ts'
import type { FormSet } from '../../../shared/dossier/event.ts'
import { issuingAgencies } from '../../../shared/forms/views/context.ts'
import { closingStatement, spanOf } from '../../../shared/register/closing-words.ts'
import type { Closing } from '../../../shared/register/closing.ts'
import { standingClosings } from '../../../shared/register/closing.ts'
import { bookState } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { registerExtent, unclosedText } from '../../../shared/register/register-extent.ts'
import { registerBookFile } from '../../../shared/register/register-sheet.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { localInstant } from '../../ui/time.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { useXlsx } from '../printing/use-xlsx.ts'
import type { XlsxExport } from '../printing/use-xlsx.ts'
import { isFiltered, toFilter } from './entry.ts'
import type { RegisterEntryFields } from './entry.ts'

export interface RegisterOut {
  ready: boolean
  formSet: FormSet
  setFormSet: (set: FormSet) => void
  print: () => void
  saveXlsx: () => void
  xlsx: XlsxExport
}

interface Shown {
  year: number
  size: number
  entry: RegisterEntryFields
  book: readonly RegisterLine[]
  lines: readonly RegisterLine[]
  /** null: not known, and nothing goes out. */
  closings: readonly Closing[] | null
}

export function useRegisterOut(shown: Shown): RegisterOut {
  const desk = useDesk()
  const { openRegister } = usePrinting()
  const words = useTranslation('ui').t
  const xlsx = useXlsx()
  const [chosen, setFormSet] = useState<FormSet | null>(null)
  const { year, lines, entry } = shown
  // The forms of 2025 are in force from 15 September of that year: a book of before stays on its own form.
  const formSet = chosen ?? (year < 2025 ? 'TT01_2018' : (desk.reference.catalogue?.formSet ?? 'TT03_2025'))
  const volume = entry.volume === null ? '' : String(entry.volume)
  const statusName = (status: DossierStatus) => words(`status.${status}`)
  const extent = (at: string) => extentOf(shown, at, statusName)
  const statement = statementOf(shown)
  const ready = shown.closings !== null && (lines.length > 0 || statement.length > 0)
  return {
    ready,
    formSet,
    setFormSet,
    xlsx,
    print() {
      if (!ready) return
      openRegister({ year, volume, extent: extent(localInstant(desk.now())), statement, entries: lines }, formSet)
    },
    saveXlsx() {
      if (!ready) return
      const at = localInstant(desk.now())
      const { agency } = issuingAgencies(desk.reference.organisations, desk.info.communeId, desk.info.communeName)
      const author = desk.officer.name
      const part = { year, volume, extent: extent(at), statement }
      void xlsx.save(registerBookFile({ ...part, agency, author, at, lines, statusName }))
    },
  }
}

function spanShown(lines: readonly RegisterLine[]): [first: number, last: number] {
  return [lines[0]?.entry ?? 1, lines.at(-1)?.entry ?? 0]
}

/** Of a whole book or volume: a part that was picked out is no book that somebody signs. */
function statementOf({ year, entry, book, lines, closings }: Shown): string[] {
  if (isFiltered(entry) || closings === null) return []
  const [first, last] = spanShown(lines)
  return closingStatement({ year, closings, count: book.length, first, last })
}

function extentOf(
  { year, entry, book, lines, closings }: Shown,
  at: string,
  statusName: (status: DossierStatus) => string,
): string {
  if (!isFiltered(entry)) {
    const [first, last] = spanShown(lines)
    if (standingClosings(closings ?? []).length > 0)
      return entry.volume === null ? '' : `Quyển số ${entry.volume}: ${spanOf(first, last)}`
    return bookState(year, at) === 'ended' ? unclosedText(year, first, last) : ''
  }
  const filter = toFilter(entry)
  return registerExtent(filter, {
    procedure: book.find(({ procedureCode }) => procedureCode === filter.procedureCode)?.procedure ?? '',
    status: filter.status === '' ? '' : statusName(filter.status),
    officer: book.find(({ officerId }) => officerId === filter.officerId)?.receiver ?? '',
  })
}
