import { act } from '@testing-library/react'

/** Ctrl+Enter while the focus is on the page behind the dialog; answers whether anything took it. */
export function pressSaveBehind(repeat = false): boolean {
  const init = { key: 'Enter', ctrlKey: true, repeat, bubbles: true, cancelable: true }
  const pressed = new KeyboardEvent('keydown', init)
  act(() => void document.body.dispatchEvent(pressed))
  return pressed.defaultPrevented
}
