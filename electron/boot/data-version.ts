/**
 * Which version wrote a desk's data last. An older program must not touch the data of a newer one: it would not know its
 * events, and an older Chromium deletes an IndexedDB that it cannot read.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface RunningVersions {
  /** `major.minor.patch`. */
  app: string
  /** Major version of Chromium; null: not known (the officer's own browser). */
  chromium: number | null
}

export type VersionVerdict =
  | { kind: 'usable' }
  | { kind: 'newerData'; writtenBy: RunningVersions }
  /** The file is there and cannot be read: nothing is known, so nothing is touched. */
  | { kind: 'unreadable' }

/** Says whether the data may be used; if so, notes the running versions before anything else is written. */
export async function claimData(file: string, running: RunningVersions): Promise<VersionVerdict> {
  const text = await getText(file)
  const written = text === null ? null : parseVersions(text)
  if (text !== null && written === null) return { kind: 'unreadable' }
  if (written !== null && isNewer(written, running)) return { kind: 'newerData', writtenBy: written }
  const kept: RunningVersions = { app: running.app, chromium: running.chromium ?? written?.chromium ?? null }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
  return { kind: 'usable' }
}

export class DataVersionError extends Error {
  readonly code = 'DATA_VERSION'
}

export async function mustClaimData(file: string, running: RunningVersions): Promise<void> {
  const verdict = await claimData(file, running)
  if (verdict.kind === 'newerData')
    throw new DataVersionError(
      `Dữ liệu của bàn làm việc này do phiên bản ${verdict.writtenBy.app} ghi, mới hơn phiên bản đang chạy (${running.app}). ` +
        'Không mở để tránh mất dữ liệu; hãy cài lại phiên bản mới.',
    )
  if (verdict.kind === 'unreadable')
    throw new DataVersionError('Tệp ghi phiên bản dữ liệu (version.json) bị hỏng. Hãy báo bộ phận CNTT.')
}

function isNewer(written: RunningVersions, running: RunningVersions): boolean {
  if (written.chromium !== null && running.chromium !== null && written.chromium > running.chromium) return true
  return compareVersions(written.app, running.app) > 0
}

function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function parseVersions(text: string): RunningVersions | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('app' in value) || !('chromium' in value)) return null
  const { app, chromium } = value
  if (typeof app !== 'string' || !/^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(app)) return null
  if (chromium !== null && !(typeof chromium === 'number' && Number.isInteger(chromium))) return null
  return { app, chromium }
}

async function getText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
