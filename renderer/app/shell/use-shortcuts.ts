import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { useNavigate } from 'react-router'
import type { NavigateFunction } from 'react-router'
import { places } from './commands.ts'

/** An open list has its own use for Escape. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  return event.defaultPrevented || (event.key === 'Escape' && target?.getAttribute('aria-expanded') === 'true')
}

/**
 * Function keys go to their screens, Escape goes back; both from inside fields too, since drafts save themselves. A dialog has
 * its own use for all of them, an open menu for Escape; both are looked for on the key's way down: on its way up, Escape has
 * closed them already.
 */
export function useShortcuts(): void {
  const navigate = useNavigate()
  const latest = useRef(navigate)
  latest.current = navigate
  useEffect(() => {
    const way = watchWay(latest)
    let [inDialog, inMenu] = [false, false]
    const onCapture = () => {
      inDialog = document.querySelector('[role=dialog][aria-modal=true]') !== null
      inMenu = document.querySelector('[role=menu]') !== null
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.metaKey || event.shiftKey || inDialog || isTaken(event)) return
      const pressed = `${event.ctrlKey ? 'Ctrl ' : ''}${event.key}`
      const place = places.find(({ keys }) => keys === pressed)
      if (place === undefined && (pressed !== 'Escape' || inMenu)) return
      event.preventDefault()
      if (place !== undefined) way.to(place.path)
      else way.back()
    }
    window.addEventListener('keydown', onCapture, true)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      way.end()
      window.removeEventListener('keydown', onCapture, true)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/**
 * The browser goes back some time after it was asked. A screen called for in between must wait for that, or going back would
 * leave it again: Escape and F3 in quick succession would end anywhere but at the search.
 */
function watchWay(navigate: RefObject<NavigateFunction>) {
  let goingBack = false
  let next: string | null = null
  const onPop = () => {
    goingBack = false
    if (next !== null) void navigate.current(next)
    next = null
  }
  window.addEventListener('popstate', onPop)
  return {
    to(path: string): void {
      if (goingBack) next = path
      else void navigate.current(path)
    },
    back(): void {
      // The first page of this session has nothing behind it: then home.
      if (indexInSession() === 0) return this.to('/')
      if (goingBack) return
      goingBack = true
      void navigate.current(-1)
    },
    end: () => window.removeEventListener('popstate', onPop),
  }
}

function indexInSession(): number {
  const state: unknown = window.history.state
  return state !== null && typeof state === 'object' && 'idx' in state ? Number(state.idx) : 0
}
