import { Text } from '@mantine/core'
import { IconReceiptTax } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAllowed } from '../../../../shared/dossier/state-machine.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, tidyLine } from '../../../ui/field-checks.ts'
import { parseMoney } from '../../../ui/money.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant, parseDateEntry } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

/** The tax office or the resolving agency has told what the citizen owes; the dossier waits until it is paid. */
function RaiseDutyDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { now } = useDesk()
  const [what, setWhat] = useKept('what', keptText, '')
  const [amount, setAmount] = useKept('amount', keptText, '')
  const [payBy, setPayBy] = useKept('payBy', keptText, '')
  const [checked, setChecked] = useState(false)
  const value = parseMoney(amount)
  const amountError = value === null ? words('field.money') : value === 0 ? t('dialog.amountMissing') : null
  const whatProblem = checkText(what, { limit: 500, required: true })
  const date = payBy.trim() === '' ? null : parseDateEntry(payBy)
  const dateProblem = payBy.trim() !== '' && date === null ? ({ code: 'date' } as const) : null
  const make = () => {
    setChecked(true)
    if (value === null || value === 0 || whatProblem !== null || dateProblem !== null) return null
    const payload = { amount: value, what: tidyLine(what), payBy: date }
    return { dossierId: record.dossier.id, type: 'financialDutyRaised', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog title={t('action.raiseDuty')} make={make} onClose={onClose}>
      <TextField
        label={t('dialog.dutyWhat')}
        hint={t('dialog.dutyHint')}
        value={what}
        onChange={setWhat}
        required
        autoFocus
        problem={checked ? whatProblem : null}
      />
      <TextField
        label={t('dialog.amount')}
        value={amount}
        onChange={setAmount}
        inputMode="numeric"
        required
        error={checked ? amountError : null}
      />
      <TextField
        label={t('dialog.dutyPayBy')}
        hint={t('dialog.dutyPayByHint')}
        value={payBy}
        onChange={setPayBy}
        problem={dateProblem}
      />
      <Text size="sm" c="dimmed">
        {t('dialog.dutyWaits')}
      </Text>
    </ActionDialog>
  )
}

export const raiseDuty: DossierAction = {
  id: 'raiseDuty',
  Icon: IconReceiptTax,
  isRare: true,
  isOffered: ({ status }) => isAllowed(status, 'financialDutyRaised'),
  Dialog: RaiseDutyDialog,
}
