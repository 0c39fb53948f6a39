/** The way back of a stick: answers of the province. Every outcome is a value that the panel words. */
import { useState } from 'react'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { callLimit } from '../../../shared/bridge/limits.ts'
import { findParts } from '../../../shared/wire/carried-file.ts'
import { useDesk, type Desk } from '../../app/desk-context.tsx'
import type { Progress } from './use-export.ts'

type HostProblem = Extract<BridgeResult<'bundle.import'>, { kind: 'failed' }>['problem']
export type ImportProblem = HostProblem | 'EMPTY' | 'TOO_LARGE' | 'UNREADABLE' | 'CUT' | 'HOST'

/** What the province said in one file, or in one part of it. */
export interface Told {
  confirmed: number
  rejected: number
  /** Scans that the province has, and that it does not take. */
  scans: number
  refusedScans: number
}
export type ImportedFile =
  /** `problems`: of parts that could not be taken; what the others said is taken all the same. */
  | ({ name: string; kind: 'taken'; problems: ImportProblem[] } & Told)
  | { name: string; kind: 'otherEpoch' }
  | { name: string; kind: 'failed'; problem: ImportProblem }
type Outcome = ({ kind: 'taken' } & Told) | { kind: 'otherEpoch' } | { kind: 'failed'; problem: ImportProblem }

/** Room for what the call carries beside the file. */
export const largestAnswer = callLimit('bundle.import') - 1024

export function useImport() {
  const desk = useDesk()
  const [results, setResults] = useState<ImportedFile[]>([])
  const [progress, setProgress] = useState<Progress | null>(null)
  const take = async (files: readonly File[]) => {
    const found: ImportedFile[] = []
    for (const [done, file] of files.entries()) {
      setProgress({ done, total: files.length })
      found.push(await takeFile(desk, file))
      setResults([...found])
    }
    setProgress(null)
  }
  return { results, progress, take }
}

async function takeFile(desk: Desk, file: File): Promise<ImportedFile> {
  const { name, size } = file
  if (size === 0) return { name, kind: 'failed', problem: 'EMPTY' }
  const readText = async (start: number, end: number) =>
    String.fromCharCode(...new Uint8Array(await file.slice(start, end).arrayBuffer()))
  const carried = await findParts(size, readText).catch(() => null)
  if (carried === null) return { name, kind: 'failed', problem: 'UNREADABLE' }
  if (carried.kind === 'single') {
    const outcome = await takePart(desk, file)
    return { name, ...(outcome.kind === 'taken' ? { ...outcome, problems: [] } : outcome) }
  }
  const outcomes: Outcome[] = []
  for (const { start, bytes } of carried.parts) outcomes.push(await takePart(desk, file.slice(start, start + bytes)))
  return { name, ...join(carried.cut ? [...outcomes, { kind: 'failed', problem: 'CUT' }] : outcomes) }
}

async function takePart({ bridge, db }: Desk, part: Blob): Promise<Outcome> {
  const content = await readBlob(part)
  if (typeof content === 'string') return { kind: 'failed', problem: content }
  try {
    const answer = await bridge.call('bundle.import', { file: content })
    if (answer.kind === 'failed') return answer
    const taken = await db.carrying.takeAnswer(answer)
    if (taken.kind === 'otherEpoch') return taken
    const { atProvince = [], refused = [] } = answer.scans ?? {}
    // Only now: a province that was restored since then may have lost the scans, too.
    if (answer.scans !== null) await bridge.call('attachments.confirm', { atProvince, refused })
    return { ...taken, scans: atProvince.length, refusedScans: refused.length }
  } catch {
    return { kind: 'failed', problem: 'HOST' }
  }
}

/** One outcome of several parts. */
function join(outcomes: readonly Outcome[]) {
  const taken = outcomes.flatMap((one) => (one.kind === 'taken' ? [one] : []))
  const problems = [...new Set(outcomes.flatMap((one) => (one.kind === 'failed' ? [one.problem] : [])))]
  if (outcomes.some(({ kind }) => kind === 'otherEpoch')) return { kind: 'otherEpoch' } as const
  const [problem = 'CUT'] = problems
  if (taken.length === 0) return { kind: 'failed', problem } as const
  const sum = (member: keyof Told) => taken.reduce((total, one) => total + one[member], 0)
  const told = {
    confirmed: sum('confirmed'),
    rejected: sum('rejected'),
    scans: sum('scans'),
    refusedScans: sum('refusedScans'),
  }
  return { kind: 'taken', ...told, problems } as const
}

async function readBlob(part: Blob): Promise<Uint8Array | 'TOO_LARGE' | 'UNREADABLE'> {
  if (part.size > largestAnswer) return 'TOO_LARGE'
  try {
    return new Uint8Array(await part.arrayBuffer())
  } catch {
    return 'UNREADABLE'
  }
}
