/** Contents of scans on the disk, one file each, named by their hash. Shared by all processes of a gateway. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { link, mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MediaType } from '../../shared/wire/attachments.ts'

export class Contents {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  get uploadsFolder(): string {
    return join(this.#folder, 'uploads')
  }

  /** The file keeps its place under `path` too; whoever uploaded it removes that. On the disk when this resolves. */
  async keep(path: string, communeId: string, id: string): Promise<void> {
    const target = this.#pathOf(communeId, id)
    await mkdir(dirname(target), { recursive: true })
    await syncPath(path)
    await link(path, target).catch((error: NodeJS.ErrnoException) => {
      // The same paper came twice.
      if (error.code !== 'EEXIST') throw error
    })
    await syncPath(dirname(target))
  }

  read(communeId: string, id: string): ReadStream {
    return createReadStream(this.#pathOf(communeId, id))
  }

  #pathOf(communeId: string, id: string): string {
    return join(this.#folder, 'content', communeId, id.slice(0, 2), id)
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

const ascii = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')
const looksLike: Record<MediaType, (bytes: Uint8Array) => boolean> = {
  // Some scanners put a few bytes before the header; readers allow 1,024.
  'application/pdf': (bytes) => ascii(bytes, 0, 1024).includes('%PDF-'),
  'image/jpeg': (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  'image/png': (bytes) => ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n',
  'image/webp': (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
}

/** A file that is not what it says it is would be handed to another desk's viewer under a false name. */
export async function isOfType(path: string, mediaType: MediaType): Promise<boolean> {
  return looksLike[mediaType](await readFile(path))
}
