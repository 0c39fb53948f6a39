import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { KeptNotice } from '../../../app/save/kept-notice.tsx'
import { SaveTroubleAlert } from '../../../app/save/save-trouble.tsx'
import type { SaveTrouble } from '../../../app/save/use-save.ts'
import { KeyHint } from '../../../ui/key-hint.tsx'

interface ActionFrameProps {
  title: string
  busy: boolean
  trouble: SaveTrouble | null
  /** Asked before what cannot be taken back; null: nothing is asked. */
  question: string | null
  onSave: () => void
  onClose: () => void
  children: React.ReactNode
}

/**
 * Saves also while the focus is not in the dialog yet, or is given back to the page by the one before it: the key is meant
 * for what stands in front, and a form behind it must not take it.
 */
function useSaveKeyOutside(onSave: () => void): void {
  const latest = useRef(onSave)
  latest.current = onSave
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey) return
      if (event.target instanceof Element && event.target.closest('[role=dialog]') !== null) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) latest.current()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}

/** Fields, save with Ctrl+Enter, and plain words when saving fails. */
export function ActionFrame({ title, busy, trouble, question, onSave, onClose, children }: ActionFrameProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  useSaveKeyOutside(onSave)
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return
    event.preventDefault()
    // The form below may save with the same keys.
    event.stopPropagation()
    if (!event.repeat) onSave()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': words('action.close') }}
      closeOnClickOutside={false}
      // On the whole window: a dialog without a first field has its focus on the button that closes it.
      onKeyDown={onKeyDown}
    >
      <Stack gap="sm">
        <KeptNotice />
        {children}
        {question !== null && (
          <Alert color="amber" role="alert">
            {question}
          </Alert>
        )}
        <SaveTroubleAlert trouble={trouble} onAgain={onSave} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('action.cancel')}
          </Button>
          {trouble?.kind !== 'journalledOnly' && (
            <Button
              loading={busy}
              aria-keyshortcuts="Control+Enter"
              rightSection={<KeyHint keys="Ctrl ↵" />}
              onClick={onSave}
            >
              {question === null ? words('action.save') : t('dialog.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
