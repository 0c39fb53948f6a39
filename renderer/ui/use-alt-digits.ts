import { useEffect } from 'react'

/** Alt and a digit, anywhere on the page but in a dialog. */
export function useAltDigits(onDigit: (digit: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || !/^\d$/.test(event.key)) return
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return
      event.preventDefault()
      onDigit(Number(event.key))
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
