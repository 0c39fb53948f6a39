/** Contents of scans on the disk, one file each, named by their hash. Shared by all processes of a gateway. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MediaType } from '../../shared/wire/attachments.ts'

const leftoverMs = 86_400_000

export class Contents {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** On the same file system as the contents. */
  get #carriedFolder(): string {
    return join(this.#folder, 'carried')
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

  /** Of content that is in memory. On the disk when this resolves; never seen by half under its name. */
  async put(content: Uint8Array, communeId: string, id: string): Promise<void> {
    const folder = this.#carriedFolder
    const target = this.#pathOf(communeId, id)
    const path = join(folder, randomBytes(16).toString('hex'))
    await mkdir(folder, { recursive: true })
    await mkdir(dirname(target), { recursive: true })
    try {
      await writeSynced(path, content)
      await rename(path, target)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    await syncPath(dirname(target))
  }

  async has(communeId: string, id: string, bytes: number): Promise<boolean> {
    const found = await stat(this.#pathOf(communeId, id)).catch(() => null)
    return found?.size === bytes
  }

  /** What `put` left when the machine stopped. */
  async dropLeftovers(now: number): Promise<void> {
    const names = await readdir(this.#carriedFolder).catch(() => [])
    for (const name of names) {
      const path = join(this.#carriedFolder, name)
      const found = await stat(path).catch(() => null)
      if (found !== null && now - found.mtimeMs > leftoverMs) await rm(path, { force: true })
    }
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

async function writeSynced(path: string, content: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx')
  try {
    await handle.writeFile(content)
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
export async function isFileOfType(path: string, mediaType: MediaType): Promise<boolean> {
  return isOfType(await readFile(path), mediaType)
}

export function isOfType(content: Uint8Array, mediaType: MediaType): boolean {
  return looksLike[mediaType](content)
}
