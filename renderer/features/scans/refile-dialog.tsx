import { NativeSelect, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { keptText, useKept } from '../../app/save/kept-entries.tsx'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ScanRef } from './scans-of.ts'

interface RefileDialogProps {
  dossier: Dossier
  scan: ScanRef
  onClose: () => void
}

/** A scan that was put in the wrong place, or does not belong to this dossier at all. Nothing is deleted. */
export function RefileDialog({ dossier, scan, onClose }: RefileDialogProps) {
  const { t } = useTranslation('scans')
  const { now } = useDesk()
  const [fate, setFate] = useState<'keep' | 'remove'>('keep')
  const [to, setTo] = useState(scan.componentId ?? '')
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  const removing = fate === 'remove'
  const problem = checkText(reason, { limit: noteLimit, required: removing, lines: true })
  const isSame = !removing && scan.removed === null && to === (scan.componentId ?? '')
  const make = () => {
    setChecked(true)
    if (problem !== null || isSame) return null
    const place = removing ? scan.componentId : to === '' ? null : to
    return {
      dossierId: dossier.id,
      type: 'scanRefiled',
      at: localInstant(now()),
      payload: {
        id: scan.id,
        name: scan.name,
        from: scan.componentId,
        to: place,
        removed: removing,
        reason: tidyBlock(reason),
      },
    } as const
  }
  const components = [...new Map(dossier.components.map(({ id, name }) => [id, name]))]
  return (
    <ActionDialog title={t('refile.title', { name: scan.name })} make={make} onClose={onClose}>
      <Radio.Group label={t('refile.what')} value={fate} onChange={(value) => setFate(value as typeof fate)}>
        <Stack gap={6} mt={6}>
          <Radio value="keep" label={t(scan.removed === null ? 'refile.move' : 'refile.putBack')} data-autofocus />
          {scan.removed === null && <Radio value="remove" label={t('refile.remove')} />}
        </Stack>
      </Radio.Group>
      {!removing && (
        <NativeSelect
          label={t('component')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[{ value: '', label: t('anyComponent') }, ...components.map(([value, label]) => ({ value, label }))]}
          error={checked && isSame ? t('refile.same') : null}
        />
      )}
      <TextField
        label={t('refile.reason')}
        lines
        required={removing}
        value={reason}
        onChange={setReason}
        problem={checked ? problem : null}
      />
    </ActionDialog>
  )
}
