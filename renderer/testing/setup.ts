/** What jsdom lacks and Mantine asks for. */
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'
import './matchers.ts'

// Opening a database takes a while; nothing here asserts a speed.
configure({ asyncUtilTimeout: 10_000 })
afterEach(cleanup)

class NoResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
window.ResizeObserver ??= NoResizeObserver
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
  dispatchEvent: () => false,
})) as typeof window.matchMedia
// Nothing has a size in jsdom. A menu whose button has none counts as scrolled away, and is hidden as soon as its place is
// reckoned: found by a test that is quick, not by one on a busy machine.
Object.defineProperties(document.documentElement, { clientWidth: { value: 1366 }, clientHeight: { value: 768 } })
Element.prototype.getBoundingClientRect = () =>
  ({ x: 0, y: 0, left: 0, top: 0, right: 1, bottom: 1, width: 1, height: 1, toJSON: () => null }) satisfies DOMRect
Element.prototype.scrollIntoView ??= () => undefined
// Growing text areas measure again when fonts arrive.
if (!('fonts' in document)) Object.assign(document, { fonts: new EventTarget() })
