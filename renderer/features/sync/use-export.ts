/** The way out of a stick: what is unsent, sealed by the host, in one file. Every outcome is a value that the panel words. */
import { useRef, useState } from 'react'
import type { Bridge, BridgeResult } from '../../../shared/bridge/contract.ts'
import { nameBundle } from '../../../shared/wire/bundle.ts'
import { writePartHead } from '../../../shared/wire/carried-file.ts'
import type { PushRequest } from '../../../shared/wire/messages.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { CarriedFile } from '../../database/desk-database.ts'
import { planScanParts, scansNamedIn, type PlannedScans } from './plan-scans.ts'
import { saveFile, type SavedFile } from './save-file.ts'

type Code = Extract<BridgeResult<'bundle.export'>, { kind: 'failed' }>['code']

export interface SealedBundle extends Pick<CarriedFile, 'dossiers' | 'events'> {
  content: Uint8Array
}
/** What one file on a stick would hold. */
export interface Load {
  name: string
  bundles: SealedBundle[]
  scans: PlannedScans[]
}
export interface Progress {
  done: number
  total: number
}
export type Saved = SavedFile | 'failed' | 'notSealed'
export type ExportState =
  | { kind: 'idle' }
  | { kind: 'nothing' }
  | ({ kind: 'sealing' } & Progress)
  | {
      kind: 'ready'
      load: Load
      writing: Progress | null
      /** null: not saved to a stick yet. */
      saved: Saved | null
      /** Scans that this disk could not give. */
      missing: number
    }
  | { kind: 'failed'; code: Code | 'HOST' }

class NotSealed extends Error {}
class Stopped extends Error {}

export function useExport() {
  const { bridge, db, info, now } = useDesk()
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const stopped = useRef(false)

  const seal = async (): Promise<ExportState> => {
    const plans = await db.carrying.plan()
    await queueNamedScans(
      bridge,
      plans.flatMap(({ requests }) => requests),
    )
    const scans = planScanParts(await bridge.call('attachments.status', {}))
    const bundles: SealedBundle[] = []
    let name = nameBundle(info.deskId, now().toISOString())
    for (const [done, plan] of plans.entries()) {
      setState({ kind: 'sealing', done, total: plans.length })
      const sealed = await bridge.call('bundle.export', { requests: plan.requests })
      if (sealed.kind === 'failed') return { kind: 'failed', code: sealed.code }
      await db.carrying.remember(sealed.id, plan)
      name = sealed.suggestedName
      bundles.push({ content: sealed.file, dossiers: plan.dossiers, events: plan.events })
    }
    if (bundles.length + scans.length === 0) return { kind: 'nothing' }
    return { kind: 'ready', load: { name, bundles, scans }, writing: null, saved: null, missing: 0 }
  }

  const start = async () => {
    setState({ kind: 'sealing', done: 0, total: 0 })
    setState(await seal().catch((): ExportState => ({ kind: 'failed', code: 'HOST' })))
  }

  const save = async (load: Load, withScans: boolean) => {
    const chosen = withScans ? load : { ...load, scans: [] }
    const change = (part: Partial<Extract<ExportState, { kind: 'ready' }>>) =>
      setState((before) => (before.kind === 'ready' ? { ...before, ...part } : before))
    let missing = 0
    stopped.current = false
    const pieces = () =>
      writeParts(bridge, chosen, {
        onPart: (writing) => {
          if (stopped.current) throw new Stopped()
          change({ writing })
        },
        onMissing: (count) => (missing += count),
      })
    change({ saved: null, missing: 0 })
    const saved = await saveFile(load.name, pieces).catch(whyNot)
    change({ saved, missing, writing: null })
  }

  return { state, start, save, stop: () => (stopped.current = true) }
}

const whyNot = (error: unknown): Saved =>
  error instanceof Stopped ? 'cancelled' : error instanceof NotSealed ? 'notSealed' : 'failed'

async function queueNamedScans(bridge: Bridge, requests: readonly PushRequest[]): Promise<void> {
  const most = 200
  for (const [dossierId, ids] of scansNamedIn(requests))
    for (let start = 0; start < ids.length; start += most)
      await bridge.call('attachments.send', { dossierId, ids: ids.slice(start, start + most) })
}

interface Told {
  onPart: (progress: Progress) => void
  onMissing: (count: number) => void
}

/** A single bundle goes without a frame, as any gateway reads it. */
async function* writeParts(bridge: Bridge, { bundles, scans }: Load, told: Told): AsyncGenerator<Uint8Array> {
  const total = bundles.length + scans.length
  const [first] = bundles
  if (total === 1 && first !== undefined) return yield first.content
  const framed = (part: number, content: Uint8Array) => [
    new TextEncoder().encode(writePartHead({ part, parts: total, bytes: content.length })),
    content,
  ]
  for (const [index, { content }] of bundles.entries()) {
    told.onPart({ done: index, total })
    yield* framed(index + 1, content)
  }
  for (const [index, { ids }] of scans.entries()) {
    const done = bundles.length + index
    told.onPart({ done, total })
    const sealed = await bridge.call('bundle.exportScans', { ids }).catch(() => null)
    if (sealed?.kind !== 'sealed') throw new NotSealed()
    told.onMissing(sealed.missing)
    yield* framed(done + 1, sealed.file)
  }
}
