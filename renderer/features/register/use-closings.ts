import { useCallback, useEffect, useState } from 'react'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { ClosedBook } from '../../../shared/register/closing.ts'
import { useDesk } from '../../app/desk-context.tsx'

export type ClosingsState = { kind: 'reading' | 'damaged' | 'failed' } | { kind: 'read'; book: ClosedBook }

function stateOf(answer: BridgeResult<'books.read'>): ClosingsState {
  if (answer.kind === 'book') return { kind: 'read', book: answer.book }
  return { kind: answer.kind === 'damaged' ? 'damaged' : 'failed' }
}

/** What of a year's book is closed at this desk; follows what any window of it does. */
export function useClosings(year: number): { closings: ClosingsState; reread: () => void } {
  const { bridge } = useDesk()
  const [known, setKnown] = useState<{ year: number; state: ClosingsState } | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let stale = false
    const read = async () => {
      const state = await bridge.call('books.read', { year }).then(stateOf, (): ClosingsState => ({ kind: 'failed' }))
      if (!stale) setKnown({ year, state })
    }
    void read()
    const stop = bridge.on('books.changed', (changed) => {
      if (changed.year === year) void read()
    })
    return () => {
      stale = true
      stop()
    }
  }, [bridge, year, attempt])
  const reread = useCallback(() => setAttempt((n) => n + 1), [])
  // Of another year: its numbers must not be shown under this one's.
  return { closings: known?.year === year ? known.state : { kind: 'reading' }, reread }
}
