import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { nameLimit, noteLimit } from '../../../shared/dossier/person.ts'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept, useKeptEntries } from '../../app/save/kept-entries.tsx'
import type { SaveTrouble } from '../../app/save/use-save.ts'
import type { PinRefusal } from '../../database/desk-database.ts'
import { checkText, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import { localInstant } from '../../ui/time.ts'
import { deskUnit } from '../dossier/actions/units.ts'
import { answerDrafts } from './batch.ts'
import type { Batch } from './batch.ts'

/** The receiver's side of a batch. `sign` answers whether everything was saved. */
export function useAnswer(batch: Batch) {
  const desk = useDesk()
  const { officer, now } = desk
  const kept = useKeptEntries()
  const [reasons, setReasons] = useKept('declined', reasonsSchema, [])
  const declined: ReadonlyMap<string, string> = new Map(reasons)
  const [pin, setPin] = useState('')
  const [person, setPerson] = useKept('person', keptText, '')
  const [isSigned, setSigned] = useState(false)
  const [checked, setChecked] = useState(false)
  const { busy, refusal, trouble, save } = useSignedSave()
  const personProblem = checkText(person, { limit: nameLimit, required: true })
  const isMine = batch.to.kind === 'officer' && batch.to.id === officer.id
  const isReady = () => {
    if ([...declined.values()].some((reason) => checkReason(reason) !== null)) return false
    if (batch.to.kind === 'unit') return isSigned && personProblem === null
    return isMine || pin !== ''
  }
  const sign = async (): Promise<boolean> => {
    setChecked(true)
    if (busy || !isReady()) return false
    const drafts = answerDrafts({
      batch,
      at: localInstant(now()),
      by: batch.to.kind === 'unit' ? tidyLine(person) : batch.to.name,
      taken: batch.items.flatMap(({ row }) => (declined.has(row.id) ? [] : [row])),
      declined: batch.items.flatMap(({ row }) => {
        const reason = declined.get(row.id)
        return reason === undefined ? [] : [{ row, reason: tidyBlock(reason) }]
      }),
      desk: deskUnit(desk),
    })
    const signer = isMine || batch.to.kind === 'unit' ? null : { officerId: batch.to.id, pin }
    setPin('')
    const isSaved = await save(drafts, signer)
    if (isSaved) await kept?.finish().catch(() => undefined)
    return isSaved
  }
  const take = (id: string, isTaken: boolean) =>
    setReasons((before) => [...before.filter(([one]) => one !== id), ...(isTaken ? [] : [pair(id, '')])])
  const setReason = (id: string, reason: string) =>
    setReasons((before) => before.map((one) => (one[0] === id ? pair(id, reason) : one)))
  return {
    declined,
    take,
    setReason,
    pin,
    setPin,
    person,
    setPerson,
    personProblem,
    isSigned,
    setSigned,
    checked,
    isMine,
    busy,
    refusal,
    trouble,
    sign,
  }
}
export type AnswerForm = ReturnType<typeof useAnswer>

/** Why which dossier is not taken. */
const reasonsSchema = z.array(z.tuple([z.string(), z.string()]))
const pair = (id: string, reason: string): [string, string] => [id, reason]

const checkReason = (reason: string) => checkText(reason, { limit: noteLimit, required: true, lines: true })

/** Saved in the name of the session, or of the signer who proves to be there. */
function useSignedSave() {
  const { db, lock } = useDesk()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<SaveTrouble | null>(null)
  const [refused, setRefused] = useState<PinRefusal | null>(null)
  const save = async (drafts: EventDraft[], signer: { officerId: string; pin: string } | null): Promise<boolean> => {
    setBusy(true)
    setTrouble(null)
    setRefused(null)
    const gone = { kind: 'failed', code: 'HOST_GONE', lastKnownInstant: null } as const
    const result = await (signer === null ? db.save(drafts) : db.saveAs(signer, drafts)).catch(() => gone)
    setBusy(false)
    if (result.kind === 'saved') return true
    if (result.kind === 'wrongPin' || result.kind === 'locked' || result.kind === 'unknownOfficer') setRefused(result)
    else setTrouble(result.kind === 'failed' ? result : { kind: result.kind, reason: result.reason })
    if (result.kind === 'failed' && result.code === 'NOT_SIGNED_IN') lock()
    return false
  }
  return { busy, trouble, refusal: useRefusalWords(refused), save }
}

function useRefusalWords(refusal: PinRefusal | null): string | null {
  const { t } = useTranslation('sign-in')
  if (refusal === null) return null
  if (refusal.kind === 'wrongPin') return t('wrongPin', { n: refusal.attemptsLeft })
  if (refusal.kind === 'unknownOfficer') return t('unknownOfficer')
  const seconds = Math.ceil(refusal.retryAfterMs / 1000)
  const parts = { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }
  return t('lockedOut', { time: parts.minutes > 0 ? t('minutes', parts) : t('seconds', parts) })
}
