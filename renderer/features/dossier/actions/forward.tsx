import { Group, NativeSelect, Select, Text } from '@mantine/core'
import { IconArrowForwardUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { noteLimit } from '../../../../shared/dossier/person.ts'
import { isAllowed } from '../../../../shared/dossier/state-machine.ts'
import { rankMatch } from '../../../../shared/text/fold-text.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { formatMoment, localInstant } from '../../../ui/time.ts'
import { useNow } from '../../../ui/use-now.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'
import { legUnits, planLegDue } from './leg-limit.ts'
import type { LegDue, LegEntry } from './leg-limit.ts'
import { deskUnit, holderOf, listDestinations } from './units.ts'

const legSchema = z.object({ unit: z.enum(legUnits), typed: z.string() })

function ForwardDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const desk = useDesk()
  const { dossier } = record
  const from = holderOf(dossier, deskUnit(desk))
  const destinations = listDestinations(desk, from)
  const usual = destinations.find(({ id }) => id === dossier.resolvingUnit?.id)
  const [toId, setToId] = useKept('to', keptText.nullable(), usual?.id ?? null)
  const [leg, setLeg] = useKept<LegEntry>('leg', legSchema, { unit: 'workingDays', typed: '' })
  const [note, setNote] = useKept('note', keptText, '')
  const [checked, setChecked] = useState(false)
  const to = destinations.find(({ id }) => id === toId)
  const time = useNow(desk.now)
  const planned = planLegDue(leg, localInstant(time), desk.reference.calendar)
  const noteProblem = checkText(note, { limit: noteLimit, lines: true })
  const make = () => {
    setChecked(true)
    // Counted from the moment it is saved.
    const at = localInstant(desk.now())
    const due = planLegDue(leg, at, desk.reference.calendar)
    if (to === undefined || due.kind === 'problem' || noteProblem !== null) return null
    const limit = due.kind === 'due' && due.limit !== null ? { limit: due.limit } : {}
    const payload = { from, to, legDueAt: due.kind === 'due' ? due.at : null, note: tidyBlock(note), ...limit }
    return { dossierId: dossier.id, type: 'forwarded', at, payload } as const
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
      <LegFields leg={leg} planned={planned} dueAt={dossier.dueAt} onChange={setLeg} />
      <TextField label={t('dialog.note')} lines value={note} onChange={setNote} problem={noteProblem} />
    </ActionDialog>
  )
}

interface LegFieldsProps {
  leg: LegEntry
  planned: LegDue
  /** What the citizen was promised. */
  dueAt: string | null
  onChange: (leg: LegEntry) => void
}

/** The limit of this unit's part, and the moment it comes to. */
function LegFields({ leg, planned, dueAt, onChange }: LegFieldsProps) {
  const { t } = useTranslation('dossier')
  const isTooLate = planned.kind === 'due' && dueAt !== null && Date.parse(planned.at) > Date.parse(dueAt)
  return (
    <div>
      <Group gap="xs" align="flex-start" grow>
        <TextField
          label={t('dialog.legDue')}
          value={leg.typed}
          onChange={(typed) => onChange({ ...leg, typed })}
          error={planned.kind === 'problem' ? t(`dialog.legProblem.${planned.code}`) : null}
        />
        <NativeSelect
          label={t('dialog.legUnit')}
          value={leg.unit}
          data={legUnits.map((value) => ({ value, label: t(`dialog.legUnits.${value}`) }))}
          onChange={(event) =>
            onChange({ ...leg, unit: legUnits.find((one) => one === event.currentTarget.value) ?? 'workingDays' })
          }
        />
      </Group>
      {planned.kind === 'due' && (
        <Text size="sm" mt={4} role="status" c={isTooLate ? 'var(--mc-soon)' : undefined}>
          {t('dialog.legDueAt', { at: formatMoment(planned.at) })}{' '}
          {isTooLate && t('dialog.legAfterDue', { at: formatMoment(dueAt) })}
        </Text>
      )}
    </div>
  )
}

export const forward: DossierAction = {
  id: 'forward',
  Icon: IconArrowForwardUp,
  isOffered: ({ status }) => isAllowed(status, 'forwarded'),
  Dialog: ForwardDialog,
}
