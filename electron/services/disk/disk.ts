/**
 * The few file operations that durability rests on, as a port: tests put a disk behind it that fails at any step.
 * Every operation either did all it says or throws; `write` never reports a short write as done.
 */
export interface DiskFile {
  readonly size: number
  read(position: number, length: number): Promise<Buffer>
  write(bytes: Uint8Array, position: number): Promise<void>
  truncate(length: number): Promise<void>
  /** Resolves once the content is on the medium. */
  sync(): Promise<void>
  close(): Promise<void>
}

export interface Disk {
  /** `create` empties an existing file; `append` makes it when it is missing and keeps what it holds. */
  open(path: string, mode: 'read' | 'append' | 'create'): Promise<DiskFile>
  /** null: there is no such file. */
  readFile(path: string): Promise<Buffer | null>
  /** Names, sorted; an absent folder is empty. */
  list(folder: string): Promise<string[]>
  makeFolder(folder: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** An absent file is no error. */
  remove(path: string): Promise<void>
  /** Makes new and renamed names in the folder durable. */
  syncFolder(folder: string): Promise<void>
}

/** `ENOSPC` and its kin, on any of Node's errors. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(errorCode(error))
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
