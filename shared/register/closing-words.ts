/** What stands under a book that was closed, in the words of the paper. */
import { shortMoment } from '../forms/vietnamese.ts'
import { isWhollyClosed, lastClosed, standingClosings } from './closing.ts'
import type { Closing } from './closing.ts'

/** In the remarks of a line. */
export const lateRemark = 'Ghi bổ sung sau khi khóa sổ'
/** In the remarks of a line whose dossier this desk no longer has in the book of the year. */
export const goneRemark = 'Đã khóa sổ; hồ sơ không còn trong sổ năm này tại quầy'

export interface StatementInput {
  year: number
  closings: readonly Closing[]
  /** Lines of the whole book; those after the last closed one are named too. */
  count: number
  /** First and last number of the part that is printed. */
  first: number
  last: number
}

/** Empty: nothing of this part is closed. */
export function closingStatement({ year, closings, count, first, last }: StatementInput): string[] {
  const standing = standingClosings(closings)
  const touched = standing.filter((closing) => {
    const end = closing.first + closing.count - 1
    return (closing.whole && closing.count === 0) || (closing.first <= last && end >= first)
  })
  if (touched.length === 0) return []
  const firstWhole = standing.find(({ whole }) => whole)
  const said = touched.map((closing) => describe(closing, year, closing === firstWhole, firstWhole))
  const end = lastClosed(closings)
  const after = Math.min(count, last) - end
  if (isWhollyClosed(closings) && after > 0)
    said.push(`${lateRemark} (chưa khóa): ${spanOf(Math.max(end + 1, first), Math.min(count, last))}.`)
  return [...said, ...closings.flatMap(({ reopened }) => reopenedWords(reopened))]
}

function describe(closing: Closing, year: number, isYear: boolean, firstWhole: Closing | undefined): string {
  const end = closing.first + closing.count - 1
  const isAfter = closing.whole && firstWhole !== undefined && !isYear
  const what = isYear
    ? `Khóa sổ năm ${year}: ${spanOf(1, end)}`
    : isAfter
      ? `Khóa phần ghi bổ sung năm ${year}: ${spanOf(closing.first, end)}`
      : `Khóa ${volumesOf(closing)} năm ${year}: ${spanOf(closing.first, end)}`
  return `${what}. Khóa lúc ${shortMoment(closing.at)} tại ${closing.deskName}; người khóa sổ: ${closing.officerName}.`
}

function volumesOf({ first, count, volumeSize }: Closing): string {
  const from = Math.ceil(first / volumeSize)
  const to = Math.ceil((first + count - 1) / volumeSize)
  return from === to ? `quyển số ${from}` : `quyển số ${from} đến ${to}`
}

export function spanOf(first: number, last: number): string {
  return last < first ? 'không có hồ sơ nào' : `${last - first + 1} hồ sơ, từ số ${first} đến số ${last}`
}

function reopenedWords(reopened: Closing['reopened']): string[] {
  if (reopened === null) return []
  return [
    `Sổ đã khóa được mở lại lúc ${shortMoment(reopened.at)} (${reopened.officerName}), lý do: ${reopened.reason}.`,
  ]
}
