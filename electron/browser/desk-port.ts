/**
 * The desk's own port on loopback. A browser keeps IndexedDB by origin, and the port is part of it: a desk that came up on
 * another port would find no database and have to rebuild it from the journal. So the port is chosen once and kept.
 */
import { randomInt } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'

/** Below the ports that systems hand out by themselves for outgoing connections. */
const lowest = 20_000
const highest = 32_000
const attempts = 40

export type PortChoice<T> = {
  listening: T
  /** The kept port was taken; this start runs on another, and the database is rebuilt there. */
  insteadOf: number | null
}

export interface DeskPortOptions<T> {
  file: string
  /** By hand; replaces the kept one. Rejects when taken rather than open the desk elsewhere than asked. */
  wanted: number | null
  listen: (port: number) => Promise<T>
}

export async function listenOnDeskPort<T>(options: DeskPortOptions<T>): Promise<PortChoice<T>> {
  const { wanted, listen } = options
  if (wanted !== null) {
    const listening = await listen(wanted)
    await keepPort(options.file, wanted)
    return { listening, insteadOf: null }
  }
  const kept = await getKeptPort(options.file)
  if (kept !== null) {
    const listening = await listenUnlessTaken(listen, kept)
    if (listening !== null) return { listening, insteadOf: null }
  }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(lowest, highest)
    const listening = await listenUnlessTaken(listen, port)
    if (listening === null) continue
    // A port that is taken today is usually free tomorrow, and the database lies there: it stays the desk's own.
    if (kept === null) await keepPort(options.file, port)
    return { listening, insteadOf: kept }
  }
  throw new Error('No free port on loopback.')
}

async function listenUnlessTaken<T>(listen: (port: number) => Promise<T>, port: number): Promise<T | null> {
  try {
    return await listen(port)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
      return null
    throw error
  }
}

async function keepPort(file: string, port: number): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify({ port }), { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}

/** A damaged file costs a rebuild of the database, no more. */
async function getKeptPort(file: string): Promise<number | null> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('port' in value)) return null
    const { port } = value
    return typeof port === 'number' && Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : null
  } catch {
    return null
  }
}
