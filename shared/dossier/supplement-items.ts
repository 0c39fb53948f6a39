/**
 * The lines of a request for papers (Mẫu 02). Vietnamese whatever the language of the screen: they are printed, and kept in
 * the event as they were printed.
 */
export interface ItemChoice {
  name: string
  /** `missing`: not among the papers handed in; `incorrect`: handed in, to be put right. */
  state: 'missing' | 'incorrect'
  /** What exactly is wanted; may be empty. */
  remark: string
}

const marks = { missing: '(còn thiếu)', incorrect: '(cần sửa, hoàn thiện)' } as const
const marked = new RegExp(`^(.+?) (?:${Object.values(marks).map(escape).join('|')})(?:: .*)?$`, 'su')

function escape(text: string): string {
  return text.replaceAll(/[()]/g, String.raw`\$&`)
}

/** One line, cut where an event's line ends. */
export function itemLine({ name, state, remark }: ItemChoice): string {
  const wanted = remark.trim()
  const line = `${name} ${marks[state]}${wanted === '' ? '' : `: ${wanted}`}`
  return line.slice(0, itemLimit).trim()
}
export const itemLimit = 1000

/** The paper that a line asks for; a line of the officer's own words is taken whole. */
export function paperOfItem(line: string): string {
  return (marked.exec(line)?.[1] ?? line).slice(0, 500).trim()
}
