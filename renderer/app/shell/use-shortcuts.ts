import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { places } from './commands.ts'

/** An open list has its own use for Escape. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  return event.defaultPrevented || (event.key === 'Escape' && target?.getAttribute('aria-expanded') === 'true')
}

/**
 * Function keys go to their screens, Escape goes back; both from inside fields too, since drafts save themselves. A dialog has
 * its own use for them, and it is looked for on the key's way down: on its way up, Escape has closed the dialog already.
 */
export function useShortcuts(): void {
  const navigate = useNavigate()
  const latest = useRef(navigate)
  latest.current = navigate
  useEffect(() => {
    let inDialog = false
    const onCapture = () => {
      inDialog = document.querySelector('[role=dialog][aria-modal=true]') !== null
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || inDialog || isTaken(event)) return
      const place = places.find(({ keys }) => keys === event.key)
      if (place === undefined && event.key !== 'Escape') return
      event.preventDefault()
      if (place !== undefined) void latest.current(place.path)
      else goBack(latest.current)
    }
    window.addEventListener('keydown', onCapture, true)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onCapture, true)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** The first page of this session has nothing behind it: then home. */
function goBack(navigate: ReturnType<typeof useNavigate>): void {
  const state: unknown = window.history.state
  const index = state !== null && typeof state === 'object' && 'idx' in state ? Number(state.idx) : 0
  void (index > 0 ? navigate(-1) : navigate('/'))
}
