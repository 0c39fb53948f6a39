import { Alert, Checkbox, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { isUnaccepted, papersSeenNow } from '../../../shared/dossier/online-filing.ts'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { DueSteps } from '../../ui/due-steps.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { formatMoney, moneyEntry, parseMoney } from '../../ui/money.ts'
import { TextField } from '../../ui/text-field.tsx'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { paidOnPortal, planAcceptance, suggestedCharge, toReceipt } from './acceptance.ts'
import { useSameCase } from './use-same-case.ts'

function AcceptDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('online')
  const words = useTranslation('ui').t
  const { reference, info, now } = useDesk()
  const { dossier } = record
  const time = useNow(now)
  const facts = (at: Date) => ({ dossier, ...reference, communeId: info.communeId, at: localInstant(at) })
  const plan = planAcceptance(facts(time))
  const paid = paidOnPortal(dossier)
  const duplicates = useSameCase(dossier)
  const [componentIds, setComponentIds] = useKept('components', z.array(z.string()), () =>
    dossier.components.map(({ id }) => id),
  )
  const [amount, setAmount] = useKept('amount', keptText, () =>
    moneyEntry(plan.kind === 'ready' ? suggestedCharge(plan.procedure, paid) : paid),
  )
  const [note, setNote] = useKept('note', keptText, '')
  const [seen, setSeen] = useState(false)
  // Those on the screen when it was opened: what comes meanwhile nobody has looked at.
  const [papersSeen] = useState(() => papersSeenNow(dossier))
  const [checked, setChecked] = useState(false)
  const value = parseMoney(amount)
  const amountError = value === null ? words('field.money') : value < paid ? t('accept.belowPaid') : null
  const noteProblem = checkText(note, { limit: noteLimit, lines: true })
  const unseen = duplicates.length > 0 && !seen
  const make = () => {
    setChecked(true)
    // Counted from the moment it is saved, not from the moment the dialog was opened.
    const saved = facts(now())
    const current = planAcceptance(saved)
    if (current.kind !== 'ready' || value === null || amountError !== null || noteProblem !== null || unseen)
      return null
    const accepted = { componentIds, amount: value, note: tidyBlock(note), papersSeen }
    const payload = toReceipt(current, saved, accepted)
    return { dossierId: dossier.id, type: 'received', at: saved.at, payload } as const
  }
  return (
    <ActionDialog title={t('accept.title')} make={make} onClose={onClose}>
      {plan.kind === 'problem' ? (
        <Alert color="lacquer" role="alert">
          {t(`accept.problem.${plan.code}`)}
        </Alert>
      ) : (
        <div>
          <Text fw={600}>
            {plan.due.dueAt === null ? words('due.none') : t('accept.due', { at: formatMoment(plan.due.dueAt) })}
          </Text>
          <Text size="sm" mb="xs">
            {t('accept.dueFrom')}
          </Text>
          <DueSteps due={plan.due} />
        </div>
      )}
      <Checkbox.Group label={t('accept.papers')} value={componentIds} onChange={setComponentIds}>
        <Stack gap="xs" mt="xs">
          {dossier.components.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextField
        label={t('accept.amount')}
        hint={t('accept.paid', { amount: formatMoney(paid) })}
        inputMode="numeric"
        value={amount}
        onChange={setAmount}
        error={amountError}
      />
      <TextField label={t('accept.note')} lines value={note} onChange={setNote} problem={noteProblem} />
      {duplicates.length > 0 && (
        <Checkbox
          label={t('accept.duplicatesSeen', { codes: duplicates.map(({ number }) => number).join(', ') })}
          checked={seen}
          onChange={(event) => setSeen(event.currentTarget.checked)}
          error={checked && unseen ? t('accept.duplicatesUnseen') : null}
        />
      )}
    </ActionDialog>
  )
}

export const acceptFiling: DossierAction = {
  id: 'acceptFiling',
  Icon: IconCircleCheck,
  isOffered: (dossier) => isUnaccepted(dossier) && dossier.status !== 'withdrawalRequested',
  Dialog: AcceptDialog,
}
