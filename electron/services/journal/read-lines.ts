/** Walks the journal from a number onwards, a block of lines at a time: a tail costs the tail, not the whole. */
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { openLine } from './line.ts'
import type { Quarantine } from './quarantine.ts'
import type { LinePlace } from './scan.ts'
import type { Segments } from './segments.ts'

const blockBytes = 1024 * 1024

export interface ReadLine {
  seq: number
  events: DossierEvent[]
  /** On the disk. */
  bytes: number
}

/** Lines that hold an event after `afterSeq` and none after `lastSeq`, in order. One that does not open is reported and left out. */
export async function* readLines(
  source: { segments: Segments; key: Uint8Array; quarantine: Quarantine },
  afterSeq: number,
  lastSeq: number,
): AsyncGenerator<ReadLine> {
  const { segments, key, quarantine } = source
  const list = [...segments.list]
  for (const [index, segment] of list.entries()) {
    const nextFirst = list[index + 1]?.firstSeq ?? Infinity
    if (nextFirst <= afterSeq + 1 || segment.firstSeq > lastSeq) continue
    const { places } = await segments.scan(segment)
    for (const block of blocksOf(places, afterSeq, lastSeq)) {
      const lines = await segments.read(segment, block)
      for (const [at, line] of lines.entries()) {
        const body = line ? openLine(line, key) : null
        const place = block[at]
        if (body !== null && place) yield { seq: place.seq, events: body.events, bytes: place.length }
        else quarantine.report({ file: segment.name, line: 0, reason: 'unreadable', keptIn: '' })
      }
    }
  }
}

function* blocksOf(places: readonly LinePlace[], afterSeq: number, lastSeq: number): Generator<LinePlace[]> {
  let block: LinePlace[] = []
  let bytes = 0
  for (let at = firstAfter(places, afterSeq); at < places.length; at++) {
    const place = places[at]
    if (place === undefined || place.seq > lastSeq) break
    block.push(place)
    bytes += place.length
    if (bytes < blockBytes) continue
    yield block
    block = []
    bytes = 0
  }
  if (block.length > 0) yield block
}

function firstAfter(places: readonly LinePlace[], afterSeq: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const place = places[middle]
    if (place && place.seq + place.count - 1 <= afterSeq) low = middle + 1
    else high = middle
  }
  return low
}
