/**
 * What is typed into an action on a dossier and not saved yet: kept sealed in the database, as the drafts of intakes are, for
 * each dossier and action. Escape, a function key, the lock, a crash or the end of a shift do not cost it; it is there when
 * the action is opened again, by whoever does, and goes away once it is saved or thrown away.
 */
import { createContext, Fragment, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { DeskDatabase } from '../../database/desk-database.ts'
import { actionDraftId } from '../../database/draft-ids.ts'
import { useDesk } from '../desk-context.tsx'

const quietMs = 400

const bodySchema = z.object({
  /** Of the dossier then: another number means that something happened since. */
  eventCount: z.int(),
  fields: z.record(z.string(), z.unknown()),
})
type Body = z.infer<typeof bodySchema>

export interface Restored {
  /** ISO instant. */
  at: string
  officerId: string
  /** Something happened to the dossier since it was typed. */
  isOlder: boolean
}

interface Kept {
  restored: Restored | null
  read: (field: string) => unknown
  /** `undefined`: as it was when the dialog opened. */
  write: (field: string, value: unknown) => void
  /** Throws it away and begins anew. */
  discard: () => void
  /** It was saved: nothing may write it again. */
  finish: () => Promise<void>
}

const KeptContext = createContext<Kept | null>(null)
/** null: nothing is kept of this dialog. */
export const useKeptEntries = () => useContext(KeptContext)

interface KeptEntriesProps {
  dossier: Pick<Dossier, 'id' | 'eventCount'>
  /** At most 24 characters. */
  action: string
  children: React.ReactNode
}

/** Around a dialog whose fields use `useKept`; shows nothing until it knows what there is. */
export function KeptEntries({ dossier, action, children }: KeptEntriesProps) {
  const { db } = useDesk()
  const [found, setFound] = useState<Found | null>(null)
  const [round, setRound] = useState(0)
  const { id, eventCount } = dossier
  useEffect(() => {
    let left = false
    const tell = (result: Found) => (left ? undefined : setFound((before) => before ?? result))
    // A draft that cannot be read must not keep anybody from working.
    findKept(db, { id, eventCount }, action).then(tell, () => tell(nothing))
    return () => {
      left = true
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once opened, the dialog owns what is typed.
  }, [db, id, action])
  const startAnew = useCallback(() => {
    setFound(nothing)
    setRound((before) => before + 1)
  }, [])
  if (found === null) return null
  return (
    <Fragment key={round}>
      <Keeper id={actionDraftId(id, action)} eventCount={eventCount} found={found} onDiscard={startAnew}>
        {children}
      </Keeper>
    </Fragment>
  )
}

interface Found {
  restored: Restored | null
  fields: Body['fields']
}
const nothing: Found = { restored: null, fields: {} }

async function findKept(db: DeskDatabase, dossier: KeptEntriesProps['dossier'], action: string): Promise<Found> {
  const draft = await db.drafts.get(actionDraftId(dossier.id, action))
  const body = bodySchema.safeParse(draft?.body).data
  if (draft === null || body === undefined) return nothing
  const { officerId, updatedAt } = draft
  return {
    restored: { at: updatedAt, officerId, isOlder: body.eventCount !== dossier.eventCount },
    fields: body.fields,
  }
}

interface KeeperProps {
  id: string
  eventCount: number
  found: Found
  onDiscard: () => void
  children: React.ReactNode
}

function Keeper({ id, eventCount, found, onDiscard, children }: KeeperProps) {
  const store = useStore(id, eventCount, found.fields)
  const kept = useMemo(
    (): Kept => ({
      ...store,
      restored: found.restored,
      discard: () => void store.finish().then(onDiscard, onDiscard),
    }),
    [store, found, onDiscard],
  )
  return <KeptContext.Provider value={kept}>{children}</KeptContext.Provider>
}

/** Written soon after the last change, and at once when the dialog or the window goes away. */
function useStore(id: string, eventCount: number, first: Body['fields']) {
  const { db, officer, now } = useDesk()
  const fields = useRef(first)
  const written = useRef(JSON.stringify(first))
  const stopped = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** One write at a time: a late one must not bring back a draft that was taken away. */
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const count = useRef(eventCount)
  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const text = JSON.stringify(fields.current)
    if (stopped.current || text === written.current) return
    written.current = text
    const body: Body = { eventCount: count.current, fields: fields.current }
    const draft = { id, officerId: officer.id, updatedAt: now().toISOString(), title: '', body }
    const isEmpty = Object.keys(fields.current).length === 0
    const put = () => (isEmpty ? db.drafts.remove(id) : db.drafts.put(draft))
    queue.current = queue.current.then(put).catch(() => {
      // Tried again with the next key press.
      written.current = ''
    })
  }, [db, id, now, officer.id])
  useEffect(() => {
    const onHide = () => (document.visibilityState === 'hidden' ? flush() : undefined)
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', onHide)
      flush()
    }
  }, [flush])
  return useMemo(
    () => ({
      read: (field: string) => fields.current[field],
      write(field: string, value: unknown) {
        const { [field]: _before, ...others } = fields.current
        fields.current = value === undefined ? others : { ...others, [field]: value }
        clearTimeout(timer.current)
        timer.current = setTimeout(flush, quietMs)
      },
      async finish() {
        stopped.current = true
        clearTimeout(timer.current)
        await queue.current
        await db.drafts.remove(id)
      },
    }),
    [db, id, flush],
  )
}

/**
 * As `useState`, for what is typed: kept under `field` as long as it differs from what the dialog opens with. What was kept
 * in a shape that does not fit (by another version) is left aside.
 */
export function useKept<T>(
  field: string,
  schema: z.ZodType<T>,
  initial: T | (() => T),
): [T, React.Dispatch<React.SetStateAction<T>>] {
  const kept = useContext(KeptContext)
  const [first] = useState(initial)
  const [value, setValue] = useState<T>(() => {
    const stored = kept?.read(field)
    const parsed = stored === undefined ? undefined : schema.safeParse(stored)
    return parsed?.success === true ? parsed.data : first
  })
  const text = JSON.stringify(value)
  const write = kept?.write
  const seen = useRef(text)
  useEffect(() => {
    // What could not be read stays as it is until something is typed in its place.
    if (text === seen.current) return
    seen.current = text
    write?.(field, text === JSON.stringify(first) ? undefined : value)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `text` stands for the value.
  }, [write, field, text])
  return [value, setValue]
}

export const keptText = z.string()
