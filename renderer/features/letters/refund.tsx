import { IconCashBanknoteOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { formatMoney, moneyEntry, parseMoney } from '../../ui/money.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { refundOwed } from '../dossier/money.ts'

function RefundDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const words = useTranslation('ui').t
  const title = useTranslation('dossier').t('action.refund')
  const { now } = useDesk()
  const { dossier } = record
  const [owed] = useState(() => refundOwed(dossier))
  const [amount, setAmount] = useKept('amount', keptText, moneyEntry(owed))
  const [reason, setReason] = useKept('reason', keptText, () =>
    t(dossier.status === 'notAccepted' ? 'refund.refused' : 'refund.stopped'),
  )
  const [checked, setChecked] = useState(false)
  const value = parseMoney(amount)
  const amountError =
    value === null
      ? words('field.money')
      : value === 0
        ? t('refund.none')
        : value > owed
          ? t('stop.tooMuch', { amount: formatMoney(owed) })
          : null
  const problem = checkText(reason, { limit: noteLimit, required: true, lines: true })
  const make = () => {
    setChecked(true)
    if (value === null || amountError !== null || problem !== null) return null
    const payload = { amount: value, reason: tidyBlock(reason) }
    return { dossierId: dossier.id, type: 'refunded', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog
      title={title}
      make={make}
      confirm={() => t('refund.confirm', { amount: formatMoney(value ?? 0) })}
      onClose={onClose}
    >
      <TextField
        label={t('refund.amount')}
        required
        autoFocus
        inputMode="numeric"
        value={amount}
        onChange={setAmount}
        error={checked ? amountError : null}
      />
      <TextField
        label={t('refund.reason')}
        lines
        required
        value={reason}
        onChange={setReason}
        problem={checked ? problem : null}
      />
    </ActionDialog>
  )
}

/** Money of a dossier that was stopped or refused, as it is handed over. */
export const refund: DossierAction = {
  id: 'refund',
  Icon: IconCashBanknoteOff,
  isOffered: (dossier) => refundOwed(dossier) > 0,
  Dialog: RefundDialog,
}
