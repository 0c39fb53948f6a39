import { Button, Group, Modal, Stack } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from './key-hint.tsx'
import { isSaveKey } from './save-key.ts'

interface SaveDialogProps {
  title: string
  size?: string
  /** What the button says; null: there is nothing to do here, or not any more. */
  action: string | null
  /** Whether the focus begins at the button: there is no field to begin with. */
  startsAtAction?: boolean
  busy: boolean
  onSave: () => void
  onClose: () => void
  /** What stands below the buttons. */
  after?: React.ReactNode
  children: React.ReactNode
}

/** The frame of every dialog that ends with Ctrl+Enter. */
export function SaveDialog({ title, size = 'lg', action, startsAtAction = false, ...rest }: SaveDialogProps) {
  const { busy, onSave, onClose, after, children } = rest
  const words = useTranslation('ui').t
  const body = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent | React.KeyboardEvent) => {
    if (!isSaveKey(event)) return
    event.preventDefault()
    // The form below may save with the same key, and does not, even when there is nothing to do here.
    event.stopPropagation()
    if (!event.repeat && !busy && action !== null) onSave()
  }
  useKeyOutside(body, onKeyDown)
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      closeOnClickOutside={false}
      // On the whole window: a dialog without a first field has its focus on the button that closes it.
      onKeyDown={onKeyDown}
    >
      <Stack gap="sm" ref={body}>
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus={action === null || undefined}>
            {words(action === null ? 'action.close' : 'action.cancel')}
          </Button>
          {action !== null && (
            <Button
              loading={busy}
              data-autofocus={startsAtAction || undefined}
              aria-keyshortcuts="Control+Enter"
              rightSection={<KeyHint keys="Ctrl ↵" />}
              onClick={onSave}
            >
              {action}
            </Button>
          )}
        </Group>
        {after}
      </Stack>
    </Modal>
  )
}

const modal = '[role=dialog][aria-modal=true]'

/**
 * The key also while the focus is not in the dialog yet, was lost by a button that went grey, or is given back to the page by
 * the dialog before this one: it is meant for what stands in front, and a form behind it must not take it.
 */
function useKeyOutside(body: React.RefObject<HTMLElement | null>, take: (event: KeyboardEvent) => void): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('[role=dialog]') !== null) return
      const front = [...document.querySelectorAll(modal)].at(-1)
      if (front !== undefined && front === body.current?.closest(modal)) latest.current(event)
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [body])
}
