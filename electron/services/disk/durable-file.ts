/** Small files that are replaced as a whole: after a power cut a reader finds the old content or the new, never a mix. */
import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import type { z } from 'zod'
import type { Disk } from './disk.ts'

/**
 * Resolves once `bytes` are on the medium under `path`. Callers serialise their writes to one path.
 *
 * The temporary name is fixed: after a crash the next write reuses it, so nothing piles up.
 */
export async function writeDurably(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`
  const file = await disk.open(temporary, 'create')
  try {
    await file.write(bytes, 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await disk.rename(temporary, path)
  await disk.syncFolder(dirname(path))
}

export type Stored<T> = { kind: 'absent' } | { kind: 'damaged'; reason: string } | { kind: 'intact'; value: T }

/** JSON with its own checksum: a flipped bit in a counter would otherwise be read as another number. */
export async function writeState(disk: Disk, path: string, value: unknown): Promise<void> {
  const body = JSON.stringify(value)
  await writeDurably(disk, path, Buffer.from(`${checksum(body)}\n${body}\n`))
}

export async function readState<S extends z.ZodType>(disk: Disk, path: string, schema: S): Promise<Stored<z.infer<S>>> {
  const bytes = await disk.readFile(path)
  if (bytes === null) return { kind: 'absent' }
  const [sum = '', body = ''] = bytes.toString('utf8').split('\n')
  if (sum !== checksum(body)) return { kind: 'damaged', reason: 'checksum' }
  const parsed = schema.safeParse(JSON.parse(body))
  return parsed.success ? { kind: 'intact', value: parsed.data } : { kind: 'damaged', reason: 'shape' }
}

function checksum(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32)
}
