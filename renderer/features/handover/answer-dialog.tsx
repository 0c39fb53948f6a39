import { Alert, Checkbox, PasswordInput, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { KeptEntries } from '../../app/save/kept-entries.tsx'
import { KeptNotice } from '../../app/save/kept-notice.tsx'
import { SaveTroubleAlert } from '../../app/save/save-trouble.tsx'
import { checkText } from '../../ui/field-checks.ts'
import { SaveDialog } from '../../ui/save-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Batch } from './batch.ts'
import { ItemTable } from './item-table.tsx'
import { useAnswer } from './use-answer.ts'
import type { AnswerForm } from './use-answer.ts'

interface AnswerDialogProps {
  batch: Batch
  onClose: () => void
  onAnswered?: () => void
}

/** The receiver counts, takes or declines each dossier, and signs: by the session, by PIN, or on paper for a unit. */
export function AnswerDialog(props: AnswerDialogProps) {
  const { batchId, items } = props.batch
  return (
    <KeptEntries dossier={{ id: batchId, eventCount: items.length }} action="answer">
      <AnswerFields {...props} />
    </KeptEntries>
  )
}

function AnswerFields({ batch, onClose, onAnswered }: AnswerDialogProps) {
  const { t } = useTranslation('handover')
  // What is being counted stays as it was when the dialog opened.
  const [items] = useState(batch.items)
  const form = useAnswer({ ...batch, items })
  const sign = async () => {
    if (!(await form.sign())) return
    notifications.show({ message: t('answer.saved'), color: 'teal' })
    onAnswered?.()
    onClose()
  }
  const counts = { declined: form.declined.size, taken: items.length - form.declined.size }
  // What is in the journal already must not be signed a second time.
  const isWritten = form.trouble?.kind === 'journalledOnly'
  return (
    <SaveDialog
      title={t('answer.title')}
      size="min(64rem, 94vw)"
      action={isWritten ? null : t('answer.sign', counts)}
      startsAtAction={form.isMine}
      busy={form.busy}
      onSave={() => void sign()}
      onClose={onClose}
    >
      <Text fw={600}>{t('batch.fromTo', { from: batch.from.name, to: batch.to.name })}</Text>
      <Text size="sm">{t('answer.intro')}</Text>
      <KeptNotice />
      <Rows items={items} form={form} />
      <Signature batch={batch} form={form} />
      <SaveTroubleAlert trouble={form.trouble} onAgain={() => void sign()} />
    </SaveDialog>
  )
}

function Rows({ items, form }: { items: Batch['items']; form: AnswerForm }) {
  const { t } = useTranslation('handover')
  return (
    <ItemTable
      items={items}
      label={t('answer.title')}
      leadHeader={t('column.take')}
      renderLead={({ row }) => (
        <Checkbox
          aria-label={t('answer.take', { code: row.number })}
          checked={!form.declined.has(row.id)}
          onChange={(event) => form.take(row.id, event.currentTarget.checked)}
        />
      )}
      renderNote={({ row, note }) => {
        const reason = form.declined.get(row.id)
        if (reason === undefined) return note
        return (
          <TextField
            label={null}
            aria-label={t('answer.declineReason', { code: row.number })}
            placeholder={t('answer.declineReason', { code: row.number })}
            value={reason}
            onChange={(text) => form.setReason(row.id, text)}
            problem={form.checked ? checkText(reason, { limit: noteLimit, required: true, lines: true }) : null}
          />
        )
      }}
    />
  )
}

function Signature({ batch, form }: { batch: Batch; form: AnswerForm }) {
  const { t } = useTranslation('handover')
  const { officer } = useDesk()
  if (batch.to.kind === 'unit')
    return (
      <>
        <TextField
          label={t('answer.unitPerson')}
          required
          value={form.person}
          onChange={form.setPerson}
          problem={form.checked ? form.personProblem : null}
        />
        <Checkbox
          label={t('answer.unitSigned')}
          checked={form.isSigned}
          error={form.checked && !form.isSigned ? t('answer.unitSignedMissing') : null}
          onChange={(event) => form.setSigned(event.currentTarget.checked)}
        />
      </>
    )
  if (batch.to.id === officer.id) return null
  return (
    <>
      <PasswordInput
        label={t('answer.pin', { name: batch.to.name })}
        inputMode="numeric"
        autoComplete="off"
        required
        maw={320}
        data-autofocus
        value={form.pin}
        error={form.checked && form.pin === '' && form.refusal === null ? t('answer.pinMissing') : null}
        onChange={(event) => form.setPin(event.currentTarget.value.slice(0, 64))}
      />
      {form.refusal !== null && (
        <Alert color="lacquer" role="alert">
          {form.refusal}
        </Alert>
      )}
    </>
  )
}
