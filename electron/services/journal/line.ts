/**
 * One line of the journal is one commit: its events are there together or not at all. The checksum lets a line be judged
 * without the key; `after` names the line before it, so that a missing one is noticed.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../shared/dossier/canonical.ts'
import { dossierEventSchema, type DossierEvent } from '../../../shared/dossier/event.ts'
import { seal, unseal } from '../vault/seal.ts'

export interface LineHead {
  /** Of the first event. */
  seq: number
  count: number
  /** Checksum of the line before; 32 zeros for the first. */
  after: string
  sum: string
}
export interface Line extends LineHead {
  sealed: string
}
export interface LineBody {
  events: DossierEvent[]
  /** The desk's own clock at the commit, milliseconds; never earlier than the line before unless the officer vouched. */
  wall: number
}

export const startOfChain = '0'.repeat(32)
export const lineStart = '{"seq":'
const shape =
  /^\{"seq":(\d{1,15}),"count":(\d{1,4}),"after":"([0-9a-f]{32})","sealed":"([A-Za-z0-9+/=]+)","sum":"([0-9a-f]{32})"\}/
const bodySchema = z.object({ wall: z.number(), events: z.array(dossierEventSchema).min(1) })

export function encodeLine(
  head: Pick<LineHead, 'seq' | 'count' | 'after'>,
  body: LineBody,
  key: Uint8Array,
): { text: string; sum: string } {
  const sealed = seal(key, Buffer.from(canonicalJson(body)), contextOf(head)).toString('base64')
  const sum = sumOf({ ...head, sealed })
  const { seq, count, after } = head
  return { text: `${lineStart}${seq},"count":${count},"after":"${after}","sealed":"${sealed}","sum":"${sum}"}\n`, sum }
}

/** The sound line that `text` begins with, and how many characters it takes; null: there is none. */
export function decodeLine(text: string): { line: Line; length: number } | null {
  const match = shape.exec(text)
  if (match === null) return null
  const [whole, seq, count, after = '', sealed = '', sum = ''] = match
  const line = { seq: Number(seq), count: Number(count), after, sealed, sum }
  const sound = line.seq > 0 && line.count > 0 && sum === sumOf(line)
  return sound ? { line, length: whole.length } : null
}

/** null: another key's line, or one whose content is not of the contract. */
export function openLine(line: Line, key: Uint8Array): LineBody | null {
  const plain = unseal(key, Buffer.from(line.sealed, 'base64'), contextOf(line))
  if (plain === null) return null
  const body = bodySchema.safeParse(JSON.parse(plain.toString('utf8')))
  return body.success && body.data.events.length === line.count ? body.data : null
}

function contextOf({ seq, count }: Pick<LineHead, 'seq' | 'count'>): string {
  return `journal ${seq} ${count}`
}

function sumOf({ seq, count, after, sealed }: Omit<Line, 'sum'>): string {
  return createHash('sha256').update(`${seq} ${count} ${after} ${sealed}`).digest('hex').slice(0, 32)
}
