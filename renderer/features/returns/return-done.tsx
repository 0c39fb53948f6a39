import { Button, Group, Text } from '@mantine/core'
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { listWaiting } from '../../../shared/dossier/handing-over.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatMoment } from '../../ui/time.ts'
import { usePrinting } from '../printing/printing-provider.tsx'

export interface ReturnedNow {
  /** Of the return that was just saved: its own paper is printed, not that of a return another desk made meanwhile. */
  eventId: string
  recipient: string
  at: string
}

/** Only shown once the return is in the journal and in the database. */
export function ReturnDone({ dossier, returned }: { dossier: Dossier; returned: ReturnedNow }) {
  const { t } = useTranslation('returns')
  const navigate = useNavigate()
  const { openReturnAcknowledgement } = usePrinting()
  const closed = dossier.returnedAt !== null
  const left = listWaiting(dossier).map(({ name }) => name)
  return (
    <section className="mc-panel" role="status">
      <div className="mc-body">
        <Group gap="xs" c="var(--mc-good)">
          <IconCircleCheck size={24} aria-hidden="true" />
          <Text fw={600} size="lg">
            {closed ? t('done') : t('donePart')}
          </Text>
        </Group>
        <Text mt="sm">{t('doneDetail', { recipient: returned.recipient, at: formatMoment(returned.at) })}</Text>
        {!closed && (
          <Text c="var(--mc-soon)">
            {left.length > 0 ? t('doneLeft', { names: left.join('; ') }) : t('doneAwaited')}
          </Text>
        )}
        <Group mt="sm">
          <Button
            autoFocus
            leftSection={<IconPrinter size={18} aria-hidden="true" />}
            onClick={() => openReturnAcknowledgement(dossier.id, returned.eventId)}
          >
            {t('printAcknowledgement')}
          </Button>
          <Button
            variant="default"
            rightSection={<KeyHint keys="F4" />}
            aria-keyshortcuts="F4"
            onClick={() => void navigate('/returns')}
          >
            {t('another')}
          </Button>
        </Group>
      </div>
    </section>
  )
}
