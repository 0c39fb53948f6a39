/** A USB reader at the page of a screen test: keys and insertions as the browser tells of them, with times of its own. */
import { act } from '@testing-library/react'

const gapMs = 4
let clock = 0

function tell(event: Event, place: Element): void {
  clock += gapMs
  Object.defineProperty(event, 'timeStamp', { value: clock })
  place.dispatchEvent(event)
}
const focused = () => document.activeElement ?? document.body
const key = (name: string) => new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })

function stroke(character: string): void {
  if (/^[\x20-\x7e]$/.test(character)) tell(key(character), focused())
  const field = focused()
  if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) return
  tell(new InputEvent('beforeinput', { data: character, inputType: 'insertText', bubbles: true }), field)
  const at = field.selectionStart ?? field.value.length
  const value = field.value.slice(0, at) + character + field.value.slice(field.selectionEnd ?? at)
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
  field.setSelectionRange(at + 1, at + 1)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function readWithReader(text: string): void {
  // Never before what was typed last, which has the page's own time.
  clock = Math.max(clock, new Event('now').timeStamp) + 1000
  act(() => {
    for (const character of text) stroke(character)
    tell(key('Enter'), focused())
  })
}
