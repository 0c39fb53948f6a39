/**
 * Search lines as bytes and back. Columns of plain text, not JSON: at 100,000 lines the parser would take longer than
 * everything else at a desk's start.
 */
import { dossierStatuses } from '../../shared/dossier/dossier.ts'
import type { OpenRow, SearchLine } from './search-index.ts'

const columnEnd = '\f'
const lineEnd = '\n'
const clean = (text: string): string => text.replaceAll(/[\f\n]/g, ' ')

export function encodeLines(lines: readonly SearchLine[]): Uint8Array<ArrayBuffer> {
  const column = (value: (line: SearchLine) => string) => lines.map((line) => clean(value(line))).join(lineEnd)
  const open = lines.flatMap((line, at): [number, OpenRow][] => (line.open === null ? [] : [[at, line.open]]))
  const text = [
    column((line) => line.id),
    column((line) => line.receivedMs.toString(36)),
    column((line) => line.receivedOn),
    column((line) => line.folded),
    column((line) => line.codes),
    column((line) => line.accented),
    column((line) => String(dossierStatuses.indexOf(line.status))),
    column((line) => line.procedureCode),
    JSON.stringify(open),
  ].join(columnEnd)
  return new TextEncoder().encode(text)
}

/** @throws when the bytes are not lines */
export function decodeLines(bytes: Uint8Array): SearchLine[] {
  const columns = new TextDecoder().decode(bytes).split(columnEnd)
  const [ids, received, days, folded, codes, accented, statuses, procedures] = columns
    .slice(0, 8)
    .map((text) => text.split(lineEnd))
  const open = new Map(JSON.parse(columns[8] ?? '[]') as [number, OpenRow][])
  if (ids?.[0] === '') return []
  return (ids ?? []).map((id, at) => ({
    id,
    receivedMs: Number.parseInt(received?.[at] ?? '0', 36),
    receivedOn: days?.[at] ?? '',
    folded: folded?.[at] ?? '',
    codes: codes?.[at] ?? '',
    accented: accented?.[at] ?? '',
    status: dossierStatuses[Number(statuses?.[at])] ?? 'registered',
    procedureCode: procedures?.[at] ?? '',
    open: open.get(at) ?? null,
  }))
}
