import { IconFileX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnaccepted, papersSeenNow, papersUnseen } from '../../../shared/dossier/online-filing.ts'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'

/** An officer looked at what was filed, and the dossier goes on waiting for the rest. */
function NotEnoughDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('online')
  const title = useTranslation('dossier').t('action.papersNotEnough')
  const { now } = useDesk()
  const [text, setText] = useState('')
  const [checked, setChecked] = useState(false)
  const [settles] = useState(() => papersSeenNow(record.dossier))
  const problem = checkText(text, { limit: noteLimit, required: true, lines: true })
  const make = () => {
    setChecked(true)
    if (problem !== null) return null
    const payload = { text: tidyBlock(text), settles }
    return { dossierId: record.dossier.id, type: 'noted', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog title={title} make={make} onClose={onClose}>
      <TextField
        label={t('papers.whatLacks')}
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

export const papersNotEnough: DossierAction = {
  id: 'papersNotEnough',
  Icon: IconFileX,
  isOffered: (dossier) =>
    !isUnaccepted(dossier) && dossier.status === 'awaitingSupplement' && papersUnseen(dossier).length > 0,
  Dialog: NotEnoughDialog,
}
