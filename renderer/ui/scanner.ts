import type { Scan } from './use-scanner.ts'

/** A reader sends a character every few milliseconds; even its slow models stay below this. */
const gapMs = 60
/** After the last character, when the reader sends no Enter. */
const restMs = 150
const fewestBars = 2

type Editable = HTMLInputElement | HTMLTextAreaElement

interface Burst {
  text: string
  lastAt: number
  field: Editable
  /** What the field held before the burst. */
  before: string
}

function asEditable(target: EventTarget | null): Editable | null {
  if (target instanceof HTMLTextAreaElement) return target.readOnly || target.disabled ? null : target
  const isText = target instanceof HTMLInputElement && /^(text|search|tel|url|email|)$/.test(target.type)
  return isText && !target.readOnly && !target.disabled ? target : null
}

/** As if the officer had typed it: React hears of it. */
function setValue(field: Editable, value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function countBars(text: string): number {
  return text.split('|').length - 1
}

/** Printable, and not meant for a control of the page: buttons take Space and Enter, lists take letters. */
function wantsSink(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !/^[\d\p{L}\]]$/u.test(event.key))
    return false
  if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return false
  const target = event.target instanceof Element ? event.target : null
  return (
    target?.closest('input,textarea,select,[contenteditable=true],[role=listbox],[role=combobox],[role=menu]') === null
  )
}

/** Returns what takes it off the page again. */
export function attachScanner(page: Document, onScan: (scan: Scan) => void): () => void {
  let burst: Burst | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const sink = createSink(page)

  const end = (): boolean => {
    clearTimeout(timer)
    const done = burst
    burst = null
    if (done === null) return false
    const isScan = countBars(done.text) >= fewestBars
    const origin = done.field === sink.element ? sink.release() : done.field
    if (isScan && done.field !== sink.element) setValue(done.field, done.before)
    if (isScan) onScan({ text: done.text, target: origin })
    return isScan
  }
  const onBeforeInput = (event: InputEvent) => {
    const field = asEditable(event.target)
    if (field === null || event.isComposing || event.inputType !== 'insertText' || event.data === null) return
    // When the key came, not when a busy page got round to it.
    const at = event.timeStamp
    if (burst === null || burst.field !== field || at - burst.lastAt > gapMs) {
      end()
      burst = { text: '', lastAt: at, field, before: field.value }
    }
    burst.text += event.data
    burst.lastAt = at
    clearTimeout(timer)
    timer = setTimeout(end, restMs)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      if (!end()) return
      // The reader's own Enter must not press whatever has the focus.
      event.preventDefault()
      event.stopPropagation()
    } else if (wantsSink(event)) sink.focus()
  }
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text') ?? ''
    if (countBars(text) < fewestBars) return
    event.preventDefault()
    event.stopPropagation()
    onScan({ text, target: page.activeElement })
  }
  page.addEventListener('beforeinput', onBeforeInput, true)
  page.addEventListener('keydown', onKeyDown, true)
  page.addEventListener('paste', onPaste, true)
  return () => {
    clearTimeout(timer)
    sink.remove()
    page.removeEventListener('beforeinput', onBeforeInput, true)
    page.removeEventListener('keydown', onKeyDown, true)
    page.removeEventListener('paste', onPaste, true)
  }
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
