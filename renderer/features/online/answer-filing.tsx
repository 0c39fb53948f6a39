import { Alert, SegmentedControl, Text } from '@mantine/core'
import { IconMessageReply } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierEvent, EventDraft } from '../../../shared/dossier/event.ts'
import { isUnaccepted, papersSeenNow } from '../../../shared/dossier/online-filing.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useKept } from '../../app/save/kept-entries.tsx'
import { tidyBlock } from '../../ui/field-checks.ts'
import { formatMoney } from '../../ui/money.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localDate, localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { RefusalReason } from '../letters/refusal-reason.tsx'
import { usePrinting } from '../printing/printing-provider.tsx'
import { paidOnPortal } from './acceptance.ts'
import { answerEntrySchema, checkAnswer, emptyAnswer, toItems, toDeadline } from './answer.ts'
import type { AnswerEntry } from './answer.ts'

/** Refused with Mẫu 03, or asked to be completed with Mẫu 02; either goes to the citizen in writing. */
function AnswerDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('online')
  const words = useTranslation('ui').t
  const { now } = useDesk()
  const { openLetter } = usePrinting()
  const { dossier } = record
  // A filing that waits for papers has been asked; asked again it would be a second request before it was ever accepted.
  const canAsk = dossier.status === 'registered'
  const [kept, setEntry] = useKept<AnswerEntry>('answer', answerEntrySchema, () => emptyAnswer(canAsk))
  const entry: AnswerEntry = canAsk ? kept : { ...kept, kind: 'refuse' }
  const [checked, setChecked] = useState(false)
  const [seen] = useState(() => papersSeenNow(dossier))
  const papersSeen = seen.length === 0 ? {} : { papersSeen: seen }
  const round = dossier.supplements.length + 1
  const set = (change: Partial<AnswerEntry>) => setEntry((current) => ({ ...current, ...change }))
  const problems = checkAnswer(entry, localDate(now()))
  const paid = paidOnPortal(dossier)
  const make = (): EventDraft | null => {
    setChecked(true)
    if (Object.values(problems).some((problem) => problem !== null)) return null
    const common = { dossierId: dossier.id, at: localInstant(now()) }
    const reason = tidyBlock(entry.reason)
    if (entry.kind === 'refuse')
      return { ...common, type: 'refused', payload: { reason, formNumber: null, ...papersSeen } }
    const payload = { items: toItems(entry), reason, deadline: toDeadline(entry), formNumber: null, ...papersSeen }
    return { ...common, type: 'supplementRequested', payload }
  }
  const onSaved = ([event]: DossierEvent[]) =>
    openLetter(entry.kind === 'refuse' ? 'refusal' : 'supplementRequest', dossier.id, event?.id)
  const confirm = () =>
    entry.kind === 'refuse' ? t('answer.confirm') : round > 1 ? t('answer.confirmAgain', { n: round }) : null
  return (
    <ActionDialog title={t('answer.title')} make={make} confirm={confirm} onSaved={onSaved} onClose={onClose}>
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
      {entry.kind === 'ask' && round > 1 && (
        <Alert color="lacquer" role="status">
          {t('answer.again', { n: round })}
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
      {entry.kind === 'refuse' ? (
        <RefusalReason
          reason={entry.reason}
          onChange={(reason) => set({ reason })}
          problem={checked ? problems.reason : null}
        />
      ) : (
        <TextField
          label={t('answer.reason')}
          lines
          required
          value={entry.reason}
          onChange={(reason) => set({ reason })}
          problem={checked ? problems.reason : null}
        />
      )}
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
      <Text size="sm" c="dimmed">
        {t(entry.kind === 'refuse' ? 'answer.refuseHint' : 'answer.askHint')}
      </Text>
    </ActionDialog>
  )
}

export const answerFiling: DossierAction = {
  id: 'answerFiling',
  Icon: IconMessageReply,
  isOffered: (dossier) => isUnaccepted(dossier) && dossier.status !== 'withdrawalRequested',
  Dialog: AnswerDialog,
}
