/**
 * What can be pressed on the screen one is at, for the palette: an action that has no key of its own is called by its words.
 * Read from the screen itself, so that no screen can forget to name one.
 */
export interface ScreenCommand {
  label: string
  keys: string | null
  run: () => void
}

const pressable = 'button,a[href],summary,[role=tab],[role=menuitem]'

/** Of the open dialog, else of the page; in their order, each name once. */
export function listScreenCommands(root: ParentNode = document): ScreenCommand[] {
  const dialogs = [...root.querySelectorAll<HTMLElement>('[role=dialog][aria-modal=true]')]
  const place = dialogs.at(-1) ?? root.querySelector('main')
  const byLabel = new Map<string, ScreenCommand>()
  for (const element of place?.querySelectorAll<HTMLElement>(pressable) ?? []) {
    const label = nameOf(element)
    if (label === '' || byLabel.has(label) || !isThere(element)) continue
    const keys = element.getAttribute('aria-keyshortcuts')
    byLabel.set(label, { label, keys: keys === null ? null : wordKeys(keys), run: () => press(element) })
  }
  return [...byLabel.values()]
}

/** `Control+Enter` as it is shown on buttons. */
export function wordKeys(keys: string): string {
  const words: Record<string, string> = { Control: 'Ctrl', Enter: '↵', ArrowRight: '→' }
  return keys
    .split('+')
    .map((key) => words[key] ?? key)
    .join(' ')
}

function nameOf(element: HTMLElement): string {
  const said = element.getAttribute('aria-label')
  if (said !== null) return said.trim()
  const words = element.cloneNode(true) as HTMLElement
  for (const hint of words.querySelectorAll('kbd,svg,[aria-hidden=true]')) hint.remove()
  return (words.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}

function isThere(element: HTMLElement): boolean {
  return !element.matches(':disabled,[aria-disabled=true]') && element.closest('[hidden],[inert]') === null
}

/** The screen may have changed meanwhile. */
function press(element: HTMLElement): void {
  if (!element.isConnected || !isThere(element)) return
  element.focus()
  element.click()
}
