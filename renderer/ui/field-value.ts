/** Reading and writing a field of the page from outside of React, so that React hears of it as of typing. */

export type Editable = HTMLInputElement | HTMLTextAreaElement

export function asEditable(target: EventTarget | null): Editable | null {
  if (target instanceof HTMLTextAreaElement) return target.readOnly || target.disabled ? null : target
  const isText = target instanceof HTMLInputElement && /^(text|search|tel|url|email|)$/.test(target.type)
  return isText && !target.readOnly && !target.disabled ? target : null
}

function setValue(field: Editable | HTMLSelectElement, value: string): void {
  // React keeps the element's own setter to itself: the prototype's is not seen as its writing.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
  const kind = field instanceof HTMLSelectElement ? 'change' : 'input'
  field.dispatchEvent(new Event(kind, { bubbles: true }))
}

/** What puts the field back as it is now: its text and its cursor; of a list, its choice. */
export function remember(element: Element): () => void {
  if (element instanceof HTMLSelectElement) {
    const { value } = element
    return () => {
      if (element.value !== value) setValue(element, value)
    }
  }
  const field = asEditable(element)
  if (field === null) return () => undefined
  const { value, selectionStart, selectionEnd } = field
  return () => {
    setValue(field, value)
    place(field, selectionStart, selectionEnd)
  }
}

export function writeInto(field: Editable, value: string, cursor: number): void {
  setValue(field, value)
  place(field, cursor, cursor)
}

/** Fields of type email have no cursor to speak of. */
function place(field: Editable, from: number | null, to: number | null): void {
  if (from === null || field.ownerDocument.activeElement !== field) return
  field.setSelectionRange(from, to)
}
