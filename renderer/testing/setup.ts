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
Element.prototype.scrollIntoView ??= () => undefined
// Growing text areas measure again when fonts arrive.
if (!('fonts' in document)) Object.assign(document, { fonts: new EventTarget() })
