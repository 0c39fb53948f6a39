/** Refusing at the counter what is in the form: the same draft, the same number, another event. */
import { useRef, useState } from 'react'
import type { PayloadOf } from '../../../shared/dossier/event.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useSave } from '../../app/save/use-save.ts'
import type { DraftBody, IntakeForm } from './form.ts'
import { makeRefused } from './save-intake.ts'
import { validate } from './validate.ts'
import type { Problems, Surroundings } from './validate.ts'

export interface RefusedIntake {
  dossierId: string
  refusal: PayloadOf<'refusedAtCounter'>
}

/** What a refusal needs: a procedure and a name. The rest may be empty, but not wrong: it is printed. */
export function refusalProblems(form: IntakeForm, around: Surroundings): Problems {
  const needed = ['procedure', 'submitter.name', 'owner.name']
  const left = ['due', 'duplicates', 'sets', 'deliveryAddress', 'note']
  return Object.fromEntries(
    Object.entries(validate(form, around)).filter(([path, { code }]) => {
      if (path === 'procedure')
        return code === 'procedureMissing' || code === 'procedureWithdrawn' || code === 'noCatalogue'
      if (left.includes(path) || path.startsWith('charge.')) return false
      return needed.includes(path) || code !== 'required'
    }),
  )
}

interface RefusalPlace {
  latest: { readonly current: DraftBody }
  /** Writes the draft before anything else happens to it. */
  keep: (change: Partial<DraftBody>) => Promise<void>
  /** Takes the draft away: it was saved. */
  finish: () => Promise<void>
  onRefused: (refused: RefusedIntake) => void
}

export function useRefusal({ latest, keep, finish, onRefused }: RefusalPlace) {
  const desk = useDesk()
  const { busy, trouble, save, clear } = useSave()
  const [isOpen, setOpen] = useState(false)
  const running = useRef(false)
  const refuse = async (reason: string): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    let refusal: RefusedIntake['refusal'] | null = null
    const outcome = await save(async () => {
      const drafts = await makeRefused(desk, latest.current, reason, (number) => void keep({ number }))
      refusal = drafts[0].payload
      return drafts
    })
    running.current = false
    if (outcome.kind === 'trouble') {
      const isJournalled = outcome.trouble.kind === 'journalledOnly'
      if (isJournalled) await keep({ journalled: true })
      return isJournalled
    }
    // It is on the disk: failing to remove its draft must not look like a failure to save.
    await finish().catch(() => undefined)
    if (refusal !== null) onRefused({ dossierId: latest.current.dossierId, refusal })
    return true
  }
  const open = () => {
    clear()
    setOpen(true)
  }
  return { isOpen, open, close: () => setOpen(false), busy, trouble, refuse }
}
