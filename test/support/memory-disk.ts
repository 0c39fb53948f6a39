/**
 * A disk in memory that can fail at any step and lose power. What was written but not synced is lost at `crash()`, or kept in
 * part, as a real medium does; names are durable once their folder was synced.
 */
import { basename, dirname } from 'node:path'
import type { Disk, DiskFile } from '../../electron/services/disk/disk.ts'

interface Inode {
  live: Buffer
  durable: Buffer
}
export interface Fault {
  /** What the step throws; `code` as Node would give it. */
  code: 'EIO' | 'ENOSPC'
  /** Bytes of a write that still reach the file before it fails. */
  partly?: number
}

export class MemoryDisk implements Disk {
  #names = new Map<string, Inode>()
  #durableNames = new Map<string, Inode>()
  /** Counts every step that can fail. */
  steps = 0
  #faults = new Map<number, Fault>()
  #faultFrom: { step: number; fault: Fault } | null = null

  /** The step after `after` more fails. */
  failAt(after: number, fault: Fault): void {
    this.#faults.set(this.steps + after + 1, fault)
  }
  /** From then on everything fails, until `heal`. */
  failFrom(after: number, fault: Fault): void {
    this.#faultFrom = { step: this.steps + after + 1, fault }
  }
  heal(): void {
    this.#faults.clear()
    this.#faultFrom = null
  }

  /** Power cut: of each file, `keep(lost)` of the bytes that were not synced survive. */
  crash(keep: (lost: number) => number = () => 0): void {
    this.#names = new Map(this.#durableNames)
    for (const inode of this.#names.values()) {
      const lost = Math.max(0, inode.live.length - inode.durable.length)
      const tail = inode.live.subarray(inode.durable.length, inode.durable.length + keep(lost))
      inode.durable = Buffer.concat([inode.durable, tail])
      inode.live = Buffer.from(inode.durable)
    }
  }

  /** For damage by hand. */
  contentOf(path: string): Buffer {
    return Buffer.from(this.#mustGet(path).live)
  }
  setContent(path: string, bytes: Uint8Array): void {
    const inode: Inode = { live: Buffer.from(bytes), durable: Buffer.from(bytes) }
    this.#names.set(path, inode)
    this.#durableNames.set(path, inode)
  }
  delete(path: string): void {
    this.#names.delete(path)
    this.#durableNames.delete(path)
  }
  paths(): string[] {
    return [...this.#names.keys()].sort()
  }
  clone(): MemoryDisk {
    const copy = new MemoryDisk()
    for (const [path, { live }] of this.#names) copy.setContent(path, live)
    return copy
  }

  async open(path: string, mode: 'read' | 'append' | 'create'): Promise<DiskFile> {
    this.#step()
    let inode = this.#names.get(path)
    if (inode === undefined) {
      if (mode === 'read') throw systemError('ENOENT')
      inode = { live: Buffer.alloc(0), durable: Buffer.alloc(0) }
      this.#names.set(path, inode)
    } else if (mode === 'create') inode.live = Buffer.alloc(0)
    return this.#fileOf(inode)
  }
  async readFile(path: string): Promise<Buffer | null> {
    this.#step()
    const inode = this.#names.get(path)
    return inode === undefined ? null : Buffer.from(inode.live)
  }
  async list(folder: string): Promise<string[]> {
    this.#step()
    return this.paths()
      .filter((path) => dirname(path) === folder)
      .map((path) => basename(path))
  }
  async makeFolder(): Promise<void> {
    this.#step()
  }
  async rename(from: string, to: string): Promise<void> {
    this.#step()
    this.#names.set(to, this.#mustGet(from))
    this.#names.delete(from)
  }
  async remove(path: string): Promise<void> {
    this.#step()
    this.#names.delete(path)
  }
  async syncFolder(folder: string): Promise<void> {
    this.#step()
    for (const path of this.#durableNames.keys())
      if (dirname(path) === folder && !this.#names.has(path)) this.#durableNames.delete(path)
    for (const [path, inode] of this.#names) if (dirname(path) === folder) this.#durableNames.set(path, inode)
  }

  #fileOf(inode: Inode): DiskFile {
    return {
      get size() {
        return inode.live.length
      },
      read: async (position, length) => {
        this.#step()
        return Buffer.from(inode.live.subarray(position, position + length))
      },
      write: async (bytes, position) => {
        const fault = this.#nextFault()
        const part = fault === null ? bytes : bytes.subarray(0, fault.partly ?? 0)
        const end = position + part.length
        const grown = Buffer.alloc(Math.max(inode.live.length, end))
        inode.live.copy(grown)
        grown.set(part, position)
        inode.live = grown
        if (fault !== null) throw systemError(fault.code)
      },
      truncate: async (length) => {
        this.#step()
        inode.live = Buffer.from(inode.live.subarray(0, length))
      },
      sync: async () => {
        this.#step()
        inode.durable = Buffer.from(inode.live)
      },
      close: async () => undefined,
    }
  }

  #mustGet(path: string): Inode {
    const inode = this.#names.get(path)
    if (inode === undefined) throw systemError('ENOENT')
    return inode
  }
  #nextFault(): Fault | null {
    this.steps += 1
    if (this.#faultFrom !== null && this.steps >= this.#faultFrom.step) return this.#faultFrom.fault
    return this.#faults.get(this.steps) ?? null
  }
  #step(): void {
    const fault = this.#nextFault()
    if (fault !== null) throw systemError(fault.code)
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
