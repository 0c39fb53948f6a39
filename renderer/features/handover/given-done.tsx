import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useObservable } from '../../ui/use-observable.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import type { Batch } from './batch.ts'
import { ItemTable } from './item-table.tsx'
import { useCurrent } from './use-current.ts'
import { useSlip } from './use-slip.ts'

/** After the giver signed: the paper, and the other signature while both stand at the desk. */
export function GivenDone({ batch, onAnother }: { batch: Batch; onAnother: () => void }) {
  const { t } = useTranslation('handover')
  const openSlip = useSlip()
  const [answering, setAnswering] = useState(false)
  const [answered, setAnswered] = useState(false)
  const isWithdrawn = useIsWithdrawn(batch)
  const items = useCurrent(batch.items)
  // No slip is printed of what was undone.
  useEffect(() => {
    if (isWithdrawn) onAnother()
  }, [isWithdrawn, onAnother])
  return (
    <Panel title={t('section.done')}>
      <Stack gap="sm">
        <Text fw={600} role="status">
          {t('done.title', { n: batch.items.length, to: batch.to.name })}
        </Text>
        <Text size="sm">
          {t(answered ? 'answer.saved' : batch.to.kind === 'unit' ? 'done.detailUnit' : 'done.detail')}
        </Text>
        <Group gap="xs">
          <Button
            leftSection={<IconPrinter size={17} aria-hidden="true" />}
            autoFocus
            onClick={() => void openSlip(batch)}
          >
            {t('done.print')}
          </Button>
          {!answered && (
            <Button variant="default" onClick={() => setAnswering(true)}>
              {t('done.confirm')}
            </Button>
          )}
          <Button variant="default" onClick={onAnother}>
            {t('done.another')}
          </Button>
        </Group>
        <ItemTable items={items} label={t('section.choose')} />
      </Stack>
      {answering && (
        <AnswerDialog batch={batch} onClose={() => setAnswering(false)} onAnswered={() => setAnswered(true)} />
      )}
    </Panel>
  )
}

function useIsWithdrawn({ batchId, items }: Batch): boolean {
  const { db } = useDesk()
  const id = items[0]?.row.id ?? ''
  const record = useObservable(() => db.watch(id), id)
  return record?.dossier.handovers.some((one) => one.batchId === batchId && one.state === 'withdrawn') ?? false
}
