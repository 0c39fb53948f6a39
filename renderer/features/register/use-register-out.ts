/** The register on its way out: onto paper, or into a table for Excel. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormSet } from '../../../shared/dossier/event.ts'
import { issuingAgencies } from '../../../shared/forms/views/context.ts'
import { bookState } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { closingText, registerExtent } from '../../../shared/register/register-extent.ts'
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
  const extent = (at: string) => extentOf(shown, at, (status) => words(`status.${status}`))
  return {
    ready: lines.length > 0,
    formSet,
    setFormSet,
    xlsx,
    print() {
      if (lines.length === 0) return
      openRegister({ year, volume, extent: extent(localInstant(desk.now())), entries: lines }, formSet)
    },
    saveXlsx() {
      if (lines.length === 0) return
      const at = localInstant(desk.now())
      const { agency } = issuingAgencies(desk.reference.organisations, desk.info.communeId, desk.info.communeName)
      const statusName = (status: RegisterLine['status']) => words(`status.${status}`)
      const author = desk.officer.name
      void xlsx.save(registerBookFile({ year, volume, extent: extent(at), agency, author, at, lines, statusName }))
    },
  }
}

function extentOf(
  { year, entry, book, lines }: Shown,
  at: string,
  statusName: (status: RegisterLine['status']) => string,
): string {
  if (!isFiltered(entry))
    return bookState(year, at) === 'ended' ? closingText(year, lines[0]?.entry ?? 1, lines.at(-1)?.entry ?? 0) : ''
  const filter = toFilter(entry)
  return registerExtent(filter, {
    procedure: book.find(({ procedureCode }) => procedureCode === filter.procedureCode)?.procedure ?? '',
    status: filter.status === '' ? '' : statusName(filter.status),
    officer: book.find(({ officerId }) => officerId === filter.officerId)?.receiver ?? '',
  })
}
