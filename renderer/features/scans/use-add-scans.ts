/** From chosen files to scans of the dossier: prepared by the officer, kept sealed, named by an event, then sent. */
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { PayloadOf } from '../../../shared/dossier/event.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useSave } from '../../app/save/use-save.ts'
import { localInstant } from '../../ui/time.ts'
import { checkFile, type FileProblem } from './check-file.ts'
import type { PicturePorts } from './pictures.ts'
import { useStaged, type ScannerSource, type Staged } from './staged-store.ts'

type Kept = PayloadOf<'scansAdded'>['scans'][number]
type Outcome = { ok: true; scan: Kept } | { ok: false; problem: AddProblem }
export type AddProblem = {
  name: string
  problem: FileProblem | 'DISK_FULL' | 'IO' | 'NOT_SIGNED_IN' | 'NOT_THAT_TYPE'
}

/** As many as one event may name. */
export const mostAtOnce = 50

export function useAddScans(dossierId: string, pictures: PicturePorts) {
  const { bridge, now, officer } = useDesk()
  const saving = useSave()
  const list = useStaged(officer.id, dossierId)
  const { staged } = list
  const [problems, setProblems] = useState<AddProblem[]>([])
  /** Files whose scans are saved and that the scanner's folder still holds. */
  const [left, setLeft] = useState<string[]>([])
  const [busyWith, setBusyWith] = useState<{ done: number; total: number } | null>(null)

  /** Files are looked at one after the other; what cannot be a scan is named, its neighbours are taken. */
  const stage = async (
    files: readonly File[],
    componentId: string | null,
    sourceOf?: (file: File) => ScannerSource | null,
  ) => {
    const found: AddProblem[] = []
    setProblems([])
    const chosen = files.slice(0, Math.max(0, mostAtOnce - staged.length))
    for (const [done, file] of chosen.entries()) {
      setBusyWith({ done, total: chosen.length })
      const one = await prepare(file, componentId, sourceOf?.(file) ?? null, pictures)
      if ('problem' in one) found.push(one)
      else list.add([one])
    }
    setProblems(found)
    setBusyWith(null)
  }

  const keepOne = async ({ name, content, mediaType, componentId, thumbnail }: Staged): Promise<Outcome> => {
    try {
      const kept = await bridge.call('attachments.put', { content, mediaType })
      if (kept.kind === 'failed') return { ok: false, problem: { name, problem: kept.code } }
      await bridge.call('attachments.putThumbnail', { id: kept.id, content: thumbnail }).catch(() => undefined)
      return { ok: true, scan: { id: kept.id, name, mediaType, bytes: kept.bytes, componentId } }
    } catch {
      return { ok: false, problem: { name, problem: 'IO' } }
    }
  }

  /** What could not be kept stays in the list, with what is in its way. */
  const save = async () => {
    const found: AddProblem[] = []
    const kept: { one: Staged; scan: Kept }[] = []
    for (const [done, one] of staged.entries()) {
      setBusyWith({ done, total: staged.length })
      const outcome = await keepOne(one)
      if (outcome.ok) kept.push({ one, scan: outcome.scan })
      else found.push(outcome.problem)
    }
    setProblems(found)
    if (kept.length > 0) await record(kept)
    setBusyWith(null)
  }

  const record = async (kept: readonly { one: Staged; scan: Kept }[]) => {
    const scans = [...new Map(kept.map(({ scan }) => [`${scan.id} ${scan.componentId ?? ''}`, scan])).values()]
    const outcome = await saving.save(() => [
      { dossierId, type: 'scansAdded', at: localInstant(now()), payload: { scans } },
    ])
    // What is in the journal only is not recorded a second time either, and its files stay in the scanner’s folder.
    const isWritten = outcome.kind === 'saved' || outcome.trouble.kind === 'journalledOnly'
    if (isWritten) list.remove(kept.map(({ one }) => one.key))
    if (outcome.kind !== 'saved') return
    // The panel asks again for whatever this does not reach.
    const ids = [...new Set(scans.map(({ id }) => id))]
    await bridge.call('attachments.send', { dossierId, ids }).catch(() => undefined)
    await emptyScanner(kept)
  }

  /** Only now: the host checks once more that the scan is sealed and on its way. */
  const emptyScanner = async (kept: readonly { one: Staged; scan: Kept }[]) => {
    const names: string[] = []
    for (const { one, scan } of kept) {
      if (one.source === null) continue
      const answer = await bridge
        .call('scanner.forget', { ...one.source, savedAs: scan.id })
        .catch(() => ({ kind: 'failed' as const }))
      if (answer.kind !== 'removed') names.push(one.source.name)
    }
    setLeft(names)
  }

  return {
    ...list,
    stage,
    save,
    problems,
    left,
    busyWith,
    trouble: saving.trouble,
    clearProblems: () => setProblems([]),
  }
}

async function prepare(
  file: File,
  componentId: string | null,
  source: ScannerSource | null,
  pictures: PicturePorts,
): Promise<Staged | AddProblem> {
  const checked = await checkFile(file)
  if (!checked.ok) return checked
  const { name, content, mediaType } = checked
  const thumbnail = await pictures.drawThumbnail({ content, mediaType })
  if (thumbnail === null) return { name, problem: 'damaged' }
  const original = { content, mediaType }
  const pdf = mediaType === 'application/pdf' ? { base: content, pages: null } : null
  return { key: uuidv7(), name, ...original, original, componentId, quarters: 0, pdf, made: null, thumbnail, source }
}
