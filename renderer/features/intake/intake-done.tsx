import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { isProvisionalDue } from '../../../shared/deadline/due.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatMoney } from '../../ui/money.ts'
import { formatMoment } from '../../ui/time.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import styles from './intake.module.css'
import { SavedCode, useSavedDossier } from './saved-code.tsx'
import type { SavedIntake } from './use-intake.ts'

/** Only shown once the dossier is in the journal and in the database. */
export function IntakeDone({ saved }: { saved: SavedIntake }) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const none = words('due.none')
  const navigate = useNavigate()
  const { receipt, dossierId, returnedAtOnce: returned } = saved
  const { number, due, charge } = receipt
  const dossier = useSavedDossier(dossierId)
  const owed = charge.amount - charge.paidAtIntake - (returned?.collected ?? 0)
  // The window below was a form a moment ago; the reader of the screen must hear that it is not any more.
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    void heading.current?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  return (
    <div className={`mc-panel ${styles.done}`} role="status">
      <div className="mc-body">
        <Stack gap="sm">
          <Group gap="xs" c="var(--mc-good)">
            <IconCircleCheck size={26} aria-hidden="true" />
            <Title order={1} ref={heading}>
              {returned === null ? t('done.title') : t('done.returned')}
            </Title>
          </Group>
          <SavedCode
            label={t('done.number')}
            saved={number}
            dossier={dossier}
            explain={(kind) => t(kind === 'provisional' ? 'done.provisional' : 'done.official')}
          />
          <Text>
            {receipt.submitter.name} · {receipt.procedure.name}
          </Text>
          {returned === null && (
            <div>
              <Text size="sm" c="dimmed">
                {t('done.due')}
              </Text>
              <Text fw={600} size="lg">
                {due.dueAt === null ? none : formatMoment(due.dueAt)}
                {isProvisionalDue(due) && ` (${words('dueStep.provisional').toLowerCase()})`}
              </Text>
            </div>
          )}
          {charge.paidAtIntake > 0 && (
            <Text size="sm">{t('done.collected', { amount: formatMoney(charge.paidAtIntake) })}</Text>
          )}
          {returned !== null && <Text>{t('done.returnedAt', { name: receipt.submitter.name })}</Text>}
          {returned !== null && returned.collected > 0 && (
            <Text size="sm">{t('done.collected', { amount: formatMoney(returned.collected) })}</Text>
          )}
          {owed > 0 && <Text size="sm">{t('done.toCollect', { amount: formatMoney(owed) })}</Text>}
          {saved.answeredAtOnce && <Text size="sm">{t('done.atOnce')}</Text>}
          <Group mt="sm">
            <PrintAndNext
              dossierId={dossierId}
              returned={returned !== null}
              printed={dossier?.prints.some(({ form }) => form === 'receipt') ?? false}
            />
            <Button size="md" variant="default" onClick={() => void navigate(`/dossiers/${dossierId}`)}>
              {t('done.open')}
            </Button>
          </Group>
        </Stack>
      </div>
    </div>
  )
}

interface PrintAndNextProps {
  dossierId: string
  returned: boolean
  /** Whether a receipt went out already. */
  printed: boolean
}

/** Nothing has to be printed of what was answered at once: there the next citizen comes first. */
function PrintAndNext({ dossierId, returned, printed }: PrintAndNextProps) {
  const { t } = useTranslation('intake')
  const navigate = useNavigate()
  const { openReceipt, openReturnAcknowledgement } = usePrinting()
  const next = (
    <Button
      size="md"
      variant={returned ? 'filled' : 'default'}
      rightSection={<KeyHint keys="F2" />}
      aria-keyshortcuts="F2"
      autoFocus={returned}
      onClick={() => void navigate('/intake')}
    >
      {t('done.next')}
    </Button>
  )
  const printer = <IconPrinter size={18} aria-hidden="true" />
  return (
    <>
      {returned && next}
      <Button
        size="md"
        variant={returned ? 'default' : 'filled'}
        leftSection={printer}
        autoFocus={!returned}
        onClick={() => openReceipt(dossierId)}
      >
        {t(printed ? 'done.printAgain' : 'done.print')}
      </Button>
      {returned ? (
        <Button size="md" variant="default" leftSection={printer} onClick={() => openReturnAcknowledgement(dossierId)}>
          {t('done.printReturn')}
        </Button>
      ) : (
        next
      )}
    </>
  )
}
