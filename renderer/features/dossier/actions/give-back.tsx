import { Checkbox, Stack } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { listOriginalsLeft } from '../../../../shared/dossier/handing-over.ts'
import { nameLimit } from '../../../../shared/dossier/person.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, tidyLine } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

/** Originals shown for comparison go back by themselves too, not only with the result (NĐ 61/2018 Đ20.2). */
function GiveBackDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const { now } = useDesk()
  const { dossier } = record
  const left = listOriginalsLeft(dossier)
  const [ids, setIds] = useKept('ids', z.array(z.string()), () => left.map(({ id }) => id))
  const [recipient, setRecipient] = useKept('recipient', keptText, dossier.submitter.name)
  const [checked, setChecked] = useState(false)
  const papers = left.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const problem = checkText(recipient, { limit: nameLimit, required: true })
  const make = () => {
    setChecked(true)
    if (papers.length === 0 || problem !== null) return null
    const payload = { papers, recipient: tidyLine(recipient) }
    return { dossierId: dossier.id, type: 'originalsGivenBack', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog title={t('action.giveBack')} make={make} onClose={onClose}>
      <Checkbox.Group
        label={t('dialog.originals')}
        value={ids}
        onChange={setIds}
        error={checked && papers.length === 0 ? t('dialog.originalsMissing') : null}
      >
        <Stack gap="xs" mt="xs">
          {left.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextField
        label={t('dialog.recipient')}
        required
        autoFocus
        value={recipient}
        onChange={setRecipient}
        problem={problem}
      />
    </ActionDialog>
  )
}

export const giveBack: DossierAction = {
  id: 'giveBack',
  Icon: IconFileExport,
  isOffered: (dossier) => dossier.receivedAt !== '' && listOriginalsLeft(dossier).length > 0,
  Dialog: GiveBackDialog,
}
