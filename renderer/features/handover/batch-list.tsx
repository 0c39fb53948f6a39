import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { SaveTroubleAlert } from '../../app/save/save-trouble.tsx'
import { useSave } from '../../app/save/use-save.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { withdrawDrafts } from './batch.ts'
import type { Batch } from './batch.ts'
import { ItemTable } from './item-table.tsx'
import { useSlip } from './use-slip.ts'

type Side = 'me' | 'given'

export function BatchList({ batches, side }: { batches: Batch[] | undefined; side: Side }) {
  const { t } = useTranslation('handover')
  const words = useTranslation('dossier').t
  const [answering, setAnswering] = useState<Batch | null>(null)
  if (batches === undefined) return <Text role="status">{words('loading')}</Text>
  const empty = side === 'me' ? 'emptyMe' : 'emptyGiven'
  return (
    <Stack gap="sm">
      {batches.length === 0 && (
        <section className="mc-panel" role="status">
          <EmptyState title={t(`batch.${empty}`)} detail={t(`batch.${empty}Detail`)} />
        </section>
      )}
      {batches.map((batch) => (
        <BatchPanel key={batch.batchId} batch={batch} side={side} onAnswer={() => setAnswering(batch)} />
      ))}
      {answering !== null && (
        <AnswerDialog key={answering.batchId} batch={answering} onClose={() => setAnswering(null)} />
      )}
    </Stack>
  )
}

function BatchPanel({ batch, side, onAnswer }: { batch: Batch; side: Side; onAnswer: () => void }) {
  const { t } = useTranslation('handover')
  const openSlip = useSlip()
  return (
    <Panel
      title={t('section.batch', { at: formatMoment(batch.at) })}
      aside={
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden="true" />}
            onClick={() => void openSlip(batch)}
          >
            {t('done.print')}
          </Button>
          {side === 'given' && <Withdraw batch={batch} />}
          <Button size="xs" onClick={onAnswer}>
            {t(side === 'me' ? 'batch.confirm' : 'done.confirm')}
          </Button>
        </Group>
      }
    >
      <Text fw={600}>{t('batch.fromTo', { from: batch.from.name, to: batch.to.name })}</Text>
      {batch.reason !== '' && <Text size="sm">{t('batch.reason', { reason: batch.reason })}</Text>}
      {batch.items.length < batch.size && (
        <Text size="sm" c="dimmed">
          {t('batch.rest', { size: batch.size, n: batch.items.length })}
        </Text>
      )}
      <ItemTable items={batch.items} label={t('section.batch', { at: formatMoment(batch.at) })} />
    </Panel>
  )
}

function Withdraw({ batch }: { batch: Batch }) {
  const { t } = useTranslation('handover')
  const words = useTranslation('ui').t
  const { officer, now } = useDesk()
  const { busy, trouble, save } = useSave()
  const [asked, setAsked] = useState(false)
  if (batch.from.id !== officer.id) return null
  const withdraw = async () => {
    const outcome = await save(() => withdrawDrafts(batch, localInstant(now()), officer.name))
    if (outcome.kind === 'saved') notifications.show({ message: t('answer.withdrawn'), color: 'teal' })
  }
  if (!asked)
    return (
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t('batch.withdraw')}
      </Button>
    )
  return (
    <Group gap="xs" role="alertdialog" aria-label={t('batch.withdrawAsk')}>
      <Text size="sm">{t('batch.withdrawAsk')}</Text>
      <Button size="xs" variant="default" onClick={() => setAsked(false)}>
        {words('action.cancel')}
      </Button>
      <Button size="xs" color="lacquer" loading={busy} autoFocus onClick={() => void withdraw()}>
        {t('batch.withdraw')}
      </Button>
      <SaveTroubleAlert trouble={trouble} onAgain={() => void withdraw()} />
    </Group>
  )
}
