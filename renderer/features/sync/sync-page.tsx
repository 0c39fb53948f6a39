import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCloudCheck, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow, SyncStatus } from '../../database/desk-database.ts'
import type { ColumnName } from '../../ui/dossier-columns.tsx'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useDuration } from '../../ui/use-duration.ts'
import { useNow } from '../../ui/use-now.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { Facts } from '../dossier/person-facts.tsx'
import { ContradictionsPanel } from './contradictions-panel.tsx'
import { RejectedPanel } from './rejected-panel.tsx'
import styles from './sync.module.css'
import { UsbPanel } from './usb-panel.tsx'

const columns: readonly ColumnName[] = ['number', 'submitter', 'procedure', 'received', 'status', 'sync']

export function SyncPage() {
  const { t } = useTranslation('sync')
  const { db } = useDesk()
  const status = useObservable(() => db.watchSync(), db)
  const unsent = useObservable(() => db.watchUnsent(), db)
  const waiting = unsent?.filter(({ syncState }) => syncState !== 'rejected') ?? []
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={1}>{t('title')}</Title>
        <Button component={Link} to="/machine" variant="subtle" size="compact-sm">
          {t('machine')}
        </Button>
      </Group>
      {status !== undefined && <Standing status={status} />}
      <RejectedPanel />
      <ContradictionsPanel />
      <UsbPanel />
      {unsent !== undefined && <Waiting rows={waiting} />}
    </Stack>
  )
}

function Waiting({ rows }: { rows: DossierRow[] }) {
  const { t } = useTranslation('sync')
  const navigate = useNavigate()
  const { now } = useDesk()
  const time = useNow(now)
  return (
    <Panel title={`${t('waiting')} (${rows.length})`} flush>
      {rows.length === 0 ? (
        <EmptyState
          icon={<IconCloudCheck size={32} stroke={1.3} aria-hidden="true" />}
          title={t('allSent')}
          detail={t('allSentDetail')}
        />
      ) : (
        <DossierTable
          rows={rows}
          columns={columns}
          now={time}
          label={t('waiting')}
          onOpen={({ id }) => void navigate(`/dossiers/${id}`)}
        />
      )}
    </Panel>
  )
}

function Standing({ status }: { status: SyncStatus }) {
  const { t } = useTranslation('sync')
  const { bridge, db, now } = useDesk()
  const age = useDuration()
  const time = useNow(now)
  const retry = () => {
    db.syncNow()
    bridge
      .call('province.retryNow', {})
      .catch(() => notifications.show({ color: 'lacquer', message: t('retryFailed') }))
  }
  const phase = status.cutByHand ? 'cut' : status.online || status.phase === 'notEnrolled' ? status.phase : 'offline'
  const { progress } = status
  return (
    <section className="mc-panel">
      <div className={`mc-body ${styles.standing}`}>
        <Facts
          facts={[
            [t('link'), <strong key="phase">{t(`phase.${phase}`)}</strong>],
            [t('lastSuccess'), status.lastSuccessAt === null ? t('never') : formatMoment(status.lastSuccessAt)],
            [t('unsent'), String(status.unsentDossiers)],
            [
              t('oldest'),
              status.oldestUnsentAt === null ? t('none') : age(time.getTime() - Date.parse(status.oldestUnsentAt)),
            ],
            [t('next'), status.nextAttemptAt === null ? null : formatMoment(status.nextAttemptAt)],
            [
              t('skew'),
              status.skewMs === null ? t('skewUnknown') : t('skewOf', { seconds: Math.round(status.skewMs / 1000) }),
            ],
          ]}
        />
        <div>
          <Button leftSection={<IconRefresh size={17} aria-hidden="true" />} onClick={retry}>
            {t('retry')}
          </Button>
          {progress !== null && progress.total > 0 && (
            <div className={styles.progress}>
              <Progress value={(100 * progress.done) / progress.total} aria-label={t(`phase.${phase}`)} />
              <Text size="xs" c="dimmed" role="status">
                {t('progress', progress)}
              </Text>
            </div>
          )}
        </div>
      </div>
    </section>
  )
}
