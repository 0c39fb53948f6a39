/** The draft behind an intake: opened, saved as one types, kept through locks, crashes and restarts. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeskDatabase, Draft } from '../../database/desk-database.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { draftBodySchema, isPristine } from './form.ts'
import type { DraftBody } from './form.ts'

const quietMs = 400

export type OpenedDraft =
  | { kind: 'loading' }
  | { kind: 'ready'; body: DraftBody }
  | { kind: 'gone' }
  | { kind: 'unreadable' }
  /** The save went through before the draft was taken away: after a crash in between. */
  | { kind: 'alreadySaved'; dossierId: string; number: string }
  | { kind: 'journalled'; number: string }
  /** The database could not be asked. */
  | { kind: 'failed'; error: unknown }

export async function openDraft(db: DeskDatabase, id: string): Promise<OpenedDraft> {
  const draft = await db.drafts.get(id)
  if (draft === null) return { kind: 'gone' }
  const parsed = draftBodySchema.safeParse(draft.body)
  if (!parsed.success) return { kind: 'unreadable' }
  const body = parsed.data
  const saved = await db.get(body.dossierId)
  if (saved !== null && (saved.dossier.receivedAt !== '' || saved.dossier.turnedAwayAt !== null)) {
    await db.drafts.remove(id)
    return { kind: 'alreadySaved', dossierId: body.dossierId, number: saved.dossier.number.code }
  }
  return body.journalled ? { kind: 'journalled', number: body.number?.code ?? '' } : { kind: 'ready', body }
}

/**
 * `fresh`: what a draft that was never written begins with; null: one that must be there. The database is asked either way,
 * because a reload brings back the address of a fresh draft long after it was first written.
 */
export function useOpenedDraft(id: string, fresh: DraftBody | null): OpenedDraft {
  const { db } = useDesk()
  const [opened, setOpened] = useState<OpenedDraft>({ kind: 'loading' })
  useEffect(() => {
    if (opened.kind !== 'loading') return
    let left = false
    const tell = (result: OpenedDraft) => {
      if (left) return
      setOpened(result.kind === 'gone' && fresh !== null ? { kind: 'ready', body: fresh } : result)
    }
    openDraft(db, id).then(tell, (error: unknown) => tell({ kind: 'failed', error }))
    return () => {
      left = true
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once opened, the screen owns the body.
  }, [db, id])
  return opened
}

export type AutosaveState = { kind: 'clean' } | { kind: 'waiting' } | { kind: 'saved'; at: Date } | { kind: 'failed' }

/** Writes the body soon after the last change, and at once when the screen goes away. */
export function useAutosave(id: string, body: DraftBody, titleOf: (body: DraftBody) => string) {
  const { db, officer, now } = useDesk()
  const [state, setState] = useState<AutosaveState>({ kind: 'clean' })
  const written = useRef(JSON.stringify(body))
  const latest = useRef(body)
  latest.current = body
  const stopped = useRef(false)
  /** One write at a time: a late one must not bring back a draft that was taken away. */
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const write = useCallback(
    async (force = false) => {
      const current = latest.current
      const text = JSON.stringify(current)
      if (stopped.current && !force) return
      if (text === written.current && !force) return
      written.current = text
      const at = now()
      const draft: Draft = {
        id,
        officerId: officer.id,
        updatedAt: at.toISOString(),
        title: titleOf(current),
        body: current,
      }
      const put = queue.current.then(() => db.drafts.put(draft))
      queue.current = put.catch(() => undefined)
      try {
        await put
        setState({ kind: 'saved', at })
      } catch {
        // Tried again with the next key press.
        written.current = ''
        setState({ kind: 'failed' })
      }
    },
    [db, id, now, officer.id, titleOf],
  )
  const text = JSON.stringify(body)
  useEffect(() => {
    if (stopped.current || text === written.current || isPristine(body.form)) return
    setState({ kind: 'waiting' })
    const timer = setTimeout(() => void write(), quietMs)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `text` stands for the whole body.
  }, [text, write])
  useEffect(() => {
    const flush = () => {
      if (!isPristine(latest.current.form)) void write()
    }
    const onHide = () => {
      if (document.visibilityState === 'hidden') flush()
    }
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', onHide)
      flush()
    }
  }, [write])
  /** After the save: nothing may write the draft again. */
  const finish = useCallback(async () => {
    stopped.current = true
    await queue.current
    await db.drafts.remove(id)
  }, [db, id])
  const writeNow = useCallback(
    async (newer: DraftBody) => {
      latest.current = newer
      await write(true)
    },
    [write],
  )
  return { state, finish, writeNow }
}
