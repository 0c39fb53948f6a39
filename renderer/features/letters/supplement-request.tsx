import { ActionIcon, Alert, Button, Checkbox, Text } from '@mantine/core'
import { IconFilePlus, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { doubtsOfRequest } from '../../../shared/deadline/supplement-answer.ts'
import type { RequestDoubts } from '../../../shared/deadline/supplement-answer.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { ActionDialog } from '../dossier/actions/action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from '../dossier/actions/action.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { DueForecast } from './due-forecast.tsx'
import styles from './letters.module.css'
import { useSupplementRequest } from './use-supplement-request.ts'
import type { Choice } from './use-supplement-request.ts'

type Request = ReturnType<typeof useSupplementRequest>

function RequestDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('letters')
  const title = useTranslation('dossier').t('action.supplementRequest')
  const { now, reference } = useDesk()
  const { openLetter } = usePrinting()
  const { dossier } = record
  const request = useSupplementRequest(dossier)
  const doubts = doubtsOfRequest(dossier, localInstant(now()), reference.calendar)
  return (
    <ActionDialog
      title={title}
      make={request.make}
      confirm={() => (doubts.round > 1 ? t('request.confirmAgain', { n: doubts.round }) : null)}
      onSaved={([event]) => openLetter('supplementRequest', dossier.id, event?.id)}
      onClose={onClose}
    >
      <Doubts {...doubts} />
      <Items request={request} />
      <Particulars request={request} />
      <DueForecast dossier={dossier} deadline={request.day.problem === null ? request.day.date : null} />
    </ActionDialog>
  )
}

function Doubts({ lateSince, round }: RequestDoubts) {
  const { t } = useTranslation('letters')
  return (
    <>
      {round > 1 && (
        <Alert color="lacquer" role="status">
          {t('request.again', { n: round })}
        </Alert>
      )}
      {lateSince !== null && (
        <Alert color="amber" role="status">
          {t('request.late', { until: formatMoment(lateSince) })}
        </Alert>
      )}
    </>
  )
}

function Items({ request }: { request: Request }) {
  const { t } = useTranslation('letters')
  const { set, problems, checked } = request
  const { choices, lines } = request.entry
  return (
    <fieldset className={styles.group}>
      <legend>{t('request.items')}</legend>
      <Text size="xs" c="dimmed">
        {t('request.itemsHint')}
      </Text>
      {choices.map((choice, index) => (
        <ChoiceRow
          key={choice.id}
          choice={choice}
          first={index === 0}
          problem={problems.remarks[index] ?? null}
          onChange={(changed) => set({ choices: choices.with(index, changed) })}
        />
      ))}
      {lines.map((line, index) => (
        <div key={index} className={styles.line}>
          <TextField
            label={t('request.line', { n: index + 1 })}
            value={line}
            problem={problems.lines[index] ?? null}
            autoFocus={choices.length === 0 && index === 0}
            onChange={(value) => set({ lines: lines.with(index, value) })}
          />
          {lines.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={t('request.removeLine', { n: index + 1 })}
              onClick={() => set({ lines: lines.toSpliced(index, 1) })}
            >
              <IconTrash size={16} aria-hidden="true" />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => set({ lines: [...lines, ''] })}
      >
        {t('request.addLine')}
      </Button>
      {checked && problems.items && (
        <div className={styles.error} role="alert">
          {t('request.noItems')}
        </div>
      )}
    </fieldset>
  )
}

interface ChoiceRowProps {
  choice: Choice
  first: boolean
  problem: Request['problems']['remarks'][number]
  onChange: (choice: Choice) => void
}

function ChoiceRow({ choice, first, problem, onChange }: ChoiceRowProps) {
  const { t } = useTranslation('letters')
  const { name, state, chosen, remark } = choice
  return (
    <div className={styles.choice}>
      <Checkbox
        size="sm"
        data-autofocus={first || undefined}
        checked={chosen}
        label={
          <>
            {name} <span className={styles.state}>· {t(`request.${state}`)}</span>
          </>
        }
        onChange={(event) => onChange({ ...choice, chosen: event.currentTarget.checked })}
      />
      {chosen && (
        <div className={styles.remark}>
          <TextField
            label={null}
            aria-label={t('request.remark', { name })}
            placeholder={t('request.remarkPlaceholder')}
            value={remark}
            problem={problem}
            onChange={(value) => onChange({ ...choice, remark: value })}
          />
        </div>
      )}
    </div>
  )
}

function Particulars({ request }: { request: Request }) {
  const { t } = useTranslation('letters')
  const { entry, set, problems, checked, day } = request
  return (
    <>
      <TextField
        label={t('request.reason')}
        lines
        required
        value={entry.reason}
        onChange={(reason) => set({ reason })}
        problem={checked ? problems.reason : null}
      />
      <div className={styles.triple}>
        <TextField
          label={t('request.deadline')}
          placeholder={t('request.deadlineHint')}
          value={entry.deadline}
          onChange={(deadline) => set({ deadline })}
          problem={day.problem === 'date' && checked ? { code: 'date' } : null}
          error={day.problem === 'past' ? t('request.deadlinePast') : null}
        />
        <TextField
          label={t('request.contactName')}
          value={entry.contactName}
          onChange={(contactName) => set({ contactName })}
          problem={problems.contactName}
        />
        <TextField
          label={t('request.contactPhone')}
          value={entry.contactPhone}
          inputMode="tel"
          onChange={(contactPhone) => set({ contactPhone })}
          problem={problems.contactPhone}
        />
      </div>
    </>
  )
}

export const supplementRequest: DossierAction = {
  id: 'supplementRequest',
  Icon: IconFilePlus,
  isOffered: ({ status }) => isAllowed(status, 'supplementRequested'),
  Dialog: RequestDialog,
}
