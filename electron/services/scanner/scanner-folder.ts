/**
 * The folder that a scanner writes into, by cable or over the network. It is only looked at when the desk asks, so nothing
 * runs while nobody scans; a file counts as whole when it stayed the same between two looks and ends as its type ends.
 */
import { lstat, open, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { BridgeParams, BridgeResult } from '../../../shared/bridge/contract.ts'
import type { ScannerFile } from '../../../shared/bridge/scanner.ts'
import { attachmentLimits, mediaTypeSchema } from '../../../shared/wire/attachments.ts'
import { isOfType } from '../attachments/content-store.ts'
import { errorName, type Log } from '../log.ts'

export interface ScannerFolderOptions {
  /** null: none is set. Asked each time, so that a change holds at once. */
  folder: () => Promise<string | null>
  /** Whether this scan is sealed on the disk and a saved dossier names it. */
  isSaved: (id: string) => Promise<boolean>
  /** Milliseconds that never go back. */
  monotonic: () => number
  log: Log
}

export const stableMs = 2000
/** A file that does not end as it should may have paused between two pages. */
export const patienceMs = 30_000
const mostFiles = 200
const endBytes = 2048
/** What scanners, browsers and Windows leave beside the scans. */
const passing = /^[.~]|\.(tmp|part|partial|crdownload|lock)$|^(thumbs\.db|desktop\.ini)$/i

interface Seen {
  version: string
  since: number
}

export class ScannerFolder {
  readonly #options: ScannerFolderOptions
  #seen = new Map<string, Seen>()

  constructor(options: ScannerFolderOptions) {
    this.#options = options
  }

  async list(): Promise<BridgeResult<'scanner.list'>> {
    const folder = await this.#options.folder()
    if (folder === null) return { kind: 'off' }
    try {
      const names = (await readdir(folder)).filter((name) => !passing.test(name))
      const found = (await Promise.all(names.map((name) => this.#look(folder, name)))).filter((one) => one !== null)
      this.#seen = new Map(found.map(({ file, since }) => [file.name, { version: file.version, since }]))
      const files = found.sort((a, b) => a.at - b.at || (a.file.name < b.file.name ? -1 : 1)).map(({ file }) => file)
      return { kind: 'open', files: files.slice(0, mostFiles), more: files.length > mostFiles }
    } catch (error) {
      this.#options.log.warn({ error: errorName(error) }, 'scanner folder not read')
      return { kind: 'unreachable' }
    }
  }

  async read({ name, version }: BridgeParams<'scanner.read'>): Promise<BridgeResult<'scanner.read'>> {
    const path = await this.#pathOf(name)
    if (path === null) return { kind: 'gone' }
    try {
      const before = await lstat(path)
      if (!before.isFile() || versionOf(before) !== version) return { kind: 'changed' }
      if (before.size > attachmentLimits.bytes) return { kind: 'unreadable' }
      const handle = await open(path, 'r')
      try {
        const content = await handle.readFile()
        return versionOf(await handle.stat()) === version ? { kind: 'found', content } : { kind: 'changed' }
      } finally {
        await handle.close()
      }
    } catch (error) {
      this.#options.log.warn({ error: errorName(error) }, 'scanned file not read')
      return { kind: 'unreadable' }
    }
  }

  async forget({ name, version, savedAs }: BridgeParams<'scanner.forget'>): Promise<BridgeResult<'scanner.forget'>> {
    if (!(await this.#options.isSaved(savedAs))) return { kind: 'notSaved' }
    const path = await this.#pathOf(name)
    if (path === null) return { kind: 'removed' }
    try {
      const now = await lstat(path)
      if (!now.isFile() || versionOf(now) !== version) return { kind: 'changed' }
      await unlink(path)
      return { kind: 'removed' }
    } catch (error) {
      this.#options.log.warn({ error: errorName(error) }, 'scanned file not removed')
      return { kind: 'failed' }
    }
  }

  /** Only what the folder itself lists: no name leads out of it. */
  async #pathOf(name: string): Promise<string | null> {
    const folder = await this.#options.folder()
    if (folder === null) return null
    const names = await readdir(folder).catch((): string[] => [])
    return names.includes(name) ? join(folder, name) : null
  }

  async #look(folder: string, name: string): Promise<{ file: ScannerFile; since: number; at: number } | null> {
    const path = join(folder, name)
    const now = this.#options.monotonic()
    const found = await lstat(path).catch(() => null)
    if (found === null || !found.isFile()) return null
    const version = versionOf(found)
    const seen = this.#seen.get(name)
    const since = seen?.version === version ? seen.since : now
    const state = await stateOf(path, found.size, now - since).catch(() => 'writing' as const)
    return { file: { name, version, bytes: found.size, state }, since, at: found.mtimeMs }
  }
}

function versionOf({ size, mtimeMs, ino }: { size: number; mtimeMs: number; ino: number }): string {
  return `${size}-${mtimeMs}-${ino}`
}

async function stateOf(path: string, size: number, sameForMs: number): Promise<ScannerFile['state']> {
  if (sameForMs < stableMs) return 'writing'
  if (size > attachmentLimits.bytes) return 'tooLarge'
  if (size === 0) return sameForMs < patienceMs ? 'writing' : 'empty'
  const { start, end } = await readEnds(path, size)
  const type = mediaTypeSchema.options.find((candidate) => isOfType(start, candidate))
  if (type === undefined) return 'wrongType'
  if (endsAs[type](end)) return 'ready'
  return sameForMs < patienceMs ? 'writing' : 'incomplete'
}

const endsAs: Record<(typeof mediaTypeSchema.options)[number], (end: Buffer) => boolean> = {
  'application/pdf': (end) => end.includes('%%EOF'),
  // Some scanners pad the end.
  'image/jpeg': (end) => end.includes(Buffer.from([0xff, 0xd9])),
  'image/png': (end) => end.includes('IEND'),
  'image/webp': () => true,
}

async function readEnds(path: string, size: number): Promise<{ start: Buffer; end: Buffer }> {
  const handle = await open(path, 'r')
  try {
    const piece = async (position: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(endBytes), 0, endBytes, position)
      return buffer.subarray(0, bytesRead)
    }
    return { start: await piece(0), end: await piece(Math.max(0, size - endBytes)) }
  } finally {
    await handle.close()
  }
}
