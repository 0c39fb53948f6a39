import { Alert } from '@mantine/core'
import { IconFileX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { formatMoney } from '../../ui/money.ts'
import { localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { amountPaid } from '../dossier/money.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { RefusalReason } from './refusal-reason.tsx'

function RefuseDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.refuse')
  const { now } = useDesk()
  const { openLetter } = usePrinting()
  const { dossier } = record
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  const problem = checkText(reason, { limit: noteLimit, required: true, lines: true })
  const paid = amountPaid(dossier)
  const make = () => {
    setChecked(true)
    if (problem !== null) return null
    const payload = { reason: tidyBlock(reason), formNumber: null }
    return { dossierId: dossier.id, type: 'refused', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog
      title={title}
      make={make}
      confirm={() => t('refusal.confirm')}
      onSaved={([event]) => openLetter('refusal', dossier.id, event?.id)}
      onClose={onClose}
    >
      {paid > 0 && (
        <Alert color="amber" role="status">
          {t('refusal.paid', { amount: formatMoney(paid) })}
        </Alert>
      )}
      <RefusalReason reason={reason} onChange={setReason} problem={checked ? problem : null} />
    </ActionDialog>
  )
}

/** What the desk took in and nobody works on yet; later the unit's answer is its result. */
export const refuse: DossierAction = {
  id: 'refuse',
  Icon: IconFileX,
  isRare: true,
  isOffered: ({ status, receivedAt }) => receivedAt !== '' && isAllowed(status, 'refused'),
  Dialog: RefuseDialog,
}
