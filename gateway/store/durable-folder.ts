/**
 * PGlite's data folder, with fsync.
 *
 * As it comes, PGlite runs with `-F` (fsync off), and its Node file system has no fsync at all: a commit survives the end
 * of the process, but not of the power, and a power cut may even damage the folder. Here fsync is on and reaches the disk,
 * so that an answer of the embedded gateway promises what an answer of a PostgreSQL server does.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The part of Emscripten's NODEFS used here. `nfd` is missing for directories. */
interface NodeFileSystem {
  realPath(node: unknown): string
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number }
}

/** `fdatasync` is an empty function in this build; only `fsync` ends in a system call. */
export const durableStartParams: readonly string[] = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

export class DurableFolder extends NodeFS {
  readonly #sync: (descriptor: number) => void

  constructor(folder: string, sync: (descriptor: number) => void = fsyncSync) {
    super(folder)
    this.#sync = sync
  }

  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const made = await super.init(...args)
    made.emscriptenOpts.preRun?.push((module) => this.#giveFsync(module as unknown as { NODEFS: NodeFileSystem }))
    return made
  }

  #giveFsync({ NODEFS }: { NODEFS: NodeFileSystem }): void {
    NODEFS.stream_ops.fsync = ({ nfd, node }) => {
      if (nfd !== undefined) this.#sync(nfd)
      else this.#syncDirectory(NODEFS.realPath(node))
      return 0
    }
  }

  #syncDirectory(path: string): void {
    const descriptor = openSync(path, 'r')
    try {
      this.#sync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  }
}
