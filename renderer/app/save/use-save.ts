/** The one way screens save: errors become values, and only `saved` is ever called saved. */
import { useCallback, useState } from 'react'
import type { DossierEvent, EventDraft } from '../../../shared/dossier/event.ts'
import { useDesk } from '../desk-context.tsx'

export type SaveTrouble =
  | {
      kind: 'failed'
      code: 'NOT_SIGNED_IN' | 'DISK_FULL' | 'CLOCK_BEHIND' | 'INVALID' | 'IO' | 'HOST_GONE'
      lastKnownInstant: string | null
    }
  | { kind: 'journalledOnly'; reason: string }

export type SaveOutcome = { kind: 'saved'; events: DossierEvent[] } | { kind: 'trouble'; trouble: SaveTrouble }

export function useSave() {
  const { db, lock } = useDesk()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<SaveTrouble | null>(null)
  /** `make` may itself ask the host, for a number; what it throws counts as a host that does not answer. */
  const save = useCallback(
    async (make: () => Promise<EventDraft[]> | EventDraft[]): Promise<SaveOutcome> => {
      setBusy(true)
      setTrouble(null)
      const outcome = await attempt(db, make)
      setBusy(false)
      if (outcome.kind === 'trouble') {
        setTrouble(outcome.trouble)
        if (outcome.trouble.kind === 'failed' && outcome.trouble.code === 'NOT_SIGNED_IN') lock()
      }
      return outcome
    },
    [db, lock],
  )
  const clear = useCallback(() => setTrouble(null), [])
  return { busy, trouble, save, clear }
}

async function attempt(
  db: ReturnType<typeof useDesk>['db'],
  make: () => Promise<EventDraft[]> | EventDraft[],
): Promise<SaveOutcome> {
  try {
    const result = await db.save(await make())
    if (result.kind === 'saved') return result
    if (result.kind === 'journalledOnly')
      return { kind: 'trouble', trouble: { kind: result.kind, reason: result.reason } }
    return { kind: 'trouble', trouble: result }
  } catch {
    return { kind: 'trouble', trouble: { kind: 'failed', code: 'HOST_GONE', lastKnownInstant: null } }
  }
}
