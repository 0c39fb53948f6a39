/**
 * CSV by RFC 4180, strictly: a stray quote is reported, not repaired, for behind it every column may have moved. Separated by
 * commas, semicolons (what Vietnamese spreadsheets write) or tabs; lines end in CRLF, LF or CR; a BOM is skipped.
 */
export type CsvResult =
  | { ok: true; rows: string[][] }
  | { ok: false; code: 'CSV_QUOTE' | 'CSV_UNCLOSED'; /** Of the file, from 1. */ line: number }

export type CsvDelimiter = ',' | ';' | '\t'

export function parseCsv(text: string, delimiter: CsvDelimiter = guessDelimiter(text)): CsvResult {
  const parser = new CsvParser(text.replace(/^\uFEFF/, ''), delimiter)
  return parser.parse()
}

/** The one that occurs most often outside quotes in the first line that has any. */
export function guessDelimiter(text: string): CsvDelimiter {
  const counts = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === ',' || character === ';' || character === '\t') counts[character] += 1
    else if ((character === '\n' || character === '\r') && Object.values(counts).some((count) => count > 0)) break
  }
  const order: CsvDelimiter[] = ['\t', ';', ',']
  return order.reduce((best, candidate) => (counts[candidate] > counts[best] ? candidate : best))
}

class CsvParser {
  readonly #text: string
  readonly #delimiter: CsvDelimiter
  #at = 0
  #line = 1
  readonly #rows: string[][] = []
  #row: string[] = []

  constructor(text: string, delimiter: CsvDelimiter) {
    this.#text = text
    this.#delimiter = delimiter
  }

  parse(): CsvResult {
    while (this.#at < this.#text.length) {
      const field = this.#text[this.#at] === '"' ? this.#quoted() : this.#plain()
      if (typeof field !== 'string') return field
      this.#row.push(field)
      this.#separate()
    }
    if (this.#row.length > 0) this.#rows.push(this.#row)
    return { ok: true, rows: this.#rows }
  }

  #quoted(): string | Extract<CsvResult, { ok: false }> {
    const opened = this.#line
    let field = ''
    for (;;) {
      const end = this.#text.indexOf('"', this.#at + 1)
      if (end < 0) return { ok: false, code: 'CSV_UNCLOSED', line: opened }
      const part = this.#text.slice(this.#at + 1, end)
      this.#line += part.match(/\r\n|\n|\r/g)?.length ?? 0
      field += part
      this.#at = end + 1
      if (this.#text[this.#at] !== '"') break
      field += '"'
    }
    const next = this.#text[this.#at]
    const isEnd = next === undefined || next === this.#delimiter || next === '\n' || next === '\r'
    return isEnd ? field : { ok: false, code: 'CSV_QUOTE', line: this.#line }
  }

  #plain(): string | Extract<CsvResult, { ok: false }> {
    let end = this.#at
    for (; end < this.#text.length; end += 1) {
      const character = this.#text[end]
      if (character === this.#delimiter || character === '\n' || character === '\r') break
      if (character === '"') return { ok: false, code: 'CSV_QUOTE', line: this.#line }
    }
    const field = this.#text.slice(this.#at, end)
    this.#at = end
    return field
  }

  /** Behind a field: a delimiter, which promises another field, or the end of a row. */
  #separate(): void {
    const character = this.#text[this.#at]
    if (character === undefined) return
    if (character === this.#delimiter) {
      this.#at += 1
      const next = this.#text[this.#at]
      if (next === undefined || next === '\n' || next === '\r') this.#row.push('')
      else return
      if (next === undefined) return
    }
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1
    this.#line += 1
    this.#rows.push(this.#row)
    this.#row = []
  }
}

export function writeCsv(rows: readonly (readonly string[])[], delimiter: CsvDelimiter = ','): string {
  const quote = (field: string) => (/[",;\t\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
  return rows.map((row) => `${row.map(quote).join(delimiter)}\r\n`).join('')
}
