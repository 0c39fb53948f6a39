import { NativeSelect, Text } from '@mantine/core'
import { IconMessageReply } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { eventsOf } from '../../../shared/forms/views/of-event.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { formatDate, localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { hasForm } from '../printing/plan-request.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { StopFields, useStopFields } from './stop-fields.tsx'

function AnswerDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.answerWithdrawal')
  const desk = useDesk()
  const { openLetter } = usePrinting()
  const { dossier } = record
  const request = eventsOf(record.events, 'withdrawalRequested').at(-1)
  const stop = useStopFields(dossier)
  const [agreed, setAgreed] = useKept('agreed', z.boolean(), true)
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  // An agreed withdrawal has its reason already: the citizen's.
  const problem = checkText(reason, { limit: noteLimit, required: !agreed, lines: true })
  const make = (): EventDraft | null => {
    setChecked(true)
    if (problem !== null || (agreed && stop.isWrong)) return null
    const payload = { agreed, reason: tidyBlock(reason), ...(agreed ? stop.settled() : {}) }
    return { dossierId: dossier.id, type: 'withdrawalAnswered', at: localInstant(desk.now()), payload }
  }
  return (
    <ActionDialog
      title={title}
      make={make}
      confirm={() => (agreed ? t('stop.confirm') : null)}
      onSaved={([event]) => {
        if (agreed && hasForm(desk, 'stopNotice', dossier)) openLetter('stopNotice', dossier.id, event?.id)
      }}
      onClose={onClose}
    >
      {request !== undefined && (
        <Text size="sm">
          {t('stop.asked', {
            name: request.payload.requester,
            date: formatDate(request.at),
            reason: request.payload.reason,
          })}
        </Text>
      )}
      <NativeSelect
        label={t('stop.answer')}
        data-autofocus
        value={agreed ? 'agree' : 'disagree'}
        data={(['agree', 'disagree'] as const).map((value) => ({ value, label: t(`stop.${value}`) }))}
        onChange={(event) => setAgreed(event.currentTarget.value === 'agree')}
      />
      <TextField
        label={t('stop.answerReason')}
        lines
        required={!agreed}
        value={reason}
        onChange={setReason}
        problem={checked ? problem : null}
      />
      {agreed && <StopFields dossier={dossier} stop={stop} />}
    </ActionDialog>
  )
}

export const answerWithdrawal: DossierAction = {
  id: 'answerWithdrawal',
  Icon: IconMessageReply,
  isOffered: ({ status }) => isAllowed(status, 'withdrawalAnswered'),
  Dialog: AnswerDialog,
}
