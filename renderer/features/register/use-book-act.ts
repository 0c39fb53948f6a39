import { notifications } from '@mantine/notifications'
import { useRef, useState } from 'react'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'

type Answer = BridgeResult<'books.close'>
export type BookRefusalCode = Extract<Answer, { kind: 'refused' }>['code']

export interface BookAct {
  busy: boolean
  /** null: nothing was refused. */
  refusal: BookRefusalCode | null
  /** One at a time. A host that does not answer is told as a disk that could not be written: nobody knows. */
  run: (call: () => Promise<Answer>) => Promise<void>
}

export function useBookAct(message: string, onDone: () => void): BookAct {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<BookRefusalCode | null>(null)
  const running = useRef(false)
  const run = async (call: () => Promise<Answer>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    setRefusal(null)
    const answer = await call().catch(() => ({ kind: 'refused', code: 'IO' }) as const)
    running.current = false
    setBusy(false)
    if (answer.kind === 'refused') return setRefusal(answer.code)
    notifications.show({ message, color: 'teal' })
    onDone()
  }
  return { busy, refusal, run }
}
