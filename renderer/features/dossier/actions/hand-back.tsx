import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { isAllowed } from '../../../../shared/dossier/state-machine.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'
import { deskUnit } from './units.ts'

function HandBackDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const desk = useDesk()
  const { dossier } = record
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  const from = dossier.holder ?? deskUnit(desk)
  const problem = checkText(reason, { limit: noteLimit, required: true, lines: true })
  const make = () => {
    setChecked(true)
    if (problem !== null) return null
    const payload = { from, reason: tidyBlock(reason) }
    return { dossierId: dossier.id, type: 'handedBack', at: localInstant(desk.now()), payload } as const
  }
  return (
    <ActionDialog title={t('action.handBack')} make={make} onClose={onClose}>
      <TextField label={t('dialog.handBackFrom')} value={from.name} readOnly onChange={() => undefined} />
      <TextField
        label={t('dialog.reason')}
        lines
        required
        autoFocus
        value={reason}
        onChange={setReason}
        problem={checked ? problem : null}
      />
    </ActionDialog>
  )
}

/** Only where somebody else has the papers. */
export const handBack: DossierAction = {
  id: 'handBack',
  Icon: IconArrowBackUp,
  isOffered: ({ status, holder }) => holder !== null && isAllowed(status, 'handedBack'),
  Dialog: HandBackDialog,
}
