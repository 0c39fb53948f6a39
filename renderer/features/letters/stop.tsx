import { IconHandStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { hasForm } from '../printing/plan-request.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { StopFields, useStopFields } from './stop-fields.tsx'

function StopDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.stop')
  const desk = useDesk()
  const { openLetter } = usePrinting()
  const { dossier } = record
  const stop = useStopFields(dossier)
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  const problem = checkText(reason, { limit: noteLimit, required: true, lines: true })
  const make = () => {
    setChecked(true)
    if (problem !== null || stop.isWrong) return null
    const payload = { reason: tidyBlock(reason), ...stop.settled() }
    return { dossierId: dossier.id, type: 'stopped', at: localInstant(desk.now()), payload } as const
  }
  return (
    <ActionDialog
      title={title}
      make={make}
      confirm={() => t('stop.confirm')}
      onSaved={([event]) => {
        if (hasForm(desk, 'stopNotice', dossier)) openLetter('stopNotice', dossier.id, event?.id)
      }}
      onClose={onClose}
    >
      <TextField
        label={t('stop.reason')}
        lines
        required
        autoFocus
        value={reason}
        onChange={setReason}
        problem={checked ? problem : null}
      />
      <StopFields dossier={dossier} stop={stop} />
    </ActionDialog>
  )
}

/** By the agency itself; what a citizen asked for is answered instead. */
export const stop: DossierAction = {
  id: 'stop',
  Icon: IconHandStop,
  isRare: true,
  isOffered: ({ status }) => status !== 'withdrawalRequested' && isAllowed(status, 'stopped'),
  Dialog: StopDialog,
}
