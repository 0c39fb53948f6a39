import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PayloadOf } from '../../../shared/dossier/event.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useSave } from '../../app/save/use-save.ts'
import { linkTicket } from '../queue/serving.ts'
import type { ChargeEntry, ComponentEntry, DraftBody, IntakeForm, PersonEntry } from './form.ts'
import { makeReceived } from './save-intake.ts'
import { useAutosave } from './use-draft.ts'
import { useRefusal } from './use-refusal.ts'
import type { RefusedIntake } from './use-refusal.ts'

export interface SavedIntake {
  dossierId: string
  receipt: PayloadOf<'received'>
  answeredAtOnce: boolean
  /** Đồng taken with a result that went back in the same save; null: the result is still to come. */
  returnedAtOnce: { collected: number } | null
}

export interface IntakeEnds {
  onSaved: (saved: SavedIntake) => void
  onRefused: (refused: RefusedIntake) => void
}

/** The form being filled, its draft, and its saving. */
export function useIntake(draftId: string, initial: DraftBody, { onSaved, onRefused }: IntakeEnds) {
  const { t } = useTranslation('intake')
  const desk = useDesk()
  const saving = useSave()
  const [body, setBody] = useState(initial)
  const latest = useRef(body)
  latest.current = body
  const titleOf = useCallback(
    ({ form }: DraftBody) => {
      const name = form.submitter.name.trim()
      const procedure = form.procedure?.name ?? ''
      if (name === '' || procedure === '') return name + procedure
      return t('draft.titleOf', { name, procedure })
    },
    [t],
  )
  const autosave = useAutosave(draftId, body, titleOf)
  const setForm = useCallback((form: IntakeForm) => setBody((current) => ({ ...current, form })), [])
  const patch = usePatch(setBody)
  const keep = (change: Partial<DraftBody>) => {
    latest.current = { ...latest.current, ...change }
    setBody(latest.current)
    return autosave.writeNow(latest.current)
  }
  const refusal = useRefusal({ latest, keep, finish: autosave.finish, onRefused })
  const save = async () => {
    let receipt: PayloadOf<'received'> | null = null
    let returned: SavedIntake['returnedAtOnce'] = null
    const outcome = await saving.save(async () => {
      const drafts = await makeReceived(desk, latest.current, (number) => void keep({ number }))
      const [draft] = drafts
      if (draft?.type === 'received') receipt = draft.payload
      const last = drafts.at(-1)
      returned = last?.type === 'returned' ? { collected: last.payload.collected } : null
      return drafts
    })
    if (outcome.kind === 'trouble') {
      if (outcome.trouble.kind === 'journalledOnly') await keep({ journalled: true })
      return
    }
    // The dossier is on the disk: failing to remove its draft must not look like a failure to save.
    await autosave.finish().catch(() => undefined)
    await linkTicket(desk, latest.current.dossierId, receipt)
    if (receipt !== null)
      onSaved({
        dossierId: latest.current.dossierId,
        receipt,
        answeredAtOnce: isAtOnce(desk, receipt),
        returnedAtOnce: returned,
      })
  }
  const running = useRef(save)
  running.current = save
  const guarded = useRef(false)
  const saveOnce = useCallback(async () => {
    // A second Ctrl+Enter while the first is under way must not save twice.
    if (guarded.current) return
    guarded.current = true
    await running.current().finally(() => {
      guarded.current = false
    })
  }, [])
  return { body, form: body.form, setForm, patch, autosave: autosave.state, saving, save: saveOnce, refusal }
}

function isAtOnce({ reference }: ReturnType<typeof useDesk>, { procedure }: PayloadOf<'received'>): boolean {
  const found = reference.catalogue?.procedures.find(
    ({ code, version }) => code === procedure.code && version === procedure.version,
  )
  return found?.answeredAtOnce ?? false
}

/** Setters of parts, each stable, so that a key press in one section leaves the others alone. */
function usePatch(setBody: React.Dispatch<React.SetStateAction<DraftBody>>) {
  return useMemo(() => {
    const some = (change: Partial<IntakeForm>) =>
      setBody((current) => ({ ...current, form: { ...current.form, ...change } }))
    return {
      some,
      submitter: (submitter: PersonEntry) => some({ submitter }),
      owner: (owner: PersonEntry) => some({ owner }),
      components: (components: ComponentEntry[]) => some({ components }),
      charge: (charge: ChargeEntry) => some({ charge }),
      atOnce: (atOnce: IntakeForm['atOnce']) => some({ atOnce }),
    }
  }, [setBody])
}
