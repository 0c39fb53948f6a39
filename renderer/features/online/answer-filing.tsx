import { Alert, SegmentedControl, Text } from '@mantine/core'
import { IconMessageReply } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { isUnaccepted } from '../../../shared/dossier/online-filing.ts'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { formatMoney } from '../../ui/money.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localDate, localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { paidOnPortal } from './acceptance.ts'
import { checkAnswer, emptyAnswer, toItems, toDeadline } from './answer.ts'
import type { AnswerEntry } from './answer.ts'

/** Refused with Mẫu 03, or asked to be completed with Mẫu 02; either goes to the citizen in writing. */
function AnswerDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('online')
  const words = useTranslation('ui').t
  const { now } = useDesk()
  const { open } = usePrinting()
  const { dossier } = record
  // A filing that waits for papers has been asked; asked again it would be a second request before it was ever accepted.
  const canAsk = dossier.status === 'registered'
  const [entry, setEntry] = useState<AnswerEntry>(() => emptyAnswer(canAsk))
  const [checked, setChecked] = useState(false)
  const set = (change: Partial<AnswerEntry>) => {
    setConfirming(false)
    setEntry((current) => ({ ...current, ...change }))
  }
  const [confirming, setConfirming] = useState(false)
  const problems = checkAnswer(entry, localDate(now()))
  const paid = paidOnPortal(dossier)
  const make = (): EventDraft | null => {
    setChecked(true)
    if (Object.values(problems).some((problem) => problem !== null)) return null
    // A refusal cannot be taken back: it is asked once more.
    if (entry.kind === 'refuse' && !confirming) {
      setConfirming(true)
      return null
    }
    const common = { dossierId: dossier.id, at: localInstant(now()) }
    const reason = tidyBlock(entry.reason)
    if (entry.kind === 'refuse') return { ...common, type: 'refused', payload: { reason, formNumber: null } }
    const payload = { items: toItems(entry), reason, deadline: toDeadline(entry), formNumber: null }
    return { ...common, type: 'supplementRequested', payload }
  }
  const onSaved = () => open({ form: entry.kind === 'refuse' ? 'refusal' : 'supplementRequest', dossierId: dossier.id })
  return (
    <ActionDialog title={t('answer.title')} make={make} onSaved={onSaved} onClose={onClose}>
      {canAsk && (
        <SegmentedControl
          aria-label={t('answer.kind')}
          value={entry.kind}
          data={(['ask', 'refuse'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
          onChange={(value) => set({ kind: value === 'refuse' ? 'refuse' : 'ask' })}
        />
      )}
      {entry.kind === 'refuse' && paid > 0 && (
        <Alert color="amber" role="status">
          {t('answer.paid', { amount: formatMoney(paid) })}
        </Alert>
      )}
      {entry.kind === 'ask' && (
        <TextField
          label={t('answer.items')}
          hint={t('answer.itemsHint')}
          lines
          required
          autoFocus
          value={entry.items}
          onChange={(items) => set({ items })}
          problem={checked ? problems.items : null}
        />
      )}
      <TextField
        label={t(entry.kind === 'refuse' ? 'answer.refusalReason' : 'answer.reason')}
        lines
        required
        value={entry.reason}
        onChange={(reason) => set({ reason })}
        problem={checked ? problems.reason : checkText(entry.reason, { limit: noteLimit, lines: true })}
      />
      {entry.kind === 'ask' && (
        <TextField
          label={t('answer.deadline')}
          hint={words('field.dateHint')}
          value={entry.deadline}
          onChange={(deadline) => set({ deadline })}
          problem={problems.deadline === 'past' ? null : problems.deadline}
          error={problems.deadline === 'past' ? t('answer.deadlinePast') : null}
        />
      )}
      {confirming && (
        <Alert color="lacquer" role="alert">
          {t('answer.confirm')}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {t(entry.kind === 'refuse' ? 'answer.refuseHint' : 'answer.askHint')}
      </Text>
    </ActionDialog>
  )
}

export const answerFiling: DossierAction = {
  id: 'answerFiling',
  Icon: IconMessageReply,
  isOffered: isUnaccepted,
  Dialog: AnswerDialog,
}
