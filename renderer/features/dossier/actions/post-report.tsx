import { NativeSelect, Text } from '@mantine/core'
import { IconMailbox } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Dossier, ReturnRecord } from '../../../../shared/dossier/dossier.ts'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkPastDate, checkText, tidyBlock } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { formatDate, localDate, localInstant, parseDateEntry } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

/** With the post, and nobody has said what became of it. */
export function listParcels({ returns }: Pick<Dossier, 'returns'>): ReturnRecord[] {
  return returns.filter(({ way, post }) => way === 'byPost' && post === null)
}

const outcomes = ['delivered', 'cameBack'] as const

function PostReportDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { now } = useDesk()
  const { dossier } = record
  // As they were when the dialog opened: another desk's report must not swap the parcel under the officer's hand.
  const [parcels] = useState(() => listParcels(dossier))
  const [chosen, setChosen] = useState(parcels[0]?.eventId ?? '')
  const [outcome, setOutcome] = useKept<(typeof outcomes)[number]>('outcome', z.enum(outcomes), 'delivered')
  const [on, setOn] = useKept('on', keptText, formatDate(localDate(now())))
  const [note, setNote] = useKept('note', keptText, '')
  const parcel = parcels.find(({ eventId }) => eventId === chosen)
  const dayProblem = checkPastDate(on, localDate(now()))
  const day = parseDateEntry(on)
  const tooEarly = parcel !== undefined && day !== null && day < (parcel.postedOn ?? parcel.at.slice(0, 10))
  const noteProblem = checkText(note, { limit: noteLimit, lines: true })
  const make = () => {
    if (parcel === undefined || day === null || dayProblem !== null || tooEarly || noteProblem !== null) return null
    const payload = { returnEventId: parcel.eventId, outcome, on: day, note: tidyBlock(note) }
    return { dossierId: dossier.id, type: 'postReported', at: localInstant(now()), payload } as const
  }
  const wordParcel = ({ trackingNumber, recipientName, postedOn, at }: ReturnRecord) =>
    t('dialog.parcelOf', {
      number: trackingNumber ?? t('dialog.parcelNoNumber'),
      name: recipientName,
      date: formatDate(postedOn ?? at),
    })
  return (
    <ActionDialog title={t('action.postReport')} make={make} onClose={onClose}>
      <NativeSelect
        label={t('dialog.parcel')}
        value={chosen}
        data={parcels.map((one) => ({ value: one.eventId, label: wordParcel(one) }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('dialog.postOutcome')}
        data-autofocus
        value={outcome}
        data={outcomes.map((value) => ({ value, label: t(`dialog.${value}`) }))}
        onChange={(event) => setOutcome(event.currentTarget.value === 'cameBack' ? 'cameBack' : 'delivered')}
      />
      {outcome === 'cameBack' && (
        <Text size="sm" c="var(--mc-soon)" role="status">
          {t('dialog.cameBackHint')}
        </Text>
      )}
      <TextField
        label={t('dialog.postOn')}
        required
        value={on}
        onChange={setOn}
        hint={words('field.dateHint')}
        problem={dayProblem}
        error={tooEarly ? t('dialog.dateBeforePosted') : null}
      />
      <TextField label={t('dialog.note')} lines value={note} onChange={setNote} problem={noteProblem} />
    </ActionDialog>
  )
}

export const postReport: DossierAction = {
  id: 'postReport',
  Icon: IconMailbox,
  isOffered: (dossier) => listParcels(dossier).length > 0,
  Dialog: PostReportDialog,
}
