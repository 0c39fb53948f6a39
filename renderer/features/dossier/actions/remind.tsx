import { Checkbox, NativeSelect, Text } from '@mantine/core'
import { IconBellRinging } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { formatPhone } from '../../../../shared/citizen/phone.ts'
import type { PayloadOf } from '../../../../shared/dossier/event.ts'
import { returnableOf } from '../../../../shared/dossier/handing-over.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { keptText, useKept } from '../../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../../ui/field-checks.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { formatMoment, localInstant } from '../../../ui/time.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

type By = NonNullable<PayloadOf<'noted'>['reminder']>['by']
const ways: readonly By[] = ['call', 'message', 'letter', 'visit']
/** Leaves room for the words before it. */
const noteRoom = 1000

/** Done by hand, on the office's own telephone: the desk only keeps that it was done. */
function RemindDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const { now } = useDesk()
  const { dossier } = record
  const [by, setBy] = useKept<By>('by', z.enum(ways), 'call')
  const [reached, setReached] = useKept('reached', z.boolean(), false)
  const [note, setNote] = useKept('note', keptText, '')
  const problem = checkText(note, { limit: noteRoom, lines: true })
  const { phone } = dossier.submitter
  const last = dossier.reminders.at(-1)
  const make = () => {
    if (problem !== null) return null
    const way = t(`dialog.remindWay.${by}`)
    const more = tidyBlock(note)
    const text = more === '' ? t('dialog.remindText', { way }) : t('dialog.remindTextMore', { way, note: more })
    const payload = { text, reminder: { by, reached } }
    return { dossierId: dossier.id, type: 'noted', at: localInstant(now()), payload } as const
  }
  return (
    <ActionDialog title={t('action.remind')} make={make} onClose={onClose}>
      <Text size="sm">
        {dossier.submitter.name}
        {'. '}
        {phone === null ? t('dialog.remindNoPhone') : t('dialog.remindTo', { phone: formatPhone(phone) })}{' '}
        {last !== undefined && t('dialog.remindedBefore', { n: dossier.reminders.length, at: formatMoment(last.at) })}
      </Text>
      <NativeSelect
        label={t('dialog.remindBy')}
        data-autofocus
        value={by}
        data={ways.map((value) => ({ value, label: t(`dialog.remindWay.${value}`) }))}
        onChange={(event) => setBy(ways.find((one) => one === event.currentTarget.value) ?? 'call')}
      />
      <Checkbox
        label={t('dialog.remindReached')}
        checked={reached}
        onChange={(event) => setReached(event.currentTarget.checked)}
      />
      <TextField label={t('dialog.note')} lines value={note} onChange={setNote} problem={problem} />
    </ActionDialog>
  )
}

export const remind: DossierAction = {
  id: 'remind',
  Icon: IconBellRinging,
  isOffered: (dossier) => returnableOf(dossier) !== 'no',
  Dialog: RemindDialog,
}
