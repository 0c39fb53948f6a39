/**
 * The small language of a form's texts: `Mã hồ sơ: **{dossier.code:……}**`.
 *
 * `{path}` takes a value of the view, `{path:text}` says what stands there when it is empty; `**bold**` and `__italic__`
 * belong to the template alone: a value that happens to hold such signs is printed as it is.
 */
export interface TextRun {
  text: string
  bold: boolean
  italic: boolean
}

export type TemplatePart =
  | { kind: 'text'; text: string; bold: boolean; italic: boolean }
  | { kind: 'value'; path: string; fallback: string; bold: boolean; italic: boolean }

export class TemplateError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'TemplateError'
  }
}

const pathPattern = /^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z][a-zA-Z0-9]*)*$/
const tokens = /\*\*|__|\{[^{}]*\}|[^*_{}]+|[*_]|[{}]/g

/** @throws TemplateError on an unmatched brace, an unclosed style or an odd path */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = []
  let bold = false
  let italic = false
  for (const [token] of template.matchAll(tokens)) {
    if (token === '**') bold = !bold
    else if (token === '__') italic = !italic
    else if (token === '{' || token === '}') throw new TemplateError(`dấu "${token}" không có cặp trong "${template}"`)
    else if (token.startsWith('{')) parts.push({ kind: 'value', ...placeholder(token), bold, italic })
    else parts.push({ kind: 'text', text: token, bold, italic })
  }
  if (bold || italic) throw new TemplateError(`dấu ${bold ? '**' : '__'} không được đóng trong "${template}"`)
  return parts
}

function placeholder(token: string): { path: string; fallback: string } {
  const inner = token.slice(1, -1)
  const colon = inner.indexOf(':')
  const path = colon === -1 ? inner : inner.slice(0, colon)
  if (!pathPattern.test(path)) throw new TemplateError(`"${token}" không phải tên giá trị (các tên nối bằng dấu chấm)`)
  return { path, fallback: colon === -1 ? '' : inner.slice(colon + 1) }
}

export function templatePaths(template: string): string[] {
  return parseTemplate(template).flatMap((part) => (part.kind === 'value' ? [part.path] : []))
}

/** @param lookUp the text of a path; empty when there is none */
export function renderTemplate(template: string, lookUp: (path: string) => string): TextRun[] {
  return parseTemplate(template)
    .map(({ bold, italic, ...part }) => {
      const text = part.kind === 'text' ? part.text : lookUp(part.path) || part.fallback
      return { text, bold, italic }
    })
    .filter((run) => run.text !== '')
}

export function renderPlain(template: string, lookUp: (path: string) => string): string {
  return renderTemplate(template, lookUp)
    .map((run) => run.text)
    .join('')
}
