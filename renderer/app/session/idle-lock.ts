import { useEffect, useRef } from 'react'

/** A desk left alone for so long is locked; the draft stays. */
export const idleLockMs = 10 * 60_000
const checkEveryMs = 5_000
const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const

/** Calls `lock` once after `afterMs` without a sign of life. A machine that slept counts as left alone. */
export function useIdleLock(active: boolean, lock: () => void, afterMs = idleLockMs): void {
  const latest = useRef(lock)
  latest.current = lock
  useEffect(() => {
    if (!active) return
    let lastSeen = Date.now()
    const seen = () => {
      lastSeen = Date.now()
    }
    const timer = setInterval(() => {
      if (Date.now() - lastSeen >= afterMs) latest.current()
    }, checkEveryMs)
    for (const name of signsOfLife) window.addEventListener(name, seen, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const name of signsOfLife) window.removeEventListener(name, seen, { capture: true })
    }
  }, [active, afterMs])
}
