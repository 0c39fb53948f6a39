/** What a register or a report reads of many dossiers; it follows what is written afterwards, here or by other desks. */
import { useCallback, useEffect, useState } from 'react'
import { bufferTime, filter } from 'rxjs'
import type { DossierRecord, VisitRange } from '../../database/desk-database.ts'
import { useDesk } from '../desk-context.tsx'

export interface DossierFacts<T> {
  /** By dossier id; empty until the first reading is done. */
  facts: ReadonlyMap<string, T>
  /** `reading`: 0 to 1. */
  state: { kind: 'reading'; share: number } | { kind: 'read' } | { kind: 'failed' }
  retry: () => void
}

const followEveryMs = 500
const nothingYet = { kind: 'reading', share: 0 } as const

/**
 * @param range give it the same members each time, not the same object
 * @param pick must keep its identity as long as it picks the same; null: the dossier does not belong here
 */
export function useDossierFacts<T>(
  range: Exclude<VisitRange, { ids: readonly string[] }>,
  pick: (record: DossierRecord) => T | null,
): DossierFacts<T> {
  const { db } = useDesk()
  const [attempt, setAttempt] = useState(0)
  const [facts, setFacts] = useState<ReadonlyMap<string, T>>(new Map())
  const [state, setState] = useState<DossierFacts<T>['state']>(nothingYet)
  const { receivedFrom, receivedTo } = range
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const found = new Map<string, T>()
    const take = (records: readonly DossierRecord[]) => {
      for (const record of records) {
        const picked = pick(record)
        if (picked === null) found.delete(record.dossier.id)
        else found.set(record.dossier.id, picked)
      }
    }
    setFacts(new Map())
    setState(nothingYet)
    const read = async () => {
      const onProgress = (done: number, total: number) =>
        setState({ kind: 'reading', share: total === 0 ? 1 : done / total })
      const wanted = {
        ...(receivedFrom === undefined ? {} : { receivedFrom }),
        ...(receivedTo === undefined ? {} : { receivedTo }),
      }
      await db.visit(wanted, take, { signal, onProgress })
      setFacts(new Map(found))
      setState({ kind: 'read' })
    }
    const guard = (work: Promise<void>) =>
      work.catch(() => {
        if (!signal.aborted) setState({ kind: 'failed' })
      })
    // What is written while the first reading runs is read again after it.
    let before = guard(read())
    const follow = async (ids: readonly string[]) => {
      await db.visit({ ids: [...new Set(ids)] }, take, { signal })
      setFacts(new Map(found))
    }
    const subscription = db
      .watchChanges()
      .pipe(
        bufferTime(followEveryMs),
        filter((batches) => batches.length > 0),
      )
      .subscribe((batches) => {
        before = before.then(() => (signal.aborted ? undefined : guard(follow(batches.flat()))))
      })
    return () => {
      leaving.abort()
      subscription.unsubscribe()
    }
  }, [db, receivedFrom, receivedTo, pick, attempt])
  const retry = useCallback(() => setAttempt((n) => n + 1), [])
  return { facts, state, retry }
}
