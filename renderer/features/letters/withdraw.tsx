import { IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameLimit, noteLimit } from '../../../shared/dossier/person.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'

/** The citizen's wish is recorded; the dossier waits for the answer. */
function WithdrawDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.withdraw')
  const { now } = useDesk()
  const { dossier } = record
  const [requester, setRequester] = useKept('requester', keptText, dossier.submitter.name)
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  const nameProblem = checkText(requester, { limit: nameLimit, required: true })
  const reasonProblem = checkText(reason, { limit: noteLimit, required: true, lines: true })
  const make = () => {
    setChecked(true)
    if (nameProblem !== null || reasonProblem !== null) return null
    const payload = { requester: tidyLine(requester), reason: tidyBlock(reason) }
    return { dossierId: dossier.id, type: 'withdrawalRequested', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog title={title} make={make} onClose={onClose}>
      <TextField
        label={t('stop.requester')}
        required
        value={requester}
        onChange={setRequester}
        problem={checked ? nameProblem : null}
      />
      <TextField
        label={t('stop.requestReason')}
        lines
        required
        autoFocus
        value={reason}
        onChange={setReason}
        problem={checked ? reasonProblem : null}
      />
    </ActionDialog>
  )
}

export const withdraw: DossierAction = {
  id: 'withdraw',
  Icon: IconFileExport,
  isRare: true,
  isOffered: ({ status }) => isAllowed(status, 'withdrawalRequested'),
  Dialog: WithdrawDialog,
}
