import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { IconPackageExport } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { hasWrongCheckDigit } from '../../../shared/post/tracking-number.ts'
import { payMethodSchema } from '../../../shared/procedure/catalogue.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useKept, useKeptEntries } from '../../app/save/kept-entries.tsx'
import { KeptNotice } from '../../app/save/kept-notice.tsx'
import { SaveTroubleAlert } from '../../app/save/save-trouble.tsx'
import { useSave } from '../../app/save/use-save.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { onSaveKey } from '../../ui/save-key.ts'
import { formatMoney, parseMoney } from '../../ui/money.ts'
import { Panel } from '../../ui/panel.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { localDate, localInstant } from '../../ui/time.ts'
import { amountOwed } from '../dossier/money.ts'
import { OriginalsPanel, ResultsPanel } from './handing-over-panels.tsx'
import type { ReturnedNow } from './return-done.tsx'
import {
  closesWith,
  firstEntry,
  recipientOf,
  returnEntrySchema,
  stillThere,
  toReturned,
  validateReturn,
} from './return-form.ts'
import type { Relation, ReturnEntry, ReturnProblem, Way } from './return-form.ts'
import styles from './returns.module.css'

interface ReturnFieldsProps {
  dossier: Dossier
  onReturned: (returned: ReturnedNow) => void
}

export function ReturnFields({ dossier, onReturned }: ReturnFieldsProps) {
  const { t } = useTranslation('returns')
  const { now } = useDesk()
  const { busy, trouble, save } = useSave()
  const isWritten = trouble?.kind === 'journalledOnly'
  const kept = useKeptEntries()
  const [typed, setEntry] = useKept<ReturnEntry>('entry', returnEntrySchema, () =>
    firstEntry(dossier, localDate(now())),
  )
  const entry = stillThere(typed, dossier)
  const [checked, setChecked] = useState(false)
  const running = useRef(false)
  const problems = validateReturn(entry, dossier, localDate(now()))
  const set = (change: Partial<ReturnEntry>) => setEntry((current) => ({ ...current, ...change }))
  const confirm = async () => {
    setChecked(true)
    // What is in the journal already must not be handed over a second time.
    if (Object.keys(problems).length > 0 || running.current || isWritten) return
    running.current = true
    const draft = toReturned(entry, dossier, localInstant(now()))
    const outcome = await save(() => [draft])
    running.current = false
    // It is on the disk: failing to remove its draft must not look like a failure to save.
    if (outcome.kind === 'saved' || outcome.trouble.kind === 'journalledOnly')
      await kept?.finish().catch(() => undefined)
    const [event] = outcome.kind === 'saved' ? outcome.events : []
    if (event !== undefined) onReturned({ eventId: event.id, recipient: entry.name.trim(), at: draft.at })
  }
  const part = { dossier, entry, problems: checked ? problems : {}, set }
  return (
    <div className={styles.grid} onKeyDown={onSaveKey(() => void confirm())}>
      <RecipientPanel {...part} />
      <Stack gap="sm">
        <KeptNotice />
        <ResultsPanel {...part} />
        <OriginalsPanel {...part} />
        <MoneyPanel {...part} />
        <SaveTroubleAlert trouble={trouble} onAgain={() => void confirm()} />
        {!isWritten && (
          <Button
            size="md"
            loading={busy}
            aria-keyshortcuts="Control+Enter"
            leftSection={<IconPackageExport size={18} aria-hidden="true" />}
            rightSection={<KeyHint keys="Ctrl ↵" />}
            onClick={() => void confirm()}
          >
            {closesWith(entry, dossier) ? t('confirm') : t('confirmPart')}
          </Button>
        )}
      </Stack>
    </div>
  )
}

export interface PartProps {
  dossier: Dossier
  entry: ReturnEntry
  problems: Partial<Record<keyof ReturnEntry, ReturnProblem>>
  set: (change: Partial<ReturnEntry>) => void
}

/** The problem in a field's own words; `tooMuch` is this screen's. */
function useProblem(problems: PartProps['problems'], owed: number) {
  const { t } = useTranslation('returns')
  return (name: keyof ReturnEntry) => {
    const problem = problems[name]
    if (problem === undefined) return { problem: null, error: null }
    if (problem.code === 'nothingChosen') return { problem: null, error: t('nothingChosen') }
    if (problem.code === 'tooMuch') return { problem: null, error: t('tooMuch', { amount: formatMoney(owed) }) }
    return { problem, error: null }
  }
}

function RecipientPanel({ dossier, entry, problems, set }: PartProps) {
  const { t } = useTranslation('returns')
  const words = useTranslation('ui').t
  const problem = useProblem(problems, amountOwed(dossier))
  const relations: readonly Relation[] =
    dossier.owner === null ? ['submitter', 'authorised'] : ['submitter', 'owner', 'authorised']
  const ways: readonly Way[] = ['atDesk', 'byPost', 'online']
  return (
    <Panel title={t('section.recipient')}>
      <Stack gap="sm">
        <NativeSelect
          label={t('recipient')}
          autoFocus
          value={entry.relation}
          data={relations.map((value) => ({ value, label: words(`relation.${value}`) }))}
          onChange={(event) =>
            set(recipientOf(dossier, relations.find((one) => one === event.currentTarget.value) ?? 'submitter'))
          }
        />
        <TextField
          label={t('name')}
          required
          value={entry.name}
          onChange={(name) => set({ name })}
          {...problem('name')}
        />
        <TextField
          label={t('idNumber')}
          value={entry.idNumber}
          onChange={(idNumber) => set({ idNumber })}
          {...problem('idNumber')}
        />
        {entry.relation === 'authorised' && (
          <TextField
            label={t('authorisation')}
            hint={t('authorisationHint')}
            required
            value={entry.authorisation}
            onChange={(authorisation) => set({ authorisation })}
            {...problem('authorisation')}
          />
        )}
        <NativeSelect
          label={t('way')}
          value={entry.way}
          data={ways.map((value) => ({ value, label: words(`delivery.${value}`) }))}
          onChange={(event) => set({ way: ways.find((one) => one === event.currentTarget.value) ?? 'atDesk' })}
        />
        {entry.way === 'byPost' && (
          <>
            {dossier.delivery.address !== null && (
              <Text size="sm">{t('postTo', { address: dossier.delivery.address })}</Text>
            )}
            <TextField
              label={t('tracking')}
              takesScans
              value={entry.tracking}
              onChange={(tracking) => set({ tracking })}
              warning={hasWrongCheckDigit(entry.tracking) ? words('field.trackingDoubt') : null}
              {...problem('tracking')}
            />
            <TextField
              label={t('postedOn')}
              hint={words('field.dateHint')}
              required
              value={entry.postedOn}
              onChange={(postedOn) => set({ postedOn })}
              {...problem('postedOn')}
            />
          </>
        )}
        <TextField label={t('note')} lines value={entry.note} onChange={(note) => set({ note })} {...problem('note')} />
      </Stack>
    </Panel>
  )
}

function MoneyPanel({ dossier, entry, problems, set }: PartProps) {
  const { t } = useTranslation('returns')
  const words = useTranslation('ui').t
  const owed = amountOwed(dossier)
  const problem = useProblem(problems, owed)
  const remains = owed - (parseMoney(entry.collected) ?? 0)
  if (owed === 0)
    return (
      <Panel title={t('section.money')}>
        <Text size="sm" c="dimmed">
          {t('nothingOwed')}
        </Text>
      </Panel>
    )
  return (
    <Panel title={t('section.money')} aside={<strong>{t('owed', { amount: formatMoney(owed) })}</strong>}>
      <TextField
        label={t('collected')}
        inputMode="numeric"
        value={entry.collected}
        onChange={(collected) => set({ collected })}
        warning={remains > 0 ? t('owedNotCollected', { amount: formatMoney(remains) }) : null}
        {...problem('collected')}
      />
      <NativeSelect
        mt="xs"
        label={t('method')}
        value={entry.method}
        data={payMethodSchema.options.map((value) => ({ value, label: words(`method.${value}`) }))}
        onChange={({ currentTarget }) =>
          set({ method: payMethodSchema.options.find((method) => method === currentTarget.value) ?? 'cash' })
        }
      />
    </Panel>
  )
}
