/** From chosen files to scans of the dossier: kept sealed, then named by an event, then sent. */
import { useState } from 'react'
import type { MediaType } from '../../../shared/wire/attachments.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useSave } from '../../app/save/use-save.ts'
import { localInstant } from '../../ui/time.ts'
import { checkFile, type FileProblem } from './check-file.ts'
import type { PicturePorts } from './pictures.ts'

interface Kept {
  id: string
  name: string
  mediaType: MediaType
  bytes: number
}
export type AddProblem = { name: string; problem: FileProblem | 'DISK_FULL' | 'IO' | 'NOT_SIGNED_IN' | 'NOT_THAT_TYPE' }

/** As many as one event may name. */
export const mostAtOnce = 50

export function useAddScans(dossierId: string, pictures: PicturePorts) {
  const { bridge, now } = useDesk()
  const saving = useSave()
  const [problems, setProblems] = useState<AddProblem[]>([])
  const [busyWith, setBusyWith] = useState<{ done: number; total: number } | null>(null)
  const [unsaved, setUnsaved] = useState<{ scans: Kept[]; componentId: string | null } | null>(null)

  const keepOne = async (file: File): Promise<Kept | AddProblem> => {
    const checked = await checkFile(file)
    if (!checked.ok) return checked
    const { name, content, mediaType } = checked
    const picture = await pictures.drawThumbnail({ content, mediaType })
    if (picture === null) return { name, problem: 'damaged' }
    try {
      const kept = await bridge.call('attachments.put', { content, mediaType })
      if (kept.kind === 'failed') return { name, problem: kept.code }
      await bridge.call('attachments.putThumbnail', { id: kept.id, content: picture }).catch(() => undefined)
      return { id: kept.id, name, mediaType, bytes: kept.bytes }
    } catch {
      return { name, problem: 'IO' }
    }
  }

  const record = async (scans: Kept[], componentId: string | null) => {
    const named = scans.map((scan) => ({ ...scan, componentId }))
    const outcome = await saving.save(() => [
      { dossierId, type: 'scansAdded', at: localInstant(now()), payload: { scans: named } },
    ])
    setUnsaved(outcome.kind === 'saved' ? null : { scans, componentId })
    if (outcome.kind !== 'saved') return
    // The panel asks again for whatever this does not reach.
    await bridge.call('attachments.send', { dossierId, ids: scans.map(({ id }) => id) }).catch(() => undefined)
  }

  const add = async (files: readonly File[], componentId: string | null) => {
    const scans = new Map<string, Kept>()
    const found: AddProblem[] = []
    setProblems([])
    const chosen = files.slice(0, mostAtOnce)
    for (const [done, file] of chosen.entries()) {
      setBusyWith({ done, total: chosen.length })
      const kept = await keepOne(file)
      if ('problem' in kept) found.push(kept)
      else if (!scans.has(kept.id)) scans.set(kept.id, kept)
    }
    setProblems(found)
    if (scans.size > 0) await record([...scans.values()], componentId)
    setBusyWith(null)
  }

  const again = () => void (unsaved && record(unsaved.scans, unsaved.componentId))
  return { add, again, problems, busyWith, trouble: saving.trouble, clearProblems: () => setProblems([]) }
}
