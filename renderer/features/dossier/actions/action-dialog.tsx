import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierEvent, EventDraft } from '../../../../shared/dossier/event.ts'
import { SaveTroubleAlert } from '../../../app/save/save-trouble.tsx'
import { useSave } from '../../../app/save/use-save.ts'
import { KeyHint } from '../../../ui/key-hint.tsx'

interface ActionDialogFrameProps {
  title: string
  /** null: something is missing; the fields say what. */
  make: () => EventDraft | EventDraft[] | null
  /** After the dialog has closed: the paper that goes with it. */
  onSaved?: (events: DossierEvent[]) => void
  onClose: () => void
  children: React.ReactNode
}

/** The frame of every action: fields, save with Ctrl+Enter, and plain words when saving fails. */
export function ActionDialog({ title, make, onSaved, onClose, children }: ActionDialogFrameProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { busy, trouble, save } = useSave()
  const running = useRef(false)
  const trySave = async () => {
    const made = make()
    if (made === null || running.current) return
    running.current = true
    const outcome = await save(() => (Array.isArray(made) ? made : [made]))
    running.current = false
    if (outcome.kind !== 'saved') return
    notifications.show({ message: t('dialog.saved', { what: title }), color: 'teal' })
    onClose()
    onSaved?.(outcome.events)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return
    event.preventDefault()
    void trySave()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': words('action.close') }}
      closeOnClickOutside={false}
    >
      <Stack gap="sm" onKeyDown={onKeyDown}>
        {children}
        <SaveTroubleAlert trouble={trouble} onAgain={() => void trySave()} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('action.cancel')}
          </Button>
          {trouble?.kind !== 'journalledOnly' && (
            <Button
              loading={busy}
              aria-keyshortcuts="Control+Enter"
              rightSection={<KeyHint keys="Ctrl ↵" />}
              onClick={() => void trySave()}
            >
              {words('action.save')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
