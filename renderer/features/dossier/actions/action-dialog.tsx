import { notifications } from '@mantine/notifications'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierEvent, EventDraft } from '../../../../shared/dossier/event.ts'
import { useKeptEntries } from '../../../app/save/kept-entries.tsx'
import { offerUndo } from '../../../app/save/undo.tsx'
import { useSave } from '../../../app/save/use-save.ts'
import { ActionFrame } from './action-frame.tsx'

interface ActionDialogProps {
  title: string
  /** null: something is missing; the fields say what. */
  make: () => EventDraft | EventDraft[] | null
  /** What cannot be taken back is asked once more, in these words; null: nothing to ask. */
  confirm?: () => string | null
  /** After the dialog has closed: the paper that goes with it. */
  onSaved?: (events: DossierEvent[]) => void
  onClose: () => void
  children: React.ReactNode
}

/** The frame of every action on a dossier. */
export function ActionDialog({ title, make, confirm, onSaved, onClose, children }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const { busy, trouble, save } = useSave()
  const kept = useKeptEntries()
  const running = useRef(false)
  const [question, setQuestion] = useState<string | null>(null)
  const trySave = async () => {
    const made = make()
    if (running.current) return
    const asked = made === null ? null : (confirm?.() ?? null)
    setQuestion(asked)
    if (made === null || (asked !== null && asked !== question)) return
    running.current = true
    const outcome = await save(() => (Array.isArray(made) ? made : [made]))
    running.current = false
    // It is on the disk: failing to remove its draft must not look like a failure to save.
    if (outcome.kind === 'saved' || outcome.trouble.kind === 'journalledOnly')
      await kept?.finish().catch(() => undefined)
    if (outcome.kind !== 'saved') return
    const message = t('dialog.saved', { what: title })
    if (!offerUndo(outcome.events, message)) notifications.show({ message, color: 'teal' })
    onClose()
    onSaved?.(outcome.events)
  }
  return (
    <ActionFrame
      title={title}
      busy={busy}
      trouble={trouble}
      question={question}
      onSave={() => void trySave()}
      onClose={onClose}
    >
      {children}
    </ActionFrame>
  )
}
