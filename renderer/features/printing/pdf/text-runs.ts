/** Texts of a form as pdfmake inlines. */
import type { Content, ContentText } from 'pdfmake/interfaces'
import { textAt } from '../../../../shared/forms/bindings.ts'
import type { FormView } from '../../../../shared/forms/bindings.ts'
import { renderTemplate } from '../../../../shared/forms/template.ts'
import type { TextRun } from '../../../../shared/forms/template.ts'
import { estimatedWidth } from './measure.ts'

export interface TextStyle {
  bold?: boolean | undefined
  italic?: boolean | undefined
  upper?: boolean | undefined
  size: number
  /** Points the text has; words wider than that may break anywhere. */
  width: number
}

export function inlines(template: string, view: FormView, style: TextStyle): Content[] {
  return joined(renderTemplate(template, (path) => textAt(view, path))).flatMap((run) => inlinesOf(run, style))
}

/** Justified lines get their extra space between inlines: a value and the comma behind it have to be one. */
function joined(runs: readonly TextRun[]): TextRun[] {
  const found: TextRun[] = []
  for (const run of runs) {
    const last = found.at(-1)
    if (last !== undefined && last.bold === run.bold && last.italic === run.italic) last.text += run.text
    else found.push({ ...run })
  }
  return found
}

export function plainText(template: string, view: FormView): string {
  return renderTemplate(template, (path) => textAt(view, path))
    .map((run) => run.text)
    .join('')
}

function inlinesOf(run: TextRun, style: TextStyle): ContentText[] {
  const text = printable(style.upper === true ? run.text.toLocaleUpperCase('vi') : run.text)
  const base = { bold: run.bold || style.bold === true, italics: run.italic || style.italic === true }
  return pieces(text, style).map(({ part, breakable }) =>
    breakable ? { ...base, text: part, wordBreak: 'break-all' as const } : { ...base, text: part },
  )
}

/** One spelling of each letter, and nothing that a font cannot draw: control signs and invisible marks. */
function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\t/g, ' ')
    .replace(/[^\P{C}\n]/gu, '')
}

/** Neighbouring words stay one piece: each piece costs layout time. */
function pieces(text: string, { size, width }: TextStyle): { part: string; breakable: boolean }[] {
  const found: { part: string; breakable: boolean }[] = []
  for (const word of text.split(/(?<=\s)/u)) {
    const breakable = estimatedWidth(word, size) > width
    const last = found.at(-1)
    if (last !== undefined && last.breakable === breakable) last.part += word
    else found.push({ part: word, breakable })
  }
  return found
}
