import { useRef } from 'react'

const page = 10

/** Which row a key leads to; null: the key means something else. */
export function nextRow(key: string, index: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, last)
    case 'ArrowUp':
      return Math.max(index - 1, 0)
    case 'PageDown':
      return Math.min(index + page, last)
    case 'PageUp':
      return Math.max(index - page, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

interface RowKeys {
  count: number
  active: number
  setActive: (index: number) => void
  open: (index: number) => void
}

/** Arrow keys, Home, End, pages and Enter over rows; one row is in the tab order at a time. */
export function useRowKeys({ count, active, setActive, open }: RowKeys) {
  const bodyRef = useRef<HTMLTableSectionElement>(null)
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      open(active)
      return
    }
    const next = nextRow(event.key, active, count - 1)
    if (next === null) return
    event.preventDefault()
    setActive(next)
    const row = bodyRef.current?.rows[next]
    row?.focus()
    row?.scrollIntoView?.({ block: 'nearest' })
  }
  return { bodyRef, onKeyDown }
}
