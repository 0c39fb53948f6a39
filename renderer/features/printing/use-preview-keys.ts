/** Ctrl+P prints this paper instead of the page, Ctrl+S saves it; + − 0 zoom. Escape closes (the dialog's own). */
import { useEffect, useRef } from 'react'

export interface PreviewActions {
  print: () => unknown
  save: () => unknown
  /** Of several papers: the one after this. */
  next: () => unknown
  zoomIn: () => void
  zoomOut: () => void
  reset: () => void
}

export function usePreviewKeys(actions: PreviewActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = actionOf(event)
      if (action === null) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat || action.startsWith('zoom')) void latest.current[action]()
    }
    // Before the screens below: their Ctrl+S means another thing.
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}

const withControl: Partial<Record<string, keyof PreviewActions>> = { p: 'print', s: 'save', arrowright: 'next' }

function actionOf(event: KeyboardEvent): keyof PreviewActions | null {
  if (event.altKey) return null
  const key = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) return withControl[key] ?? null
  if (key === '+' || key === '=') return 'zoomIn'
  if (key === '-') return 'zoomOut'
  return key === '0' ? 'reset' : null
}
