import { act, render, screen, waitFor } from '@testing-library/react'
import { Outlet, RouterProvider, createHashRouter } from 'react-router'
import { beforeEach, describe, expect, it } from 'vitest'
import { useShortcuts } from './use-shortcuts.ts'

function Frame() {
  useShortcuts()
  return <Outlet />
}

const paths = ['/', '/intake', '/search', '/returns', '/sync']

function openApp() {
  window.location.hash = '#/'
  const router = createHashRouter([
    { element: <Frame />, children: paths.map((path) => ({ path, element: <h1>{path}</h1> })) },
  ])
  render(<RouterProvider router={router} />)
  return router
}

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  act(() => void document.body.dispatchEvent(event))
  return event
}

const here = () => screen.getByRole('heading').textContent
/** The browser has gone wherever it was still going. */
const settled = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 50)))

beforeEach(() => window.history.replaceState(null, '', '#/'))

describe('function keys and Escape', () => {
  it('go to their screens, and back', async () => {
    const router = openApp()
    press('F2')
    await waitFor(() => expect(here()).toBe('/intake'))
    press('F4')
    await waitFor(() => expect(here()).toBe('/returns'))
    press('Escape')
    await waitFor(() => expect(here()).toBe('/intake'))
    router.dispose()
  })

  it('Escape and a function key at once end at the screen that was called for', async () => {
    const router = openApp()
    press('F2')
    await waitFor(() => expect(here()).toBe('/intake'))
    press('Escape')
    press('F3')
    await settled()
    await waitFor(() => expect(here()).toBe('/search'))
    press('Escape')
    await waitFor(() => expect(here()).toBe('/'))
    router.dispose()
  })

  it('Escape twice while still going back goes back once', async () => {
    const router = openApp()
    press('F2')
    await waitFor(() => expect(here()).toBe('/intake'))
    press('F4')
    await waitFor(() => expect(here()).toBe('/returns'))
    press('Escape')
    press('Escape')
    await settled()
    await waitFor(() => expect(here()).toBe('/intake'))
    router.dispose()
  })

  it('function keys work beside an open menu, which may take a moment to close', async () => {
    const router = openApp()
    const menu = document.createElement('div')
    menu.setAttribute('role', 'menu')
    document.body.append(menu)
    press('F2')
    await waitFor(() => expect(here()).toBe('/intake'))
    menu.remove()
    router.dispose()
  })

  it('Escape that closes a menu does not leave the screen', async () => {
    const router = openApp()
    press('F2')
    await waitFor(() => expect(here()).toBe('/intake'))
    const menu = document.createElement('div')
    menu.setAttribute('role', 'menu')
    // As the menu's own listener does, before the page's is asked.
    menu.addEventListener('keydown', () => menu.remove())
    document.body.append(menu)
    act(() => void menu.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })))
    await settled()
    expect(here()).toBe('/intake')
    press('Escape')
    await waitFor(() => expect(here()).toBe('/'))
    router.dispose()
  })

  it('leave a key alone that a field or a dialog uses, and any with Ctrl', async () => {
    const router = openApp()
    const dialog = document.createElement('div')
    dialog.setAttribute('role', 'dialog')
    dialog.setAttribute('aria-modal', 'true')
    document.body.append(dialog)
    expect(press('F3').defaultPrevented).toBe(false)
    dialog.remove()
    act(
      () => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F3', ctrlKey: true, bubbles: true })),
    )
    await settled()
    await waitFor(() => expect(here()).toBe('/'))
    router.dispose()
  })
})
