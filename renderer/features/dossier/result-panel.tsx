import { ActionIcon, Group, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { judgeFinished } from '../../../shared/deadline/standing.ts'
import type { Dossier, ReturnRecord } from '../../../shared/dossier/dossier.ts'
import { returnableOf } from '../../../shared/dossier/handing-over.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatDate, formatMoment } from '../../ui/time.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import styles from './dossier.module.css'
import { wordResult } from './result-words.ts'

/** What came back, what of it the citizen has, and each time something was handed over. */
export function ResultPanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  if (dossier.outcome === null && dossier.results.length === 0) return null
  // Of a refusal there is nothing to judge and nothing to collect; its state and its reason say all.
  if (dossier.status === 'notAccepted') return null
  const whoHas = (eventId: string | null) => dossier.returns.find((record) => record.eventId === eventId)
  return (
    <Panel title={t('section.result')}>
      {dossier.outcome !== null && (
        <Text size="sm" fw={600}>
          {words(`outcome.${dossier.outcome}`)}
          {dossier.finishedAt !== null && ` · ${formatMoment(dossier.finishedAt)}`}
        </Text>
      )}
      <ul className={styles.papers}>
        {dossier.results.map((result, index) => {
          const record = whoHas(result.returnedBy)
          return (
            <li key={index}>
              {wordResult(result, t)}
              <em>
                {' · '}
                {record === undefined
                  ? t('waiting')
                  : t('returnedTo', { at: formatMoment(record.at), name: record.recipientName })}
              </em>
            </li>
          )
        })}
      </ul>
      <Judged dossier={dossier} />
      {returnableOf(dossier) === 'part' && (
        <Text size="sm" c="var(--mc-soon)">
          {t('moreAwaited')}
        </Text>
      )}
      <HandOvers dossier={dossier} />
    </Panel>
  )
}

/** As the law counts it, so that nobody is blamed for a citizen who comes late. */
function Judged({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const { calendar } = useDesk().reference
  if (dossier.finishedAt === null || calendar === null) return null
  const last = dossier.reminders.at(-1)
  return (
    <Text size="sm" c="dimmed">
      {t(`judged.${judgeFinished(dossier.finishedAt, dossier.judgedDueAt, calendar)}`)} {t('judgedNote')}
      {last !== undefined && ` ${t('reminded', { n: dossier.reminders.length, at: formatMoment(last.at) })}`}
    </Text>
  )
}

function wordPost(post: ReturnRecord['post'], t: TFunction<'dossier'>): string {
  if (post === null) return t('parcelUnderWay')
  return t(post.outcome === 'delivered' ? 'parcelDelivered' : 'parcelCameBack', { date: formatDate(post.on) })
}

/** Each has a paper of its own. */
function HandOvers({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { openReturnAcknowledgement } = usePrinting()
  if (dossier.returns.length === 0) return null
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        {t('handOvers')}
      </Text>
      <ul className={styles.papers}>
        {dossier.returns.map(({ eventId, at, recipientName, way, trackingNumber, post }) => (
          <li key={eventId}>
            <Group gap="xs" wrap="nowrap">
              <span>
                {t('handOver', { at: formatMoment(at), name: recipientName, way: words(`delivery.${way}`) })}
                {trackingNumber !== null && ` · ${t('parcel', { number: trackingNumber })}`}
                {way === 'byPost' && ` · ${wordPost(post, t)}`}
              </span>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={t('printHandOver', { at: formatMoment(at) })}
                onClick={() => openReturnAcknowledgement(dossier.id, eventId)}
              >
                <IconPrinter size={16} aria-hidden="true" />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ul>
    </>
  )
}
