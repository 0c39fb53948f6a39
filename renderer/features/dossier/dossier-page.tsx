import { Alert, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { isUnaccepted } from '../../../shared/dossier/online-filing.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRecord } from '../../database/desk-database.ts'
import { Badge, StatusBadge, SyncBadge } from '../../ui/badges.tsx'
import { DueLabel } from '../../ui/due-label.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { FilingPanel } from '../online/filing-panel.tsx'
import { PapersFiledPanel } from '../online/papers-filed-panel.tsx'
import { ScansPanel } from '../scans/scans-panel.tsx'
import { RejectionWords } from '../sync/rejection-words.tsx'
import { ActionBar } from './action-bar.tsx'
import { AttentionBox } from './attention-box.tsx'
import { DuePanel, IntakePanel, MoneyPanel, PapersPanel, PeoplePanel } from './dossier-panels.tsx'
import styles from './dossier.module.css'
import { OutdatedReceipt } from './outdated-receipt.tsx'
import { ResultPanel } from './result-panel.tsx'
import { LegsPanel } from './legs-panel.tsx'
import { Timeline } from './timeline.tsx'

export function DossierPage() {
  const { t } = useTranslation('dossier')
  const { dossierId = '' } = useParams()
  const { db } = useDesk()
  const record = useObservable(() => db.watch(dossierId), dossierId)
  if (record === undefined) return <Text role="status">{t('loading')}</Text>
  if (record === null) return <EmptyState title={t('notFound')} detail={t('notFoundDetail')} />
  const { dossier } = record
  const wasReceived = dossier.turnedAwayAt === null
  return (
    <Stack gap="sm">
      <Header record={record} />
      <RejectionBox record={record} />
      <AttentionBox record={record} />
      <OutdatedReceipt dossier={dossier} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <PeoplePanel dossier={dossier} />
          {wasReceived && <IntakePanel dossier={dossier} />}
          <PapersPanel dossier={dossier} />
          <ScansPanel record={record} />
          {wasReceived && <MoneyPanel dossier={dossier} />}
        </div>
        <div className={styles.column}>
          <FilingPanel dossier={dossier} />
          <PapersFiledPanel record={record} />
          <ResultPanel dossier={dossier} />
          <LegsPanel dossier={dossier} />
          <Panel title={t('section.timeline')}>
            <Timeline record={record} />
          </Panel>
          {dossier.receivedAt !== '' && <DuePanel dossier={dossier} />}
        </div>
      </div>
    </Stack>
  )
}

function Header({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { now } = useDesk()
  const time = useNow(now)
  const { dossier } = record
  const { number, procedure } = dossier
  const others = dossier.codes.filter((code) => code !== number.code)
  return (
    <header className="mc-panel">
      <div className="mc-body">
        <div className={styles.head}>
          <div className={styles.title}>
            <h1 className={styles.code}>{number.code}</h1>
            <Text size="sm" c="dimmed">
              {words(`number.${number.kind}`)}
              {others.length > 0 && ` · ${t('otherCodes', { codes: others.join(', ') })}`}
            </Text>
            <Text fw={600} mt={4}>
              {procedure.name}
            </Text>
            <Text size="sm" c="dimmed">
              {[procedure.code, procedure.field].filter(Boolean).join(' · ')}
            </Text>
          </div>
          <Stack gap={6}>
            <div className={styles.badges}>
              <StatusBadge status={dossier.status} />
              <SyncBadge state={record.syncState} full />
              {record.unsentSince !== null && (
                <Badge tone="quiet">{t('unsentSince', { at: formatMoment(record.unsentSince) })}</Badge>
              )}
            </div>
            {dossier.receivedAt !== '' && (
              <Text size="sm">{t('received', { at: formatMoment(dossier.receivedAt) })}</Text>
            )}
            {dossier.turnedAwayAt !== null && (
              <Text size="sm">{t('turnedAway', { at: formatMoment(dossier.turnedAwayAt) })}</Text>
            )}
            {dossier.turnedAwayAt === null && (
              <Text size="sm" component="div">
                {t('due')}:{' '}
                {isUnaccepted(dossier) ? (
                  t('dueLater')
                ) : (
                  <DueLabel dueAt={dossier.dueAt} finishedAt={dossier.finishedAt} now={time} />
                )}
              </Text>
            )}
            {dossier.originalDueAt !== null && dossier.originalDueAt !== dossier.dueAt && (
              <Text size="sm" c="dimmed">
                {t('original', { at: formatMoment(dossier.originalDueAt) })}
              </Text>
            )}
          </Stack>
        </div>
        <div className={styles.bar}>
          <ActionBar record={record} />
        </div>
      </div>
    </header>
  )
}

function RejectionBox({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const { rejection } = record
  if (rejection === null) return null
  return (
    <Alert color="lacquer" role="alert" title={t('rejectedTitle')}>
      <RejectionWords rejection={rejection} />
    </Alert>
  )
}
