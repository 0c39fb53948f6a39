/** One file of a closed book: sealed, with a checksum around it. */
import { z } from 'zod'
import { closedBookSchema } from '../../../shared/register/closing.ts'
import type { ClosedBook } from '../../../shared/register/closing.ts'
import type { Disk } from '../disk/disk.ts'
import { readState, writeState } from '../disk/durable-file.ts'
import { deriveKey, seal, unseal } from '../vault/seal.ts'

export type BookCopy = { kind: 'absent' } | { kind: 'damaged' } | { kind: 'intact'; book: ClosedBook }

/** Not the half-written file that a crash left. */
export const bookFile = /^\d{4}(-copy)?\.json$/

const fileSchema = z.object({ sealed: z.string() })
const contextOf = (year: number) => `book ${year}`
const keyOf = (dataKey: Uint8Array) => deriveKey(dataKey, 'books')

/** A reader that throws only what the disk throws. */
export function openBookCopies(disk: Disk, dataKey: Uint8Array): (path: string, year: number) => Promise<BookCopy> {
  const key = keyOf(dataKey)
  return async (path, year) => {
    const stored = await readState(disk, path, fileSchema).catch((error: unknown) => {
      // Whole by its checksum yet no JSON: written by something else.
      if (error instanceof SyntaxError) return { kind: 'damaged' } as const
      throw error
    })
    if (stored.kind !== 'intact') return { kind: stored.kind }
    const plain = unseal(key, Buffer.from(stored.value.sealed, 'base64'), contextOf(year))
    const parsed = plain === null ? null : closedBookSchema.safeParse(JSON.parse(plain.toString('utf8')))
    return parsed?.success === true && parsed.data.year === year
      ? { kind: 'intact', book: parsed.data }
      : { kind: 'damaged' }
  }
}

/** Resolves once it is on the medium under each of the paths. */
export async function writeBookCopies(
  disk: Disk,
  dataKey: Uint8Array,
  book: ClosedBook,
  paths: readonly string[],
): Promise<void> {
  const plain = Buffer.from(JSON.stringify(book))
  const sealed = seal(keyOf(dataKey), plain, contextOf(book.year)).toString('base64')
  for (const path of paths) await writeState(disk, path, { sealed })
}
