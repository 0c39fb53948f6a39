/** The real disk. */
import { mkdir, open, readFile, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode, type Disk, type DiskFile } from './disk.ts'

const flags = { read: 'r', create: 'w+' } as const

export const nodeDisk: Disk = {
  async open(path, mode) {
    const handle = mode === 'append' ? await openForAppend(path) : await open(path, flags[mode], 0o600)
    try {
      return fileOf(handle, (await handle.stat()).size)
    } catch (error) {
      await handle.close()
      throw error
    }
  },
  async readFile(path) {
    try {
      return await readFile(path)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null
      throw error
    }
  },
  async list(folder) {
    try {
      return (await readdir(folder)).sort()
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    }
  },
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  },
  rename: renamePatiently,
  async remove(path) {
    await rm(path, { force: true })
  },
  async syncFolder(folder) {
    // Windows has no way to sync a folder; its file systems journal names themselves.
    if (process.platform === 'win32') return
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
}

/** Positions are explicit, so not the `a` flag: under it Linux ignores them. */
async function openForAppend(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return await open(path, 'wx+', 0o600)
  }
}

/** A virus scanner that holds the target for a moment makes Windows refuse a rename that succeeds shortly after. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const passing = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error))
      if (!passing || attempt === 10) throw error
      await sleep(20 * attempt)
    }
  }
}

function fileOf(handle: FileHandle, initialSize: number): DiskFile {
  let size = initialSize
  return {
    get size() {
      return size
    },
    async read(position, length) {
      const buffer = Buffer.alloc(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return buffer.subarray(0, filled)
    },
    async write(bytes, position) {
      let written = 0
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written)
        written += bytesWritten
        size = Math.max(size, position + written)
      }
    },
    async truncate(length) {
      await handle.truncate(length)
      size = length
    },
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}
