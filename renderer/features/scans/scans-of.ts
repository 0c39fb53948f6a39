/** The scans that a dossier's events name, in the order they were added. */
import { asKnownEvent, type DossierEvent, type PayloadOf } from '../../../shared/dossier/event.ts'

export type ScanRef = PayloadOf<'scansAdded'>['scans'][number] & { deskId: string; at: string }

export function scansOf(events: readonly DossierEvent[]): ScanRef[] {
  const byKey = new Map<string, ScanRef>()
  for (const event of events) {
    const known = event.type === 'scansAdded' ? asKnownEvent(event) : null
    if (known?.type !== 'scansAdded') continue
    for (const scan of known.payload.scans) {
      // The same paper scanned twice for the same component is one line.
      const key = `${scan.id} ${scan.componentId ?? ''}`
      if (!byKey.has(key)) byKey.set(key, { ...scan, deskId: event.deskId, at: event.at })
    }
  }
  return [...byKey.values()]
}
