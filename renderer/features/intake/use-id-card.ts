import { useState } from 'react'
import { parseIdCardQr } from '../../../shared/citizen/id-card-qr.ts'
import type { IdCardProblem } from '../../../shared/citizen/id-card-qr.ts'
import { useScanner } from '../../ui/use-scanner.ts'
import type { IntakeForm } from './form.ts'
import { applyIdCard } from './id-card.ts'

export type CardNotice =
  | { kind: 'applied'; path: 'submitter' | 'owner'; name: string; before: IntakeForm }
  | { kind: 'failed'; problem: IdCardProblem }

/** What no card states; from nowhere on the page, where keys are heard by nothing, the cursor goes there. */
function goOn(path: 'submitter' | 'owner', target: Element | null): void {
  if (target !== null && target !== document.body) return
  document.querySelector<HTMLElement>(`[data-field="${path}.phone"]`)?.focus()
}

/** A card read with the cursor among the owner's fields is the owner's; anywhere else it is the submitter's. */
export function useIdCard(form: IntakeForm, setForm: (form: IntakeForm) => void) {
  const [notice, setNotice] = useState<CardNotice | null>(null)
  const take = (text: string, target: Element | null) => {
    const reading = parseIdCardQr(text)
    if (!reading.ok) {
      setNotice({ kind: 'failed', problem: reading.problem })
      return
    }
    const path = form.hasOwner && target?.closest('[data-person=owner]') != null ? 'owner' : 'submitter'
    setForm({ ...form, [path]: applyIdCard(form[path], reading.card) })
    goOn(path, target)
    setNotice({ kind: 'applied', path, name: reading.card.name, before: form })
  }
  const scanner = useScanner(({ text, thing, target }) => {
    if (thing.kind !== 'idCard') return false
    take(text, target)
    return true
  })
  const undo = () => {
    if (notice?.kind === 'applied') setForm({ ...form, [notice.path]: notice.before[notice.path] })
    setNotice(null)
  }
  return { notice, deliver: scanner.deliver, undo, dismiss: () => setNotice(null) }
}
