/** The last act of this window that can be taken back: offered for a minute, by its button or Ctrl+Z. */
import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { canBeUndone, planUndo, undoWithinMs } from '../../../shared/dossier/undo.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatTime, localInstant } from '../../ui/time.ts'
import { useDesk } from '../desk-context.tsx'

interface Offered {
  event: DossierEvent | null
  message: string
  offer: (event: DossierEvent | null, message?: string) => void
}

const useOffered = create<Offered>((set) => ({
  event: null,
  message: '',
  offer: (event, message = '') => set({ event, message }),
}))

/** After a save: `false` when nothing of it can be taken back, and the screen says itself that it is saved. */
export function offerUndo(events: readonly DossierEvent[], message: string): boolean {
  const [event] = events
  const isPossible = event !== undefined && events.length === 1 && canBeUndone(event.type)
  // What came before is no longer the last act: Ctrl+Z must not reach past what the officer did since.
  useOffered.getState().offer(isPossible ? event : null, message)
  return isPossible
}

/** One for each act: a message under an id that is shown already would be dropped, and the older act be offered in its place. */
const noticeOf = (event: DossierEvent) => `undo-${event.id}`

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,[contenteditable=true]') !== null
}

/** Once in the shell. */
export function UndoOffer() {
  const { t } = useTranslation('settings')
  const { event, message, offer } = useOffered()
  const undo = useUndo()
  const latest = useRef(undo)
  latest.current = undo
  useEffect(() => {
    if (event === null) return
    const run = () => void latest.current(event)
    notifications.show({
      id: noticeOf(event),
      color: 'teal',
      autoClose: undoWithinMs,
      onClose: () => {
        if (useOffered.getState().event === event) offer(null)
      },
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>{message}</span>
          <Button size="compact-sm" variant="default" rightSection={<KeyHint keys="Ctrl Z" />} onClick={run}>
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
      notifications.hide(noticeOf(event))
    }
  }, [event, message, offer, t])
  return null
}

function useUndo(): (event: DossierEvent) => Promise<void> {
  const { t } = useTranslation('settings')
  const { db, now } = useDesk()
  const { offer } = useOffered()
  return async (event) => {
    // Whatever comes of it, it is tried once.
    offer(null)
    const say = (name: 'done' | 'tooLate' | 'failed') =>
      notifications.show({ message: t(`undo.${name}`), color: name === 'done' ? 'teal' : 'lacquer' })
    try {
      const record = await db.get(event.dossierId)
      const draft = planUndo(record?.events ?? [], event.id, localInstant(now()), {
        note: (text, at) => t('undo.noteText', { at: formatTime(at), text }).slice(0, noteLimit),
        forwarding: (at) => t('undo.forwardReason', { at: formatTime(at) }),
      })
      if (draft === null) return void say('tooLate')
      const result = await db.save([draft])
      say(result.kind === 'saved' ? 'done' : 'failed')
    } catch {
      say('failed')
    }
  }
}
