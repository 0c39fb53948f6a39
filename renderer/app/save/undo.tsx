/** The last act of this window that can be taken back: offered for a minute, by its button or Ctrl+Z. */
import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { DossierEvent, EventDraft } from '../../../shared/dossier/event.ts'
import { canBeTakenBack, planUndo } from '../../../shared/dossier/undo.ts'
import { undoWithinMs } from '../../../shared/dossier/undone.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { localInstant } from '../../ui/time.ts'
import { useDesk } from '../desk-context.tsx'

interface Offered {
  /** Saved together, and taken back together. */
  events: readonly DossierEvent[]
  message: string
  offer: (events: readonly DossierEvent[], message?: string) => void
}

const none: readonly DossierEvent[] = []

const useOffered = create<Offered>((set) => ({
  events: none,
  message: '',
  offer: (events, message = '') => set({ events, message }),
}))

/** After a save: `false` when some of it cannot be taken back, and the screen says itself that it is saved. */
export function offerUndo(events: readonly DossierEvent[], message: string): boolean {
  const isPossible = events.length > 0 && events.every(({ type }) => canBeTakenBack(type))
  // What came before is no longer the last act: Ctrl+Z must not reach past what the officer did since.
  useOffered.getState().offer(isPossible ? events : none, message)
  return isPossible
}

/** One for each act: a message under an id that is shown already would be dropped, and the older act be offered in its place. */
const noticeOf = (events: readonly DossierEvent[]) => `undo-${events[0]?.id ?? ''}`

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,[contenteditable=true]') !== null
}

/** Once in the shell. */
export function UndoOffer() {
  const { t } = useTranslation('settings')
  const { events, message, offer } = useOffered()
  const undo = useUndo()
  const latest = useRef(undo)
  latest.current = undo
  // Who signs in next, or unlocks, is not asked to undo what another did.
  useEffect(() => () => offer(none), [offer])
  useEffect(() => {
    if (events.length === 0) return
    const run = () => void latest.current(events)
    notifications.show({
      id: noticeOf(events),
      color: 'teal',
      autoClose: undoWithinMs,
      onClose: () => {
        if (useOffered.getState().events === events) offer(none)
      },
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>{message}</span>
          <Button
            size="compact-sm"
            variant="default"
            aria-keyshortcuts="Control+Z"
            rightSection={<KeyHint keys="Ctrl Z" />}
            onClick={run}
          >
            {t('undo.offer')}
          </Button>
        </Group>
      ),
    })
    const onKeyDown = (pressed: KeyboardEvent) => {
      if (pressed.key.toLowerCase() !== 'z' || !pressed.ctrlKey || pressed.shiftKey || isTyping(pressed.target)) return
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return
      pressed.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      notifications.hide(noticeOf(events))
    }
  }, [events, message, offer, t])
  return null
}

function useUndo(): (events: readonly DossierEvent[]) => Promise<void> {
  const { t } = useTranslation('settings')
  const { db, info, officer, now } = useDesk()
  const { offer } = useOffered()
  const plan = async (events: readonly DossierEvent[]): Promise<EventDraft[] | null> => {
    const undoer = { deskId: info.deskId, officerId: officer.id, at: localInstant(now()) }
    const records = await Promise.all(events.map(({ dossierId }) => db.get(dossierId)))
    const drafts = events.map(({ id }, n) => planUndo(records[n]?.events ?? [], id, undoer, officer.name))
    // Of a batch all or nothing: half of it would be worse than either.
    return drafts.some((draft) => draft === null) ? null : drafts.filter((draft) => draft !== null)
  }
  return async (events) => {
    // Whatever comes of it, it is tried once.
    offer(none)
    const say = (name: 'done' | 'tooLate' | 'failed') =>
      notifications.show({ message: t(`undo.${name}`), color: name === 'done' ? 'teal' : 'lacquer' })
    try {
      const drafts = await plan(events)
      if (drafts === null) return void say('tooLate')
      const result = await db.save(drafts)
      say(result.kind === 'saved' ? 'done' : 'failed')
    } catch {
      say('failed')
    }
  }
}
