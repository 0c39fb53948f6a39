/** Both ways of the stick: bundles out, answers in. Every outcome is a value that the panel words. */
import { useState } from 'react'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { callLimit } from '../../../shared/bridge/limits.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { CarriedFile } from '../../database/desk-database.ts'
import { saveFile, type SavedFile } from './save-file.ts'

type Failed<M extends 'bundle.export' | 'bundle.import'> = Extract<BridgeResult<M>, { kind: 'failed' }>

export interface SealedFile extends Pick<CarriedFile, 'dossiers' | 'events'> {
  name: string
  content: Uint8Array
  /** null: not saved to a stick yet. */
  saved: SavedFile | 'failed' | null
}
export type ExportState =
  | { kind: 'idle' }
  | { kind: 'nothing' }
  | { kind: 'sealing'; done: number; total: number }
  | { kind: 'ready'; files: SealedFile[] }
  | { kind: 'failed'; code: Failed<'bundle.export'>['code'] | 'HOST' }

export type ImportProblem = Failed<'bundle.import'>['problem'] | 'EMPTY' | 'TOO_LARGE' | 'UNREADABLE' | 'HOST'
export type ImportedFile =
  | { name: string; kind: 'taken'; confirmed: number; rejected: number }
  | { name: string; kind: 'otherEpoch' }
  | { name: string; kind: 'failed'; problem: ImportProblem }

/** Room for what the call carries beside the file. */
export const largestAnswer = callLimit('bundle.import') - 1024

export function useExport() {
  const { bridge, db } = useDesk()
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const seal = async (): Promise<ExportState> => {
    const plans = await db.carrying.plan()
    const files: SealedFile[] = []
    for (const [done, plan] of plans.entries()) {
      setState({ kind: 'sealing', done, total: plans.length })
      const sealed = await bridge.call('bundle.export', { requests: plan.requests })
      if (sealed.kind === 'failed') return { kind: 'failed', code: sealed.code }
      await db.carrying.remember(sealed.id, plan)
      const { dossiers, events } = plan
      files.push({
        name: nameOf(sealed.suggestedName, done, plans.length),
        content: sealed.file,
        dossiers,
        events,
        saved: null,
      })
    }
    return files.length === 0 ? { kind: 'nothing' } : { kind: 'ready', files }
  }
  const start = async () => {
    setState({ kind: 'sealing', done: 0, total: 0 })
    setState(await seal().catch((): ExportState => ({ kind: 'failed', code: 'HOST' })))
  }
  const save = async (file: SealedFile) => {
    const saved = await saveFile(file.content, file.name).catch(() => 'failed' as const)
    const mark = (one: SealedFile) => (one.name === file.name ? { ...one, saved } : one)
    setState((now) => (now.kind === 'ready' ? { ...now, files: now.files.map(mark) } : now))
  }
  return { state, start, save }
}

/** Bundles sealed in one minute would share a name. */
function nameOf(suggested: string, index: number, total: number): string {
  return total === 1 ? suggested : suggested.replace(/(\.\w+)$/, `-${index + 1}$1`)
}

export function useImport() {
  const { bridge, db } = useDesk()
  const [results, setResults] = useState<ImportedFile[]>([])
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const takeOne = async (file: File): Promise<ImportedFile> => {
    const { name } = file
    const content = await readFile(file)
    if (typeof content === 'string') return { name, kind: 'failed', problem: content }
    try {
      const answer = await bridge.call('bundle.import', { file: content })
      if (answer.kind === 'failed') return { name, kind: 'failed', problem: answer.problem }
      return { name, ...(await db.carrying.takeAnswer(answer)) }
    } catch {
      return { name, kind: 'failed', problem: 'HOST' }
    }
  }
  const take = async (files: readonly File[]) => {
    const found: ImportedFile[] = []
    for (const [done, file] of files.entries()) {
      setProgress({ done, total: files.length })
      found.push(await takeOne(file))
      setResults([...found])
    }
    setProgress(null)
  }
  return { results, progress, take }
}

async function readFile(file: File): Promise<Uint8Array | 'EMPTY' | 'TOO_LARGE' | 'UNREADABLE'> {
  if (file.size === 0) return 'EMPTY'
  if (file.size > largestAnswer) return 'TOO_LARGE'
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return 'UNREADABLE'
  }
}
