/** Which scans travel together on a stick, and which a crash has kept from being queued. Pure. */
import { scanPartLimits } from '../../../shared/wire/scan-part.ts'
import type { PushRequest } from '../../../shared/wire/messages.ts'

export interface PlannedScans {
  ids: string[]
  bytes: number
}

/** In the order given, each in one part; a scan that is larger than a part has one for itself. */
export function planScanParts(
  waiting: readonly { id: string; bytes: number }[],
  limits: { bytes: number; scans: number } = scanPartLimits,
): PlannedScans[] {
  const parts: PlannedScans[] = []
  for (const { id, bytes } of waiting) {
    const last = parts.at(-1)
    if (last !== undefined && last.bytes + bytes <= limits.bytes && last.ids.length < limits.scans) {
      last.ids.push(id)
      last.bytes += bytes
    } else parts.push({ ids: [id], bytes })
  }
  return parts
}

/** Scans that unsent dossiers name, by dossier: one that was saved just before a crash may not be queued yet. */
export function scansNamedIn(requests: readonly PushRequest[]): Map<string, string[]> {
  const named = new Map<string, string[]>()
  for (const { dossierId, events } of requests.flatMap(({ dossiers }) => dossiers)) {
    const ids = events.flatMap(idsIn)
    if (ids.length > 0) named.set(dossierId, [...new Set([...(named.get(dossierId) ?? []), ...ids])])
  }
  return named
}

function idsIn(event: unknown): string[] {
  const { type, payload } = Object(event) as { type?: unknown; payload?: { scans?: { id: string }[] } }
  return type === 'scansAdded' ? (payload?.scans ?? []).map(({ id }) => id) : []
}
