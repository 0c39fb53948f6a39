import { useCallback, useEffect, useState } from 'react'
import type { MachineSettings } from '../../../shared/bridge/machine.ts'
import { useDesk } from '../../app/desk-context.tsx'

export interface MachinePanelProps {
  settings: MachineSettings
  mayChange: boolean
  onChange: () => void
}

export function useMachine() {
  const { bridge } = useDesk()
  const [settings, setSettings] = useState<MachineSettings | null>(null)
  const [failed, setFailed] = useState(false)
  const reload = useCallback(() => {
    const read = async () => {
      const answer = await bridge.call('machine.settings', {}).catch(() => null)
      if (answer !== null) setSettings(answer)
      setFailed(answer === null)
    }
    void read()
  }, [bridge])
  useEffect(reload, [reload])
  return { settings, failed, reload }
}

/** One call at a time; `HOST` when the host does not answer. */
export function useSaving<Code extends string>(onSaved: () => void) {
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<Code | 'HOST' | null>(null)
  const run = async (call: () => Promise<{ kind: 'saved' } | { kind: 'failed'; code: Code }>): Promise<boolean> => {
    if (working) return false
    setWorking(true)
    setFailure(null)
    const result = await call().catch(() => ({ kind: 'failed', code: 'HOST' }) as const)
    setWorking(false)
    if (result.kind === 'failed') {
      setFailure(result.code)
      return false
    }
    onSaved()
    return true
  }
  return { working, failure, run }
}
