/** Where each scan of a dossier stands on its way to the province. */
import { useEffect, useState } from 'react'
import type { AttachmentState } from '../../../shared/bridge/attachments.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { ScanRef } from './scans-of.ts'

export type Standing =
  | { kind: 'here' | 'atProvince' | 'otherDesk' | 'portal' | 'lost' | 'unknown' }
  | { kind: 'sending'; percent: number }
  | { kind: 'rejected'; detail: string }

/** The host's answers so far; null: it has not answered yet. */
interface Known {
  states: ReadonlyMap<string, AttachmentState>
  lost: ReadonlySet<string>
}

export function useUploads(dossierId: string, scans: readonly ScanRef[]): (scan: ScanRef) => Standing {
  const { bridge, info } = useDesk()
  const [known, setKnown] = useState<Known | null>(null)
  const own = [...new Set(scans.filter(({ deskId }) => deskId === info.deskId).map(({ id }) => id))]
  const key = own.join(' ')
  useEffect(() => {
    let current = true
    const early = new Map<string, AttachmentState>()
    const stop = bridge.on('attachments.changed', (state) => {
      early.set(state.id, state)
      setKnown((before) => before && { ...before, states: new Map(before.states).set(state.id, state) })
    })
    const ask = async () => {
      try {
        const lost = new Set<string>()
        // Sent or queued ones are left alone: this catches those whose sending a crash came before.
        for (let start = 0; start < own.length; start += 200) {
          const answer = await bridge.call('attachments.send', { dossierId, ids: own.slice(start, start + 200) })
          for (const id of answer.unknown) lost.add(id)
        }
        const list = await bridge.call('attachments.status', {})
        if (current) setKnown({ states: new Map([...list.map((one) => [one.id, one] as const), ...early]), lost })
      } catch {
        // A host that does not answer is told of elsewhere; the list shows no state rather than a wrong one.
      }
    }
    void ask()
    return () => {
      current = false
      stop()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` holds the ids of `own`
  }, [bridge, dossierId, key])
  return (scan) =>
    scan.deskId === 'gateway' ? { kind: 'portal' } : standingOf(scan, scan.deskId === info.deskId, known)
}

export function standingOf({ id }: Pick<ScanRef, 'id'>, isOwn: boolean, known: Known | null): Standing {
  if (known === null) return { kind: 'unknown' }
  const state = known.states.get(id)
  if (state !== undefined) return fromState(state)
  if (known.lost.has(id)) return { kind: 'lost' }
  // The host lists only what is not at the province yet.
  return { kind: isOwn ? 'atProvince' : 'otherDesk' }
}

function fromState({ state, sentBytes, bytes, detail }: AttachmentState): Standing {
  if (state === 'waiting') return { kind: 'here' }
  if (state === 'atProvince') return { kind: 'atProvince' }
  if (state === 'rejected') return { kind: 'rejected', detail }
  return { kind: 'sending', percent: bytes === 0 ? 0 : Math.min(100, Math.floor((100 * sentBytes) / bytes)) }
}
