import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unsettled } from '../../../../shared/dossier/attention.ts'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps } from './action.ts'

/** Somebody found out what happened. The contradictions stay on record, with these words beside them. */
export function SettleDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const { now } = useDesk()
  const [text, setText] = useKept('text', keptText, '')
  const [checked, setChecked] = useState(false)
  const problem = checkText(text, { limit: noteLimit, required: true, lines: true })
  // Those on the screen when it was opened: one that arrives meanwhile has not been looked into.
  const [eventIds] = useState(() => [...new Set(unsettled(record.dossier).flatMap((item) => item.eventIds))])
  const make = () => {
    setChecked(true)
    if (problem !== null) return null
    return {
      dossierId: record.dossier.id,
      type: 'noted',
      at: localInstant(now()),
      payload: { text: tidyBlock(text), settles: eventIds },
    } as const
  }
  return (
    <ActionDialog title={t('attention.settle')} make={make} onClose={onClose}>
      <TextField
        label={t('attention.how')}
        lines
        required
        autoFocus
        value={text}
        onChange={setText}
        problem={checked ? problem : null}
      />
    </ActionDialog>
  )
}
