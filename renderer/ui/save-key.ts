interface Pressed {
  key: string
  ctrlKey: boolean
}

/** Ctrl+Enter, everywhere what finishes what is being filled in. */
export const isSaveKey = ({ key, ctrlKey }: Pressed) => key === 'Enter' && ctrlKey

/** Whether the key was pressed in a dialog that is in this element's tree, though in front of it: it is not this element's. */
export function isInDialogOver({ target, currentTarget }: React.KeyboardEvent): boolean {
  const dialog = '[role=dialog]'
  return target instanceof Element && target.closest(dialog) !== currentTarget.closest(dialog)
}

/** For the element around a form that is a page or a part of one; dialogs have `SaveDialog`. */
export function onSaveKey(save: () => void) {
  return (event: React.KeyboardEvent) => {
    if (!isSaveKey(event) || isInDialogOver(event)) return
    event.preventDefault()
    // The form around this part may save with the same key.
    event.stopPropagation()
    if (!event.repeat) save()
  }
}
