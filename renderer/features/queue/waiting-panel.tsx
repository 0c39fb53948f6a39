import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QueueState } from '../../../shared/queue/queue.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Badge } from '../../ui/badges.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import styles from './queue.module.css'
import { useMinutes } from './use-minutes.ts'

/** In the order in which they are called. */
export function WaitingPanel({ state }: { state: QueueState }) {
  const { t } = useTranslation('queue')
  const minutes = useMinutes()
  const { now } = useDesk()
  const time = useNow(now)
  const waiting = state.tickets.filter((ticket) => ticket.state === 'waiting')
  const inOrder = [
    ...waiting.filter(({ priority }) => priority !== null),
    ...waiting.filter(({ priority }) => priority === null),
  ]
  return (
    <Panel title={`${t('section.waiting')} (${waiting.length})`}>
      {inOrder.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('list.nobody')}
        </Text>
      ) : (
        <ol className={styles.list} aria-label={t('list.label')} tabIndex={0}>
          {inOrder.map(({ number, priority, issuedAt }) => (
            <li key={number}>
              <b>{number}</b>
              <span>{t('list.since', { time: minutes(time.getTime() - Date.parse(issuedAt)) })}</span>
              {priority !== null && <Badge tone="soon">{t(`priority.${priority}`)}</Badge>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}
