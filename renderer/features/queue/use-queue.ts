import { useCallback, useEffect, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { QueueCommand, QueueState, Ticket } from '../../../shared/queue/queue.ts'
import { useDesk } from '../../app/desk-context.tsx'

export type QueueTrouble = Extract<BridgeResult<'queue.act'>, { kind: 'refused' }>['code'] | 'HOST_GONE'

/** undefined: not asked yet; null: the host has none to show. */
export function useQueueState(): QueueState | null | undefined {
  const { bridge } = useDesk()
  const [state, setState] = useState<QueueState | null>()
  useEffect(() => {
    let current = true
    let [asked, shown] = [0, 0]
    const ask = async () => {
      const turn = (asked += 1)
      const answer = await bridge.call('queue.state', {}).catch(() => null)
      // An answer that was overtaken by a newer one says less. Not its revision tells: a desk may change to another queue.
      if (!current || turn < shown) return
      shown = turn
      setState(answer)
    }
    void ask()
    const stop = bridge.on('queue.changed', () => void ask())
    return () => {
      current = false
      stop()
    }
  }, [bridge])
  return state
}

/** @param cannot nothing can be done now, and the page says why */
export function useQueueActs(cannot = false) {
  const { bridge } = useDesk()
  const [trouble, setTrouble] = useState<QueueTrouble | null>(null)
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    async (command: QueueCommand): Promise<{ ticket: Ticket | null; state: QueueState } | null> => {
      setBusy(true)
      const answer = await bridge
        .call('queue.act', { command, id: uuidv7() })
        .catch(() => ({ kind: 'refused', code: 'HOST_GONE' }) as const)
      setBusy(false)
      setTrouble(answer.kind === 'refused' ? answer.code : null)
      return answer.kind === 'done' ? answer : null
    },
    [bridge],
  )
  // What was refused for want of a keeper holds no longer once there is one.
  const isOver = !cannot && trouble === 'NO_KEEPER'
  return { act, busy: busy || cannot, trouble: isOver ? null : trouble }
}
export type QueueActs = ReturnType<typeof useQueueActs>

const windowKey = 'mot-cua.queue-window'
const lettersKey = 'mot-cua.queue-letters'

/** Which window this machine stands at, and what it calls there; kept on the machine. */
export function useWindow() {
  const [window, setWindow] = useState(() => readWindow())
  const [letters, setLetters] = useState(() => localStorage.getItem(lettersKey)?.split('').filter(Boolean) ?? [])
  return {
    window,
    letters,
    setWindow(next: number) {
      localStorage.setItem(windowKey, String(next))
      setWindow(next)
    },
    setLetters(next: string[]) {
      localStorage.setItem(lettersKey, next.join(''))
      setLetters(next)
    },
  }
}

function readWindow(): number {
  const kept = Number(localStorage.getItem(windowKey))
  return Number.isInteger(kept) && kept >= 1 && kept <= 99 ? kept : 1
}
