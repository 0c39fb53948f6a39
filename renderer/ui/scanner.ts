/** Finds a reader's typing among the key presses of a page; takes it out of the field that it landed in. */
import { addStroke, continues, erase, isScan, isSurelyReader, restMs } from './scan-burst.ts'
import type { Burst, Ending, Landing } from './scan-burst.ts'
import { asEditable, remember, writeInto } from './field-value.ts'
import { looksLikeIdCardQr } from '../../shared/citizen/id-card-qr.ts'

export interface RawScan {
  text: string
  /** Where the cursor stood. */
  target: Element | null
}

/** A reader may send carriage return and line feed, or its Enter after the rest: no button may take them. */
const lateEndMs = 300

interface Reading {
  burst: Burst
  place: Element
  /** Puts back what the field held. */
  restore: () => void
}

/** A dialog keeps the cursor: what is read while one is open is heard by its keys alone. */
export function hasDialog(page: Document): boolean {
  return page.querySelector('[role=dialog][aria-modal=true]') !== null
}

const isPlain = (event: KeyboardEvent) => !event.ctrlKey && !event.altKey && !event.metaKey && !event.defaultPrevented

/** Printable, and not meant for a control of the page: buttons take Space and Enter, lists take letters. */
function wantsSink(event: KeyboardEvent, page: Document): boolean {
  if (!isPlain(event) || !/^[\d\p{L}\]]$/u.test(event.key) || hasDialog(page)) return false
  const target = event.target instanceof Element ? event.target : null
  return (
    target?.closest('input,textarea,select,[contenteditable=true],[role=listbox],[role=combobox],[role=menu]') === null
  )
}

/** Returns what takes it off the page again. */
export function attachScanner(page: Document, onScan: (scan: RawScan) => void): () => void {
  const watch = new ReaderWatch(page, onScan)
  const listeners = [
    ['beforeinput', watch.onBeforeInput],
    ['keydown', watch.onKeyDown],
    ['paste', watch.onPaste],
  ] as const
  for (const [name, listener] of listeners) page.addEventListener(name, listener as EventListener, true)
  return () => {
    for (const [name, listener] of listeners) page.removeEventListener(name, listener as EventListener, true)
    watch.end()
  }
}

class ReaderWatch {
  readonly #page: Document
  readonly #onScan: (scan: RawScan) => void
  readonly #sink: ReturnType<typeof createSink>
  #reading: Reading | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #takenAt = Number.NEGATIVE_INFINITY

  constructor(page: Document, onScan: (scan: RawScan) => void) {
    this.#page = page
    this.#onScan = onScan
    this.#sink = createSink(page)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#sink.remove()
  }

  readonly onBeforeInput = (event: InputEvent): void => {
    const field = asEditable(event.target)
    if (field === null || event.isComposing) return
    // When the key came, not when a busy page got round to it.
    const at = event.timeStamp
    if (event.inputType === 'deleteContentBackward') this.#note(field, (burst) => erase(burst, at), at)
    if (event.inputType !== 'insertText' || event.data === null) return
    const { data } = event
    this.#note(field, (burst) => addStroke(burst, data, at), at)
  }

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (/^(Enter|Tab)$/.test(event.key) && isPlain(event) && !event.shiftKey) this.#onEndKey(event)
    else if (wantsSink(event, this.#page)) this.#sink.focus()
    else this.#onControlKey(event)
  }

  readonly onPaste = (event: ClipboardEvent): void => {
    this.#takenAt = Number.NEGATIVE_INFINITY
    const text = event.clipboardData?.getData('text') ?? ''
    if (!looksLikeIdCardQr(text)) return
    event.preventDefault()
    event.stopPropagation()
    this.#onScan({ text, target: this.#page.activeElement })
  }

  #onEndKey(event: KeyboardEvent): void {
    const isTaken = this.#finish('enter', event.timeStamp)
    if (!isTaken && (event.key === 'Tab' || event.timeStamp - this.#takenAt > lateEndMs)) return
    // The reader's own Enter must not press whatever has the focus.
    event.preventDefault()
    event.stopPropagation()
  }

  /** On a list, a checkbox, or in a dialog on a button: the keys are all there is. */
  #onControlKey(event: KeyboardEvent): void {
    const { target, key } = event
    if (!isPlain(event) || [...key].length !== 1 || !(target instanceof Element) || asEditable(target) !== null) return
    if (target instanceof HTMLInputElement && target.type === 'password') return
    this.#note(target, (burst) => addStroke(burst, key, event.timeStamp), event.timeStamp)
    // A space in the middle of what is read must not press the button.
    if (this.#reading !== null && isSurelyReader(this.#reading.burst)) event.preventDefault()
  }

  #note(place: Element, change: (burst: Burst | null) => Burst, at: number): void {
    // An Enter after this is not the last reading's.
    this.#takenAt = Number.NEGATIVE_INFINITY
    const current = this.#reading
    if (current !== null && (current.place !== place || !continues(current.burst, at))) this.#finish('rest', at)
    const { restore } = this.#reading ?? { restore: remember(place) }
    this.#reading = { place, restore, burst: change(this.#reading?.burst ?? null) }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#finish('rest', at), restMs)
  }

  /** Whether it was a reader. */
  #finish(ending: Ending, at: number): boolean {
    clearTimeout(this.#timer)
    const reading = this.#reading
    this.#reading = null
    if (reading === null) return false
    const { burst, place, restore } = reading
    const isTaken = isScan(burst, ending, at, this.#landingOf(place))
    const target = place === this.#sink.element ? this.#sink.release() : place
    if (!isTaken) return false
    if (place !== this.#sink.element) restore()
    this.#takenAt = ending === 'enter' ? at : at + restMs
    this.#onScan({ text: burst.text, target })
    return true
  }

  #landingOf(place: Element): Landing {
    if (place === this.#sink.element || asEditable(place) === null) return 'nothing'
    return place.closest('[data-scan=text]') === null ? 'field' : 'scanField'
  }
}

/** Writes a scanned text where the cursor stands in a field, as if it had been typed there. */
export function typeInto(target: Element | null, text: string): boolean {
  const field = asEditable(target)
  if (field === null || !field.isConnected) return false
  field.focus()
  const from = field.selectionStart ?? field.value.length
  const to = field.selectionEnd ?? from
  writeInto(field, field.value.slice(0, from) + text + field.value.slice(to), from + text.length)
  return true
}

/**
 * Letters outside of ASCII reach a page only through a field that has the focus. When a key comes while none has, a field out
 * of sight takes the burst, and the focus goes back afterwards.
 */
function createSink(page: Document) {
  const element = page.createElement('textarea')
  element.className = 'mc-visually-hidden'
  element.tabIndex = -1
  element.setAttribute('aria-hidden', 'true')
  page.body.append(element)
  let origin: Element | null = null
  return {
    element,
    focus() {
      origin = page.activeElement
      element.value = ''
      element.focus({ preventScroll: true })
    },
    release(): Element | null {
      const from = origin
      element.value = ''
      if (from instanceof HTMLElement && from.isConnected && from !== page.body) from.focus({ preventScroll: true })
      else element.blur()
      return from
    },
    remove() {
      element.remove()
    },
  }
}
