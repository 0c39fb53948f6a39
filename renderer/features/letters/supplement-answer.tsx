import { Alert, NativeSelect, Text } from '@mantine/core'
import { IconFileCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { dueIfAnswered } from '../../../shared/deadline/supplement-answer.ts'
import type { Dossier, FiledPapers, SupplementRound } from '../../../shared/dossier/dossier.ts'
import type { SubmittedComponent } from '../../../shared/dossier/event.ts'
import { papersUnseen } from '../../../shared/dossier/online-filing.ts'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { paperOfItem } from '../../../shared/dossier/supplement-items.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { formatDate, formatMoment, localDate, localInstant } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { ComponentsTable } from '../intake/components-table.tsx'
import { componentEntrySchema, ownComponent } from '../intake/form.ts'
import type { ComponentEntry } from '../intake/form.ts'
import { toComponent } from '../intake/payload.ts'
import { checkComponent } from '../intake/validate.ts'
import type { IntakeProblem, Problems } from '../intake/validate.ts'
import { NewDue } from './due-forecast.tsx'

function openRounds({ supplements }: Dossier): SupplementRound[] {
  return supplements.filter(({ completedAt }) => completedAt === null)
}

/** What was filed on the portal, then one row for each other thing that was asked for, ready to be changed into what came. */
function expectedPapers(dossier: Dossier, rounds: readonly SupplementRound[]): ComponentEntry[] {
  const filed = filedComponents(dossier)
  const came = new Set(filed.map(({ name }) => name))
  const asked = rounds.flatMap((round) => round.items.map(paperOfItem)).filter((name) => !came.has(name))
  const rows = [
    ...filed.map(({ name, kind, count }) => ({ name, kind, count: String(count), received: true })),
    ...asked.map((name) => {
      const before = dossier.components.find((component) => component.name === name)
      return { name, kind: before?.kind ?? ('copy' as const), received: false }
    }),
  ]
  return rows.map((row, n) => ({ ...ownComponent(`own-${n + 1}`), ...row }))
}

const filedComponents = (dossier: Dossier): SubmittedComponent[] =>
  papersUnseen(dossier).flatMap(({ components }) => components)

/** The files of the portal name components by the ids they were filed under. */
function idOf(dossier: Dossier, filed: readonly SubmittedComponent[], entryId: string, n: number): string {
  return filed[Number(entryId.slice('own-'.length)) - 1]?.id ?? `supplement-${dossier.supplements.length}-${n + 1}`
}

function problemsOf(papers: readonly ComponentEntry[]): Problems {
  const found = papers.flatMap(checkComponent)
  return Object.fromEntries(found.filter((entry): entry is [string, IntakeProblem] => entry[1] !== null))
}

function AnswerDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.supplementAnswer')
  const { now, reference } = useDesk()
  const time = useNow(now)
  const { dossier } = record
  const { calendar } = reference
  const [rounds] = useState(() => openRounds(dossier))
  const [papers, setPapers] = useKept('papers', z.array(componentEntrySchema), () => expectedPapers(dossier, rounds))
  const [seen] = useState(() => papersUnseen(dossier))
  const [filed] = useState(() => filedComponents(dossier))
  // The limit runs from the moment all was there, not from the officer's look at it.
  const [completedAt, setCompletedAt] = useState(seen.at(-1)?.at ?? '')
  const [note, setNote] = useKept('note', keptText, '')
  const [checked, setChecked] = useState(false)
  const problems = problemsOf(papers)
  const noteProblem = checkText(note, { limit: noteLimit, lines: true })
  const dueAt = (at: string) => (calendar === null ? null : dueIfAnswered(dossier, at, null, calendar))
  const missing = papers.filter(({ received }) => !received).length
  const make = () => {
    setChecked(true)
    const at = localInstant(now())
    const result = dueAt(completedAt || at)
    if (Object.keys(problems).length > 0 || noteProblem !== null || result?.ok !== true) return null
    const components = papers
      .filter(({ received }) => received)
      .map((paper, n) => ({ ...toComponent(paper), id: idOf(dossier, filed, paper.id, n) }))
    const online = seen.length === 0 ? {} : { papersSeen: seen.map(({ eventId }) => eventId) }
    const since = completedAt === '' ? {} : { completedAt }
    const payload = { components, due: result.due, note: tidyBlock(note), ...online, ...since }
    return { dossierId: dossier.id, type: 'supplemented', at, payload } as const
  }
  return (
    <ActionDialog
      title={title}
      make={make}
      confirm={() => (missing > 0 ? t('answer.confirmMissing', { n: missing }) : null)}
      onClose={onClose}
    >
      {rounds.map((round) => (
        <Asked key={round.eventId} round={round} today={localDate(time)} />
      ))}
      <Text size="sm" fw={500}>
        {t('answer.received')}
      </Text>
      <ComponentsTable components={papers} problems={checked ? problems : {}} onChange={setPapers} />
      {seen.length > 0 && <CompleteSince papers={seen} value={completedAt} onChange={setCompletedAt} />}
      <TextField label={t('answer.note')} lines value={note} onChange={setNote} problem={noteProblem} />
      <NewDue result={dueAt(completedAt || localInstant(time))} policy={dossier.supplementPolicy} />
    </ActionDialog>
  )
}

interface CompleteSinceProps {
  papers: readonly FiledPapers[]
  value: string
  onChange: (at: string) => void
}

function CompleteSince({ papers, value, onChange }: CompleteSinceProps) {
  const { t } = useTranslation('letters')
  const moments = [...new Set(papers.map(({ at }) => at))].toReversed()
  return (
    <NativeSelect
      label={t('answer.completeSince')}
      description={t('answer.completeSinceHint')}
      value={value}
      data={[
        ...moments.map((at) => ({ value: at, label: t('answer.filedAt', { at: formatMoment(at) }) })),
        { value: '', label: t('answer.now') },
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Asked({ round, today }: { round: SupplementRound; today: string }) {
  const { t } = useTranslation('letters')
  const { deadline } = round
  return (
    <>
      <Text size="sm">{t('answer.asked', { date: formatDate(round.requestedAt), reason: round.reason })}</Text>
      {deadline !== null && deadline < today && (
        <Alert color="amber" role="status">
          {t('answer.deadlinePassed', { date: formatDate(deadline) })}
        </Alert>
      )}
    </>
  )
}

export const supplementAnswer: DossierAction = {
  id: 'supplementAnswer',
  Icon: IconFileCheck,
  isOffered: ({ status }) => isAllowed(status, 'supplemented'),
  Dialog: AnswerDialog,
}
