import { IconNote } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

function NoteDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const { now } = useDesk()
  const [text, setText] = useKept('text', keptText, '')
  const [checked, setChecked] = useState(false)
  const problem = checkText(text, { limit: noteLimit, required: true, lines: true })
  const make = () => {
    setChecked(true)
    if (problem !== null) return null
    return {
      dossierId: record.dossier.id,
      type: 'noted',
      at: localInstant(now()),
      payload: { text: tidyBlock(text) },
    } as const
  }
  return (
    <ActionDialog title={t('action.note')} make={make} onClose={onClose}>
      <TextField
        label={t('dialog.text')}
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

export const note: DossierAction = { id: 'note', Icon: IconNote, isOffered: () => true, Dialog: NoteDialog }
