import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import type { ComboboxParsedItem, OptionsFilter } from '@mantine/core'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { rankMatch } from '../../../shared/text/fold-text.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { SaveTroubleAlert } from '../../app/save/save-trouble.tsx'
import { offerUndo } from '../../app/save/undo.tsx'
import { useSave } from '../../app/save/use-save.ts'
import { checkText, tidyLine } from '../../ui/field-checks.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Panel } from '../../ui/panel.tsx'
import { onSaveKey } from '../../ui/save-key.ts'
import { TextField } from '../../ui/text-field.tsx'
import { localInstant } from '../../ui/time.ts'
import { largestBatch, obstacleOf, offerDrafts, officerParty } from './batch.ts'
import type { Batch } from './batch.ts'
import { ChooseDossiers } from './choose-dossiers.tsx'
import { GivenDone } from './given-done.tsx'
import { useGive } from './give-store.ts'
import styles from './handover.module.css'
import { useCurrent } from './use-current.ts'
import { useReceivers } from './use-receivers.ts'

const reasonLimit = 500

/** Without diacritics, in any order of words. */
const byWords: OptionsFilter = ({ options, search }) =>
  options.flatMap((option): ComboboxParsedItem[] => {
    if (!('group' in option)) return rankMatch(search, option.label) > 0 ? [option] : []
    const items = option.items.filter(({ label }) => rankMatch(search, label) > 0)
    return items.length === 0 ? [] : [{ ...option, items }]
  })

export function GivePanel() {
  const { t } = useTranslation('handover')
  const [done, setDone] = useState<Batch | null>(null)
  const { give, receivers, sign, busy, trouble, toMissing, problems } = useSigning(setDone)
  const giveAnother = useCallback(() => setDone(null), [])
  if (done !== null) return <GivenDone batch={done} onAnother={giveAnother} />
  return (
    <div className={styles.columns} onKeyDown={onSaveKey(() => void sign())}>
      <ChooseDossiers give={give} />
      <Panel title={t('section.to')}>
        <Stack gap="sm">
          <Select
            label={t('to')}
            placeholder={t('toPlaceholder')}
            searchable
            openOnFocus={false}
            required
            data={receivers.options}
            filter={byWords}
            value={give.toKey}
            error={toMissing ? t('toMissing') : null}
            onChange={give.setTo}
          />
          <TextField
            label={t('reason')}
            hint={t('reasonHint')}
            value={give.reason}
            onChange={give.setReason}
            problem={checkText(give.reason, { limit: reasonLimit })}
          />
          {problems.length > 0 && (
            <Alert color="lacquer" role="alert">
              {problems.slice(0, 8).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </Alert>
          )}
          <SaveTroubleAlert trouble={trouble} onAgain={() => void sign()} />
          <Text size="sm" c="dimmed">
            {t('signHint')}
          </Text>
          <Group justify="flex-end">
            <Button
              loading={busy}
              disabled={give.items.length === 0}
              aria-keyshortcuts="Control+Enter"
              rightSection={<KeyHint keys="Ctrl ↵" />}
              onClick={() => void sign()}
            >
              {t('sign')}
            </Button>
          </Group>
        </Stack>
      </Panel>
    </div>
  )
}

function useSigning(onSigned: (batch: Batch) => void) {
  const { t } = useTranslation('handover')
  const { officer, reference, now } = useDesk()
  const { busy, trouble, save } = useSave()
  const give = useGive(officer.id)
  const receivers = useReceivers()
  const [checked, setChecked] = useState(false)
  const to = receivers.find(give.toKey)
  const items = useCurrent(give.items)
  const obstacles = items.flatMap(({ row }) => {
    const obstacle = obstacleOf(row, to?.kind ?? null)
    return obstacle === null ? [] : [t(`why.${obstacle}`, { code: row.number, holder: row.holderName ?? '' })]
  })
  const problems = items.length > largestBatch ? [t('why.tooMany', { n: largestBatch })] : obstacles
  const sign = async () => {
    setChecked(true)
    if (busy || to === null || items.length === 0 || problems.length > 0) return
    if (checkText(give.reason, { limit: reasonLimit }) !== null) return
    const notes = items.map((item) => ({ ...item, note: tidyLine(item.note) }))
    if (notes.some(({ note }) => checkText(note, { limit: reasonLimit }) !== null)) return
    const from = officerParty(officer, reference.organisations)
    const at = localInstant(now())
    const batch = { batchId: uuidv7(), at, from, to, reason: tidyLine(give.reason), size: items.length, items: notes }
    const outcome = await save(() => offerDrafts(batch))
    // What is in the journal only is not signed a second time either.
    if (outcome.kind === 'saved' || outcome.trouble.kind === 'journalledOnly') give.clear()
    if (outcome.kind !== 'saved') return
    setChecked(false)
    offerUndo(outcome.events, t('done.undoable', { n: batch.size }))
    onSigned(batch)
  }
  return { give, receivers, sign, busy, trouble, toMissing: checked && to === null, problems }
}
