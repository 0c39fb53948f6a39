/**
 * Several sealed parts in one file, so that a stick carries one file and not thirty. Before each part stands a line:
 * `mot-cua-part <number> <of how many> <bytes>`. The frame protects nothing, the parts do; it tells a file that was cut short. A
 * file of a single bundle has no frame, as before there were scans on sticks.
 */
export interface PartHead {
  /** Counted from 1. */
  part: number
  parts: number
  /** Of the part itself. */
  bytes: number
}
export interface FoundPart extends PartHead {
  /** Where in the file the part begins. */
  start: number
}

/** Of a line, with its end. */
export const longestPartHead = 64
const shape = /^mot-cua-part (\d{1,5}) (\d{1,5}) (\d{1,10})\n/

export function writePartHead({ part, parts, bytes }: PartHead): string {
  return `mot-cua-part ${part} ${parts} ${bytes}\n`
}

/** @param text the file's next `longestPartHead` bytes. null: no part begins here */
export function readPartHead(text: string): (PartHead & { headBytes: number }) | null {
  const found = shape.exec(text)
  if (found === null) return null
  const [part = 0, parts = 0, bytes = 0] = found.slice(1).map(Number)
  return part < 1 || part > parts || bytes < 1 ? null : { part, parts, bytes, headBytes: found[0].length }
}

export type CarriedFile =
  /** One bundle, without a frame. */
  | { kind: 'single' }
  /** `cut`: the file ends before all its parts do. */
  | { kind: 'parts'; parts: FoundPart[]; cut: boolean }

/**
 * Where each part lies, without reading the parts. Total over any content.
 * @param size of the file in bytes
 * @param readText the bytes from `start` to `end` (below `size`), each as one letter
 */
export async function findParts(
  size: number,
  readText: (start: number, end: number) => Promise<string>,
): Promise<CarriedFile> {
  const found: FoundPart[] = []
  let at = 0
  while (at < size) {
    const head = readPartHead(await readText(at, Math.min(size, at + longestPartHead)))
    if (head === null && found.length === 0) return { kind: 'single' }
    if (head === null || head.part !== found.length + 1 || at + head.headBytes + head.bytes > size) break
    const { part, parts, bytes, headBytes } = head
    found.push({ part, parts, bytes, start: at + headBytes })
    at += headBytes + bytes
  }
  if (size === 0) return { kind: 'single' }
  return { kind: 'parts', parts: found, cut: found.length === 0 || found.length < (found[0]?.parts ?? 0) }
}
