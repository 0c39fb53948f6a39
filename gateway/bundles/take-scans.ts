/** The scans of one part: each is kept, known already, or refused, whatever becomes of its neighbours. */
import { createHash } from 'node:crypto'
import { isOfType } from '../attachments/contents.ts'
import { findAttachment, recordAttachment } from '../attachments/uploads.ts'
import type { Contents } from '../attachments/contents.ts'
import type { Store } from '../store/store.ts'
import type { CarriedScan } from '../../shared/wire/scan-part.ts'

/** What tus answers with 460 and 415. */
export type ScanRefusal = 'CHECKSUM' | 'MEDIA_TYPE'
export type ScanOutcome = { id: string; dossierId: string } & (
  | { kind: 'kept' }
  /** From the link, an earlier stick, or another desk. */
  | { kind: 'known' }
  | { kind: 'refused'; reason: ScanRefusal }
)

export interface ScanPlace {
  store: Store
  contents: Contents
  desk: { communeId: string; deskId: string }
}

/** Throws when the disk or the database does not take it; what was kept until then stays and is known the next time. */
export async function takeScans(place: ScanPlace, scans: readonly CarriedScan[]): Promise<ScanOutcome[]> {
  const outcomes: ScanOutcome[] = []
  for (const scan of scans) {
    const { sha256: id, dossierId } = scan
    outcomes.push({ id, dossierId, ...(await takeOne(place, scan)) })
  }
  return outcomes
}

type Taken = { kind: 'kept' } | { kind: 'known' } | { kind: 'refused'; reason: ScanRefusal }

async function takeOne({ store, contents, desk }: ScanPlace, scan: CarriedScan): Promise<Taken> {
  const { sha256: id, mediaType, dossierId, content } = scan
  if (createHash('sha256').update(content).digest('hex') !== id) return { kind: 'refused', reason: 'CHECKSUM' }
  if (!isOfType(content, mediaType)) return { kind: 'refused', reason: 'MEDIA_TYPE' }
  const known = (await findAttachment(store, desk.communeId, id)) !== null
  const isThere = known && (await contents.has(desk.communeId, id, content.length))
  if (!isThere) await contents.put(content, desk.communeId, id)
  // Also of a known one: another dossier may name it.
  await recordAttachment(store, desk, { sha256: id, mediaType, dossierId }, content.length)
  return { kind: isThere ? 'known' : 'kept' }
}
