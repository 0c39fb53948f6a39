import { useEffect, useRef } from 'react'

/** Alt and a letter or digit, anywhere on the screen but in dialogs. */
export function useAltKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return
      const name = event.key.toLowerCase()
      const run = Object.hasOwn(latest.current, name) ? latest.current[name] : undefined
      if (run === undefined) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
