/** A table as any spreadsheet gives it: sheets of rows of plain values. Row 1 of the sheet is `rows[0]`. */
import type { Details, ProblemCode } from './messages.ts'
import { foldText } from '../text/fold-text.ts'

/** Dates are the spreadsheet's own: midnight UTC of the day, or a time of day on the day 0 of its count. */
export type Cell = string | number | boolean | Date | null
export interface Sheet {
  name: string
  rows: Cell[][]
  /** What the reader of the file saw and a plain value cannot say; told only where the cell is used. */
  remarks?: Remark[]
}

export interface Remark {
  /** From 1. */
  row: number
  /** From 0. */
  column: number
  code: ProblemCode
  details?: Details
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')
}

/** `A`, `Z`, `AA`: what the spreadsheet calls the column `index` (from 0). */
export function columnLetter(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter
}

/** Words made comparable: no diacritics, no case, only letters and digits: `Mã TTHC (*)` is `ma tthc`. */
export function foldWords(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** As an officer would read the cell, short enough for a report. */
export function showCell(cell: Cell | undefined): string {
  const text = cell === null || cell === undefined ? '' : cell instanceof Date ? showDate(cell) : String(cell)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function showDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 16).replace('T', ' ')
}
