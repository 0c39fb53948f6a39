/** Scans on the desk's disk: sealed, one file a content, named by its hash. A damaged one counts as absent. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { mediaTypeSchema, type MediaType } from '../../../shared/wire/attachments.ts'
import type { Disk } from '../disk/disk.ts'
import { writeDurably } from '../disk/durable-file.ts'
import { Serial } from '../serial.ts'
import { deriveKey, seal, unseal } from '../vault/seal.ts'

export interface Content {
  bytes: Uint8Array
  mediaType: MediaType
}
type Shelf = 'content' | 'thumbnails'

export class ContentStore {
  readonly #disk: Disk
  readonly #folder: string
  readonly #key: Uint8Array
  readonly #serial = new Serial()

  constructor(disk: Disk, folder: string, dataKey: Uint8Array) {
    this.#disk = disk
    this.#folder = folder
    this.#key = deriveKey(dataKey, 'attachments')
  }

  /** Resolves with the id once the content is on the disk. */
  put({ bytes, mediaType }: Content): Promise<string> {
    const id = contentId(bytes)
    return this.#serial.run(async () => {
      if ((await this.get(id))?.mediaType !== mediaType)
        await this.#write('content', id, Buffer.concat([Buffer.from(`${mediaType}\n`), bytes]))
      return id
    })
  }

  async get(id: string): Promise<Content | null> {
    const plain = await this.#read('content', id)
    if (plain === null) return null
    const lineEnd = plain.indexOf(0x0a)
    const mediaType = mediaTypeSchema.safeParse(plain.toString('utf8', 0, Math.max(0, lineEnd)))
    return mediaType.success ? { mediaType: mediaType.data, bytes: plain.subarray(lineEnd + 1) } : null
  }

  putThumbnail(id: string, bytes: Uint8Array): Promise<void> {
    return this.#serial.run(() => this.#write('thumbnails', id, bytes))
  }

  thumbnail(id: string): Promise<Uint8Array | null> {
    return this.#read('thumbnails', id)
  }

  async #write(shelf: Shelf, id: string, plain: Uint8Array): Promise<void> {
    const folder = join(this.#folder, shelf, id.slice(0, 2))
    await this.#disk.makeFolder(folder)
    await writeDurably(this.#disk, join(folder, id), seal(this.#key, plain, `${shelf} ${id}`))
    await this.#disk.syncFolder(join(this.#folder, shelf))
  }

  async #read(shelf: Shelf, id: string): Promise<Buffer | null> {
    const sealed = await this.#disk.readFile(join(this.#folder, shelf, id.slice(0, 2), id))
    return sealed === null ? null : unseal(this.#key, sealed, `${shelf} ${id}`)
  }
}

export function contentId(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const starts: Record<MediaType, (bytes: Buffer) => boolean> = {
  // Readers accept a preamble before the header, and scanners write one.
  'application/pdf': (bytes) => bytes.subarray(0, 1024).includes('%PDF-'),
  'image/jpeg': (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  'image/png': (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  'image/webp': (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
}

/** Whether the content begins as its type says: a page of text named `.pdf` is found out before it is filed. */
export function isOfType(bytes: Uint8Array, mediaType: MediaType): boolean {
  return starts[mediaType](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
