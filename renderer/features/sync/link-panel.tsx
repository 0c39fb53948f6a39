import { Progress, SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../database/desk-database.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useDuration } from '../../ui/use-duration.ts'

export function LinkPanel({ sync, time }: { sync: SyncStatus; time: Date }) {
  const { t } = useTranslation('sync')
  const age = useDuration()
  const oldest = sync.oldestUnsentAt === null ? '' : age(time.getTime() - Date.parse(sync.oldestUnsentAt))
  const facts = [
    [
      t('link.unsent'),
      sync.unsentDossiers === 0 ? t('link.unsentNone') : t('link.unsentCount', { n: sync.unsentDossiers, age: oldest }),
    ],
    [t('link.lastSuccess'), sync.lastSuccessAt === null ? t('link.never') : formatMoment(sync.lastSuccessAt)],
    [
      t('link.skew'),
      sync.skewMs === null
        ? t('link.skewNone')
        : t('link.skewSeconds', { n: Math.round(Math.abs(sync.skewMs) / 1000) }),
    ],
    ...(sync.nextAttemptAt === null
      ? []
      : [[t('link.next'), nextWords(sync.nextAttemptAt, time, t('link.soon'), age)]]),
  ]
  return (
    <Panel title={t('link.title')}>
      <Text role="status" fw={500} mb="sm">
        {t(`link.${stateOf(sync)}`)}
      </Text>
      {sync.progress !== null && sync.progress.total > 0 && (sync.phase === 'pushing' || sync.phase === 'pulling') && (
        <div>
          <Text size="sm">{t(`progress.${sync.phase}`, sync.progress)}</Text>
          <Progress
            value={(100 * sync.progress.done) / sync.progress.total}
            aria-label={t(`progress.${sync.phase}`, sync.progress)}
            mb="sm"
          />
        </div>
      )}
      <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} m={0}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} fw={500}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Panel>
  )
}

function stateOf(sync: SyncStatus): 'online' | 'offline' | 'cut' | 'notEnrolled' {
  if (sync.cutByHand) return 'cut'
  if (sync.phase === 'notEnrolled') return 'notEnrolled'
  return sync.online ? 'online' : 'offline'
}

function nextWords(nextAttemptAt: string, time: Date, soon: string, age: (ms: number) => string): string {
  const ms = Date.parse(nextAttemptAt) - time.getTime()
  return ms <= 0 ? soon : age(ms)
}
