import { Select } from '@mantine/core'
import { IconArrowForwardUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { isAllowed } from '../../../../shared/dossier/state-machine.ts'
import { rankMatch } from '../../../../shared/text/fold-text.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { checkText, tidyBlock } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { localInstant, parseDateEntry } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'
import { deskUnit, holderOf, listDestinations } from './units.ts'

const endOfWork = 'T17:00:00+07:00'

function ForwardDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const desk = useDesk()
  const { dossier } = record
  const from = holderOf(dossier, deskUnit(desk))
  const destinations = listDestinations(desk, from)
  const usual = destinations.find(({ id }) => id === dossier.resolvingUnit?.id)
  const [toId, setToId] = useState<string | null>(usual?.id ?? null)
  const [legDue, setLegDue] = useState('')
  const [note, setNote] = useState('')
  const [checked, setChecked] = useState(false)
  const to = destinations.find(({ id }) => id === toId)
  const legDate = parseDateEntry(legDue)
  const wrongDate = legDue.trim() !== '' && legDate === null
  const noteProblem = checkText(note, { limit: noteLimit, lines: true })
  const make = () => {
    setChecked(true)
    if (to === undefined || wrongDate || noteProblem !== null) return null
    const payload = { from, to, legDueAt: legDate === null ? null : `${legDate}${endOfWork}`, note: tidyBlock(note) }
    return { dossierId: dossier.id, type: 'forwarded', at: localInstant(desk.now()), payload } as const
  }
  return (
    <ActionDialog title={t('action.forward')} make={make} onClose={onClose}>
      <TextField label={t('dialog.from')} value={from.name} readOnly onChange={() => undefined} />
      <Select
        label={t('dialog.to')}
        placeholder={t('dialog.toPlaceholder')}
        searchable
        openOnFocus={false}
        required
        data-autofocus
        data={destinations.map(({ id, name }) => ({ value: id, label: name }))}
        filter={({ options, search }) =>
          options.filter((option) => 'label' in option && rankMatch(search, option.label) > 0)
        }
        value={toId}
        error={checked && to === undefined ? t('dialog.toMissing') : null}
        onChange={setToId}
      />
      <TextField
        label={t('dialog.legDue')}
        hint={t('dialog.legDueHint')}
        value={legDue}
        onChange={setLegDue}
        problem={wrongDate ? { code: 'date' } : null}
      />
      <TextField label={t('dialog.note')} lines value={note} onChange={setNote} problem={noteProblem} />
    </ActionDialog>
  )
}

export const forward: DossierAction = {
  id: 'forward',
  Icon: IconArrowForwardUp,
  isOffered: ({ status }) => isAllowed(status, 'forwarded'),
  Dialog: ForwardDialog,
}
