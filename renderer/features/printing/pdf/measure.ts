/** Millimetres, and an estimate of how wide a word is: enough to know which ones must be broken to stay on the paper. */
import type { Paper } from '../../../../shared/forms/definition.ts'

export const pointsPerMillimetre = 72 / 25.4
export const mm = (millimetres: number) => millimetres * pointsPerMillimetre

const paperSizes = { A4: [210, 297], A5: [148, 210], roll80: [80, 200] } as const

/** Points between the margins. */
export function printableWidth(paper: Paper): number {
  const [short, long] = paperSizes[paper.size]
  const across = paper.orientation === 'portrait' ? short : long
  return mm(across - paper.margins.left - paper.margins.right)
}

/** Times-metric letters, generously: a word judged too wide is only allowed to break, it need not. */
export function estimatedWidth(word: string, fontSize: number): number {
  let ems = 0
  for (const letter of word) ems += letterEms(letter)
  return ems * fontSize
}

function letterEms(letter: string): number {
  if (letter > '\u1eff') return 1.1
  if (/[MWmw@%]/.test(letter)) return 0.95
  if (letter !== letter.toLowerCase()) return 0.75
  if (/[iljtfr.,:;|/'!()[\]\s-]/.test(letter)) return 0.36
  return /\d/.test(letter) ? 0.5 : 0.53
}
