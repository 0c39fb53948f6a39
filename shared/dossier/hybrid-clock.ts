/**
 * Hybrid logical clock: orders events of several desks whose wall clocks disagree.
 *
 * A stamp is `<ISO instant, ms>_<counter, 4 hex>_<desk id>`; stamps compare as plain strings. The order is total, and an
 * event written after another was seen always sorts after it, even when the later desk's clock runs behind.
 */
import { z } from 'zod'

export const hybridStampSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z_[0-9a-f]{4}_[0-9A-Za-z-]{1,64}$/)
export type HybridStamp = string

const counterLimit = 0xffff

export function formatStamp(wallMs: number, counter: number, deskId: string): HybridStamp {
  return `${new Date(wallMs).toISOString()}_${counter.toString(16).padStart(4, '0')}_${deskId}`
}

export function parseStamp(stamp: HybridStamp): { wallMs: number; counter: number; deskId: string } {
  const [instant = '', counter = '0', ...desk] = stamp.split('_')
  return { wallMs: Date.parse(instant), counter: Number.parseInt(counter, 16), deskId: desk.join('_') }
}

/**
 * The next stamp of `deskId`, after everything in `lastSeen`.
 *
 * @param wallMs the desk's own clock, milliseconds since the epoch
 */
export function nextStamp(lastSeen: HybridStamp | null, wallMs: number, deskId: string): HybridStamp {
  if (lastSeen === null) return formatStamp(wallMs, 0, deskId)
  const last = parseStamp(lastSeen)
  if (wallMs > last.wallMs) return formatStamp(wallMs, 0, deskId)
  if (last.counter < counterLimit) return formatStamp(last.wallMs, last.counter + 1, deskId)
  return formatStamp(last.wallMs + 1, 0, deskId)
}

export function laterStamp(a: HybridStamp | null, b: HybridStamp | null): HybridStamp | null {
  if (a === null) return b
  if (b === null) return a
  return a > b ? a : b
}
