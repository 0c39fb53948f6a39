import { NativeSelect } from '@mantine/core'
import { IconCash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, orNull, tidyLine } from '../../../ui/field-checks.ts'
import { moneyEntry, parseMoney } from '../../../ui/money.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant } from '../../../ui/time.ts'
import { amountOwed } from '../money.ts'
import { TransferQr } from './transfer-qr.tsx'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

const methods = ['cash', 'transfer', 'online'] as const

function PayDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { now } = useDesk()
  const { dossier } = record
  const [amount, setAmount] = useKept('amount', keptText, moneyEntry(amountOwed(dossier)))
  const [method, setMethod] = useKept<(typeof methods)[number]>('method', z.enum(methods), 'cash')
  const [receiptNumber, setReceiptNumber] = useKept('receiptNumber', keptText, '')
  const [what, setWhat] = useKept('what', keptText, dossier.duties.at(-1)?.what ?? '')
  const [checked, setChecked] = useState(false)
  const value = parseMoney(amount)
  const amountError = value === null ? words('field.money') : value === 0 ? t('dialog.amountMissing') : null
  const receiptProblem = checkText(receiptNumber, { limit: 80 })
  const whatProblem = checkText(what, { limit: 500 })
  const make = () => {
    setChecked(true)
    if (value === null || value === 0 || receiptProblem !== null || whatProblem !== null) return null
    const payload = { amount: value, method, receiptNumber: orNull(tidyLine(receiptNumber)), what: tidyLine(what) }
    return { dossierId: dossier.id, type: 'paid', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog title={t('action.pay')} make={make} onClose={onClose}>
      <TextField
        label={t('dialog.amount')}
        value={amount}
        onChange={setAmount}
        inputMode="numeric"
        required
        autoFocus
        error={checked ? amountError : null}
      />
      <NativeSelect
        label={t('dialog.method')}
        value={method}
        data={methods.map((one) => ({ value: one, label: words(`method.${one}`) }))}
        onChange={(event) => setMethod(methods.find((one) => one === event.currentTarget.value) ?? 'cash')}
      />
      {method === 'transfer' && <TransferQr code={dossier.number.code} amount={value} />}
      <TextField
        label={t('dialog.receiptNumber')}
        value={receiptNumber}
        onChange={setReceiptNumber}
        problem={receiptProblem}
      />
      <TextField label={t('dialog.what')} value={what} onChange={setWhat} problem={whatProblem} />
    </ActionDialog>
  )
}

export const pay: DossierAction = {
  id: 'pay',
  Icon: IconCash,
  isOffered: (dossier) => amountOwed(dossier) > 0,
  Dialog: PayDialog,
}
