/** The scans that a dossier's events name, and the files that citizens uploaded to the portal, in the order they were added, each where it was put last. */
import { asKnownEvent, type DossierEvent, type PayloadOf } from '../../../shared/dossier/event.ts'
import { listStanding } from '../../../shared/dossier/undone.ts'

export type ScanRef = PayloadOf<'scansAdded'>['scans'][number] & {
  deskId: string
  at: string
  /** Why it does not belong here; null: it does. The picture is kept all the same. */
  removed: string | null
}

/** @param events in clock order */
export function scansOf(events: readonly DossierEvent[]): ScanRef[] {
  const byKey = new Map<string, ScanRef>()
  for (const event of listStanding(events)) {
    const known = asKnownEvent(event)
    if (known?.type === 'registeredOnline') addScans(byKey, known.payload.files ?? [], event)
    else if (known?.type === 'papersFiledOnline') addScans(byKey, known.payload.files, event)
    else if (known?.type === 'scansAdded') addScans(byKey, known.payload.scans, event)
    else if (known?.type === 'scanRefiled') refile(byKey, known.payload)
  }
  return [...byKey.values()]
}

/** The same paper scanned twice for the same component is one line. */
const keyOf = (id: string, componentId: string | null) => `${id} ${componentId ?? ''}`

function addScans(
  byKey: Map<string, ScanRef>,
  scans: PayloadOf<'scansAdded'>['scans'],
  { deskId, at }: DossierEvent,
): void {
  for (const scan of scans) {
    const key = keyOf(scan.id, scan.componentId)
    const before = byKey.get(key)
    if (before === undefined) byKey.set(key, { ...scan, deskId, at, removed: null })
    // Scanned again after it was taken off: it is wanted.
    else byKey.set(key, { ...before, removed: null })
  }
}

/** What another desk has moved meanwhile is not there to be moved; where a scan comes to lie on its like, one remains. */
function refile(byKey: Map<string, ScanRef>, { id, from, to, removed, reason }: PayloadOf<'scanRefiled'>): void {
  const scan = byKey.get(keyOf(id, from))
  if (scan === undefined) return
  byKey.delete(keyOf(id, from))
  const place = byKey.get(keyOf(id, to))
  byKey.set(keyOf(id, to), { ...(place ?? scan), componentId: to, removed: removed ? reason : null })
}
