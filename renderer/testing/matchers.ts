/** The few questions that screen tests ask of an element. */
import { expect } from 'vitest'

function isShown(element: Element): boolean {
  for (let node: Element | null = element; node !== null; node = node.parentElement)
    if (getComputedStyle(node).display === 'none') return false
  return element.isConnected
}

const textOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
const fits = (text: string, wanted: string | RegExp) =>
  wanted instanceof RegExp ? wanted.test(text) : text.includes(wanted)
const answer = (pass: boolean, what: string) => ({
  pass,
  message: () => `expected the element ${pass ? 'not ' : ''}to ${what}`,
})

expect.extend({
  toBeVisible: (element: Element) => answer(isShown(element), 'be shown'),
  toHaveFocus: (element: Element) =>
    answer(
      document.activeElement === element,
      `have the focus, which is on ${document.activeElement?.outerHTML.slice(0, 200)}`,
    ),
  toHaveTextContent: (element: Element, wanted: string | RegExp) =>
    answer(fits(textOf(element), wanted), `say ${wanted}; it says “${textOf(element)}”`),
  toHaveValue(element: HTMLInputElement, wanted: string) {
    return answer(element.value === wanted, `hold “${wanted}”; it holds “${element.value}”`)
  },
  toBeInvalid: (element: Element) => answer(element.getAttribute('aria-invalid') === 'true', 'be marked as wrong'),
  toBeDisabled: (element: HTMLButtonElement) => answer(element.disabled, 'be disabled'),
})

interface ElementMatchers<R> {
  toBeVisible(): R
  toHaveFocus(): R
  toHaveTextContent(wanted: string | RegExp): R
  toHaveValue(wanted: string): R
  toBeInvalid(): R
  toBeDisabled(): R
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-empty-object-type, no-unused-vars -- the shape that vitest merges with
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends ElementMatchers<R> {}
}
