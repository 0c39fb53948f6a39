import { useEffect, useState } from 'react'
import type { JournalStatus, LinkState } from '../../../shared/bridge/contract.ts'
import { useDesk } from '../desk-context.tsx'

/** The link as the host sees it; undefined until it has answered. */
export function useLink(): LinkState | undefined {
  const { bridge } = useDesk()
  const [link, setLink] = useState<LinkState>()
  useEffect(() => {
    let told = false
    const stop = bridge.on('province.link', (state) => {
      told = true
      setLink(state)
    })
    bridge.call('province.link', {}).then(
      (state) => (told ? undefined : setLink(state)),
      () => undefined,
    )
    return stop
  }, [bridge])
  return link
}

const askEveryMs = 60_000

/** Free disk, unreadable lines of the journal, and how its second copy fares. */
export function useJournalStatus(): JournalStatus | undefined {
  const { bridge } = useDesk()
  const [status, setStatus] = useState<JournalStatus>()
  useEffect(() => {
    const ask = () => bridge.call('journal.status', {}).then(setStatus, () => undefined)
    void ask()
    const timer = setInterval(() => void ask(), askEveryMs)
    const stop = bridge.on('disk.low', ({ freeBytes, low }) =>
      setStatus((known) => ({ lastSeq: 0, quarantined: [], copyProblem: null, ...known, freeBytes, diskLow: low })),
    )
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [bridge])
  return status
}
