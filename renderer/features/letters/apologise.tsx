import { Alert, Text } from '@mantine/core'
import { IconMailHeart } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { parseTimeEntry, planReappointment, spentReappointment } from '../../../shared/deadline/reappointment.ts'
import type { Reappointment } from '../../../shared/deadline/reappointment.ts'
import { apologyDuty } from '../../../shared/deadline/standing.ts'
import type { Apology, Dossier } from '../../../shared/dossier/dossier.ts'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { nameLimit, noteLimit } from '../../../shared/dossier/person.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { Desk } from '../../app/desk-context.tsx'
import { useKept } from '../../app/save/kept-entries.tsx'
import { checkText, orNull, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { formatMoment, localInstant, parseDateEntry } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { deskUnit } from '../dossier/actions/units.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { Explanation } from './explanation.tsx'
import styles from './letters.module.css'

const text = z.string()
const entrySchema = z.object({ date: text, time: text, reason: text, agency: text, signer: text, number: text })
type Entry = z.infer<typeof entrySchema>

function problemsOf(entry: Entry) {
  return {
    reason: checkText(entry.reason, { limit: noteLimit, required: true, lines: true }),
    agency: checkText(entry.agency, { limit: nameLimit, required: true }),
    signer: checkText(entry.signer, { limit: nameLimit }),
    number: checkText(entry.number, { limit: 80 }),
  }
}

/** null: there is no calendar to promise by. */
function planOf({ date, time }: Entry, { dueAt }: Dossier, { reference, now }: Desk): Reappointment | null {
  if (reference.calendar === null) return null
  const day = parseDateEntry(date)
  const hour = parseTimeEntry(time)
  if (day === null) return { ok: false, code: 'date' }
  if (hour === null && time.trim() !== '') return { ok: false, code: 'time' }
  return planReappointment({ date: day, time: hour, dueAt, now: localInstant(now()) }, reference.calendar)
}

function useApology(dossier: Dossier) {
  const desk = useDesk()
  const { calendar } = desk.reference
  const duty = calendar === null ? null : apologyDuty(dossier, localInstant(desk.now()), calendar)
  const owedBy = duty?.owedBy ?? dossier.holder ?? dossier.resolvingUnit ?? deskUnit(desk)
  const [entry, setEntry] = useKept<Entry>('entry', entrySchema, () => {
    return { date: '', time: '', reason: '', agency: owedBy.name, signer: '', number: '' }
  })
  const [checked, setChecked] = useState(false)
  const problems = problemsOf(entry)
  const planned = planOf(entry, dossier, desk)
  const set = (change: Partial<Entry>) => setEntry((current) => ({ ...current, ...change }))
  const make = (): EventDraft | null => {
    setChecked(true)
    if (planned?.ok !== true || Object.values(problems).some((problem) => problem !== null)) return null
    const payload = {
      reason: tidyBlock(entry.reason),
      agency: tidyLine(entry.agency),
      signer: tidyLine(entry.signer),
      newDueAt: planned.newDueAt,
      formNumber: orNull(tidyLine(entry.number)),
    }
    return { dossierId: dossier.id, type: 'apologised', at: localInstant(desk.now()), payload }
  }
  return { entry, set, checked, problems, planned, duty, owedBy, make }
}

function ApologyDialog({ record, onClose }: ActionDialogProps) {
  const spent = spentReappointment(record.dossier)
  const [wasSpent] = useState(spent)
  if (wasSpent !== null) return <Spent apology={wasSpent} onClose={onClose} />
  return <ApologyFields record={record} onClose={onClose} />
}

/** A second one is impossible; this says why, and what is left to do. */
function Spent({ apology, onClose }: { apology: Apology; onClose: () => void }) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.apologise')
  const old = apology.oldDueAt === null ? '' : formatMoment(apology.oldDueAt)
  return (
    <Explanation title={title} onClose={onClose}>
      <Alert color="lacquer" role="alert" title={t('apology.spent')}>
        {t('apology.spentDetail', { at: formatMoment(apology.at), old, next: formatMoment(apology.newDueAt) })}
      </Alert>
      <Text size="sm">{t('apology.spentHint', { agency: apology.agency })}</Text>
    </Explanation>
  )
}

function ApologyFields({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.apologise')
  const { openLetter } = usePrinting()
  const { dossier } = record
  const apology = useApology(dossier)
  const { planned } = apology
  return (
    <ActionDialog
      title={title}
      make={apology.make}
      confirm={() => (planned?.ok === true ? t('apology.confirm', { at: formatMoment(planned.newDueAt) }) : null)}
      onSaved={([event]) => openLetter('apology', dossier.id, event?.id)}
      onClose={onClose}
    >
      <Duty apology={apology} dossier={dossier} />
      <NewDate apology={apology} />
      <Words apology={apology} />
    </ActionDialog>
  )
}

type ApologyState = ReturnType<typeof useApology>

function Duty({ apology, dossier }: { apology: ApologyState; dossier: Dossier }) {
  const { t } = useTranslation('letters')
  const none = useTranslation('ui').t('due.none')
  const { now } = useDesk()
  const time = useNow(now)
  const isPast = apology.duty !== null && Date.parse(apology.duty.by) < time.getTime()
  const moment = (at: string | null) => (at === null ? none : formatMoment(at))
  return (
    <section className={styles.forecast} aria-label={t('apology.duty')}>
      <dl>
        <dt>{t('apology.original')}</dt>
        <dd>{moment(dossier.originalDueAt)}</dd>
        {dossier.dueAt !== dossier.originalDueAt && (
          <>
            <dt>{t('apology.promised')}</dt>
            <dd>{moment(dossier.dueAt)}</dd>
          </>
        )}
        <dt>{t('apology.owedBy')}</dt>
        <dd>{apology.owedBy.name}</dd>
        {apology.duty !== null && (
          <>
            <dt>{t('apology.by')}</dt>
            <dd className={isPast ? styles.late : undefined}>
              {moment(apology.duty.by)}
              {isPast && ` · ${t('apology.byPassed')}`}
            </dd>
          </>
        )}
      </dl>
      <Text size="xs" c="dimmed" mt={4}>
        {t('apology.law')}
      </Text>
    </section>
  )
}

function NewDate({ apology }: { apology: ApologyState }) {
  const { t } = useTranslation('letters')
  const { entry, set, checked, planned } = apology
  const code = planned === null || planned.ok ? null : planned.code
  const isBlank = entry.date.trim() === ''
  const shown = checked || (!isBlank && parseDateEntry(entry.date) !== null) ? code : null
  if (planned === null)
    return (
      <Alert color="lacquer" role="alert">
        {t('noCalendar')}
      </Alert>
    )
  return (
    <div className={styles.pair}>
      <TextField
        label={t('apology.date')}
        hint={t('apology.dateHint')}
        required
        autoFocus
        value={entry.date}
        onChange={(date) => set({ date })}
        error={shown !== null && shown !== 'time' ? t(`apology.problem.${isBlank ? 'date' : shown}`) : null}
      />
      <TextField
        label={t('apology.time')}
        hint={t('apology.timeHint')}
        value={entry.time}
        onChange={(time) => set({ time })}
        error={shown === 'time' ? t('apology.problem.time') : null}
      />
    </div>
  )
}

function Words({ apology }: { apology: ApologyState }) {
  const { t } = useTranslation('letters')
  const { entry, set, checked, problems } = apology
  return (
    <>
      <TextField
        label={t('apology.reason')}
        lines
        required
        value={entry.reason}
        onChange={(reason) => set({ reason })}
        problem={checked ? problems.reason : null}
      />
      <TextField
        label={t('apology.agency')}
        hint={t('apology.agencyHint')}
        required
        value={entry.agency}
        onChange={(agency) => set({ agency })}
        problem={problems.agency}
      />
      <div className={styles.pair}>
        <TextField
          label={t('apology.signer')}
          hint={t('apology.signerHint')}
          value={entry.signer}
          onChange={(signer) => set({ signer })}
          problem={problems.signer}
        />
        <TextField
          label={t('apology.number')}
          hint={t('numberHint')}
          value={entry.number}
          onChange={(number) => set({ number })}
          problem={problems.number}
        />
      </div>
    </>
  )
}

export const apologise: DossierAction = {
  id: 'apologise',
  Icon: IconMailHeart,
  isOffered: ({ status, dueAt }) => dueAt !== null && isAllowed(status, 'apologised'),
  Dialog: ApologyDialog,
}
