import { Alert, Checkbox, Text, Title } from '@mantine/core'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { KeptEntries } from '../../app/save/kept-entries.tsx'
import { SaveTroubleAlert } from '../../app/save/save-trouble.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { formatTime, localDate } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { RefuseAtCounter } from '../letters/refuse-at-counter.tsx'
import { collectedAtOnce, isAnsweredAtOnce, mayAnswerAtOnce } from './at-once.ts'
import { AtOnceFields } from './at-once-fields.tsx'
import { toCharge } from './charge.ts'
import { ChargeFields } from './charge-fields.tsx'
import { ComponentsTable } from './components-table.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { DuplicatesPanel } from './duplicates-panel.tsx'
import { chooseProcedure, findChosen } from './form.ts'
import type { DraftBody, IntakeForm } from './form.ts'
import styles from './intake.module.css'
import { PeopleFound } from './people-found.tsx'
import { PersonFields } from './person-fields.tsx'
import { useProblemWords, useSentence } from './problem-words.ts'
import { ChosenProcedure, ProcedurePicker } from './procedure-picker.tsx'
import { ScanField, ScanNotice } from './scan-field.tsx'
import { DuePanel, RefuseButton, SaveButton, SummaryPanel } from './side-panel.tsx'
import type { AutosaveState } from './use-draft.ts'
import { useDuplicates } from './use-duplicates.ts'
import { focusProblem, useFormKeys } from './use-form-keys.ts'
import { useIdCard } from './use-id-card.ts'
import { useIntake } from './use-intake.ts'
import type { IntakeEnds } from './use-intake.ts'
import { refusalProblems } from './use-refusal.ts'
import { validate } from './validate.ts'
import type { Problems } from './validate.ts'

interface IntakeEditorProps extends IntakeEnds {
  draftId: string
  initial: DraftBody
}

export function IntakeEditor({ draftId, initial, ...ends }: IntakeEditorProps) {
  const { t } = useTranslation('intake')
  const { reference, now } = useDesk()
  const { form, setForm, patch, autosave, saving, save, body, refusal } = useIntake(draftId, initial, ends)
  const time = useNow(now)
  const procedure = findChosen(form, reference.catalogue)
  const duplicates = useDuplicates(form, body.dossierId)
  const [checked, setChecked] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const duplicateIds = duplicates.rows.map(({ id }) => id)
  const found = validate(form, { ...reference, duplicateIds, now: time })
  const [triedRefusing, setTriedRefusing] = useState(false)
  const refusing = refusalProblems(form, { ...reference, duplicateIds, now: time })
  const problems = checked ? found : { ...eager(found), ...(triedRefusing ? refusing : {}) }
  const tryRefuse = () => {
    if (body.journalled) return
    setTriedRefusing(true)
    const paths = Object.keys(refusing)
    if (paths.length === 0) refusal.open()
    else queueMicrotask(() => focusProblem(root.current, paths))
  }
  const trySave = useCallback(() => {
    // The keys would give the number and the case a second time: it is in the journal already.
    if (body.journalled) return
    setChecked(true)
    const paths = Object.keys(validate(form, { ...reference, duplicateIds, now: now() }))
    if (paths.length === 0) void save()
    else queueMicrotask(() => focusProblem(root.current, paths))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `duplicateIds` follows `duplicates`.
  }, [body.journalled, form, reference, duplicates, now, save])
  const onKeyDown = useFormKeys(trySave, tryRefuse)
  const sentence = useSentence()
  const card = useIdCard(form, setForm)
  const wrong = checked ? Object.keys(found).length : 0
  return (
    <div ref={root} onKeyDown={onKeyDown}>
      <Heading autosave={autosave} />
      <div className={styles.layout}>
        <div className={styles.column}>
          <ProcedureSection form={form} problems={problems} setForm={setForm} />
          <Section
            number={2}
            title={t('section.submitter')}
            aside={<ScanField onText={(text) => card.deliver(text, document.activeElement)} />}
          >
            <ScanNotice notice={card.notice} onUndo={card.undo} onDismiss={card.dismiss} />
            <PeopleFound path="submitter" person={form.submitter} dossierId={body.dossierId} onChange={patch.submitter}>
              <PersonFields path="submitter" person={form.submitter} problems={problems} onChange={patch.submitter} />
            </PeopleFound>
            <Checkbox
              mt="sm"
              label={t('person.hasOwner')}
              checked={form.hasOwner}
              onChange={(event) => patch.some({ hasOwner: event.currentTarget.checked })}
            />
            {form.hasOwner && (
              <fieldset className={styles.owner}>
                <legend>{t('section.owner')}</legend>
                <PeopleFound path="owner" person={form.owner} dossierId={body.dossierId} onChange={patch.owner}>
                  <PersonFields path="owner" person={form.owner} problems={problems} onChange={patch.owner} />
                </PeopleFound>
              </fieldset>
            )}
          </Section>
          <Section number={3} title={t('section.components')}>
            <ComponentsTable components={form.components} problems={problems} onChange={patch.components} />
          </Section>
          <Section number={4} title={t('section.delivery')}>
            <DeliveryFields
              form={form}
              procedure={procedure}
              submitterAddress={form.submitter.address}
              problems={problems}
              onChange={patch.some}
            />
          </Section>
          <Section number={5} title={t('section.charge')}>
            <ChargeFields form={form} procedure={procedure} problems={problems} onChange={patch.charge} />
          </Section>
          <MoreSection form={form} problems={problems} onChange={patch.some} />
          {procedure !== null && mayAnswerAtOnce(form, procedure) && (
            <Section number={7} title={t('section.atOnce')}>
              <AtOnceFields
                atOnce={form.atOnce}
                collected={collectedAtOnce(toCharge(form, procedure))}
                problems={problems}
                onChange={patch.atOnce}
              />
            </Section>
          )}
        </div>
        <aside className={styles.side} aria-label={t('side.summary')}>
          <DuplicatesPanel
            found={duplicates}
            seen={form.duplicatesSeen}
            error={sentence(problems['duplicates'])}
            onSeen={(ids) => patch.some({ duplicatesSeen: ids })}
          />
          <DuePanel form={form} procedure={procedure} problems={problems} time={time} />
          <SummaryPanel form={form} procedure={procedure} />
          <SaveTroubleAlert trouble={saving.trouble} onAgain={trySave} />
          {wrong > 0 && (
            <Alert color="lacquer" role="alert">
              {t('problem.summary', { n: wrong })}
            </Alert>
          )}
          {!body.journalled && (
            <>
              <SaveButton busy={saving.busy} atOnce={isAnsweredAtOnce(form, procedure)} onSave={trySave} />
              <RefuseButton onRefuse={tryRefuse} />
            </>
          )}
        </aside>
      </div>
      {refusal.isOpen && (
        <KeptEntries dossier={{ id: body.dossierId, eventCount: 0 }} action="refuseAtCounter">
          <RefuseAtCounter
            who={form.submitter.name}
            procedure={procedure?.name ?? ''}
            busy={refusal.busy}
            trouble={refusal.trouble}
            onSave={refusal.refuse}
            onClose={refusal.close}
          />
        </KeptEntries>
      )}
    </div>
  )
}

/** What is worth saying before anyone has tried to save: everything but what is merely still empty. */
function eager(problems: Problems): Problems {
  const quiet = ['required', 'procedureMissing', 'duplicatesUnseen']
  return Object.fromEntries(Object.entries(problems).filter(([, { code }]) => !quiet.includes(code)))
}

interface SectionProps {
  number: number
  title: string
  aside?: React.ReactNode
  children: React.ReactNode
}

function Section({ number, title, aside, children }: SectionProps) {
  const heading = (
    <>
      <span className={styles.step} aria-hidden="true">
        {number}
      </span>
      {title}
    </>
  )
  return (
    <div data-section={number}>
      <Panel title={heading} aside={aside}>
        {children}
      </Panel>
    </div>
  )
}

function Heading({ autosave }: { autosave: AutosaveState }) {
  const { t } = useTranslation('intake')
  const words = {
    clean: t('draft.empty'),
    waiting: t('draft.saving'),
    saved: autosave.kind === 'saved' ? t('draft.saved', { at: formatTime(autosave.at.toISOString()) }) : '',
    failed: t('draft.failed'),
  }
  return (
    <div className={styles.heading}>
      <Title order={1}>{t('title')}</Title>
      <Text
        size="sm"
        c={autosave.kind === 'failed' ? 'lacquer' : 'dimmed'}
        role={autosave.kind === 'failed' ? 'alert' : undefined}
      >
        {words[autosave.kind]}
      </Text>
      <Text size="xs" c="dimmed" ml="auto">
        {t('jumpHint')}
      </Text>
    </div>
  )
}

interface PartProps {
  form: IntakeForm
  problems: Problems
}

function ProcedureSection({ form, problems, setForm }: PartProps & { setForm: (form: IntakeForm) => void }) {
  const { t } = useTranslation('intake')
  const { reference, now } = useDesk()
  const sentence = useSentence()
  const { catalogue } = reference
  const error = sentence(problems['procedure'])
  return (
    <Section number={1} title={t('section.procedure')}>
      {form.procedure !== null ? (
        <ChosenProcedure
          procedure={findChosen(form, catalogue)}
          name={form.procedure.name}
          error={error}
          onChange={() => setForm({ ...form, procedure: null })}
        />
      ) : catalogue === null ? (
        <Text size="sm">{t('problem.noCatalogue')}</Text>
      ) : (
        <ProcedurePicker
          catalogue={catalogue}
          date={localDate(now())}
          error={error}
          onChoose={(chosen) => setForm(chooseProcedure(form, chosen))}
        />
      )}
    </Section>
  )
}

function MoreSection({ form, problems, onChange }: PartProps & { onChange: (change: Partial<IntakeForm>) => void }) {
  const { t } = useTranslation('intake')
  const split = useProblemWords()
  return (
    <Section number={6} title={t('section.more')}>
      <div className={styles.grid}>
        <TextField
          className={styles.c6}
          {...split(problems['request'])}
          name="request"
          label={t('request')}
          placeholder={t('requestHint')}
          lines
          value={form.request}
          onChange={(request) => onChange({ request })}
        />
        <TextField
          className={styles.c6}
          {...split(problems['note'])}
          name="note"
          label={t('note')}
          lines
          value={form.note}
          onChange={(note) => onChange({ note })}
        />
      </div>
    </Section>
  )
}
