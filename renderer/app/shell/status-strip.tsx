import { IconAlertTriangle, IconCloud, IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SyncStatus } from '../../database/desk-database.ts'
import { formatMoment, formatTime, localDate } from '../../ui/time.ts'
import { useDuration } from '../../ui/use-duration.ts'
import { useNow } from '../../ui/use-now.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { useDesk } from '../desk-context.tsx'
import { noticeableSkewMs } from './banners.tsx'
import styles from './shell.module.css'
import { useLink } from './use-link.ts'

/** Always visible: what is due, what the province does not have yet, and whether it can be reached. */
export function StatusStrip() {
  const { t } = useTranslation('app')
  const { db } = useDesk()
  const sync = useObservable(() => db.watchSync(), db)
  return (
    <footer className={styles.strip} aria-label={t('strip.label')}>
      <DueCounts />
      <span className={styles.spring} />
      <Unprinted />
      {sync !== undefined && <Unsent sync={sync} />}
      {sync !== undefined && <LastSuccess sync={sync} />}
      <LinkCell sync={sync} />
    </footer>
  )
}

function DueCounts() {
  const { t } = useTranslation('app')
  const { db, now } = useDesk()
  const counts = useObservable(() => db.watchDueBoard(now), db)?.counts
  const cells = [
    // Named only while there is one: the strip is narrow, and this is a duty with a date.
    ...((counts?.apologyOwed ?? 0) > 0 ? [{ name: 'apologyOwed', tone: 'late' } as const] : []),
    { name: 'today', tone: 'soon' },
    { name: 'soon', tone: undefined },
    { name: 'late', tone: 'late' },
  ] as const
  return cells.map(({ name, tone }) => (
    <Link
      key={name}
      to={`/?list=${name}`}
      className={styles.cell}
      data-tone={(counts?.[name] ?? 0) > 0 ? tone : undefined}
    >
      {t(`strip.${name}`)} <b>{counts?.[name] ?? '…'}</b>
    </Link>
  ))
}

/** Named only while there are some. */
function Unprinted() {
  const { t } = useTranslation('app')
  const { db } = useDesk()
  const rows = useObservable(() => db.watchOpen(({ isUnprinted }) => isUnprinted === true), db) ?? []
  if (rows.length === 0) return null
  return (
    <Link to="/prints" className={styles.cell}>
      {t('strip.unprinted')} <b>{rows.length}</b>
    </Link>
  )
}

function Unsent({ sync }: { sync: SyncStatus }) {
  const { t } = useTranslation('app')
  const { now, db } = useDesk()
  const age = useDuration()
  const time = useNow(now)
  const contradictions = useObservable(() => db.watchContradictions(), db)?.length ?? 0
  const attention = sync.rejectedDossiers + contradictions
  const oldest = sync.oldestUnsentAt === null ? null : age(time.getTime() - Date.parse(sync.oldestUnsentAt))
  return (
    <>
      {attention > 0 && (
        <Link to="/sync" className={styles.cell} data-tone="late">
          <IconAlertTriangle size={15} aria-hidden="true" />
          {t('strip.attention')} <b>{attention}</b>
        </Link>
      )}
      <Link to="/sync" className={styles.cell}>
        {sync.unsentDossiers === 0 ? (
          t('strip.unsentNone')
        ) : (
          <>
            {t('strip.unsent')} <b>{sync.unsentDossiers}</b>
            {oldest !== null && ` (${t('strip.oldest', { age: oldest })})`}
          </>
        )}
      </Link>
    </>
  )
}

function LastSuccess({ sync }: { sync: SyncStatus }) {
  const { t } = useTranslation('app')
  const { now } = useDesk()
  if (sync.lastSuccessAt === null) return <span className={styles.cell}>{t('strip.neverSynced')}</span>
  const isToday = localDate(new Date(sync.lastSuccessAt)) === localDate(now())
  const at = isToday ? formatTime(sync.lastSuccessAt) : formatMoment(sync.lastSuccessAt)
  return <span className={styles.cell}>{t('strip.lastSuccess', { at })}</span>
}

function LinkCell({ sync }: { sync: SyncStatus | undefined }) {
  const { t } = useTranslation('app')
  const link = useLink()
  const skewMs = link?.skewMs ?? sync?.skewMs ?? 0
  const cut = link?.cutByHand ?? sync?.cutByHand ?? false
  const online = !cut && (link?.online ?? sync?.online ?? false)
  const progress = sync?.progress ?? null
  const busy = sync?.phase === 'pushing' || sync?.phase === 'pulling'
  const words = !online
    ? t(cut ? 'strip.cut' : 'strip.offline')
    : sync?.phase === 'notEnrolled'
      ? t('strip.notEnrolled')
      : busy && progress !== null && progress.total > 0
        ? t(sync.phase === 'pushing' ? 'strip.pushing' : 'strip.pulling', progress)
        : t(busy ? 'strip.busy' : 'strip.online')
  const Icon = !online ? IconCloudOff : busy ? IconRefresh : IconCloud
  return (
    <>
      {Math.abs(skewMs) >= noticeableSkewMs && (
        <span className={styles.cell} data-tone="soon">
          {t('strip.skew', { minutes: Math.round(Math.abs(skewMs) / 60_000) })}
        </span>
      )}
      <span
        className={styles.cell}
        data-tone={online ? 'good' : 'soon'}
        role="status"
        title={online ? undefined : t('strip.offlineDetail')}
      >
        <Icon size={15} aria-hidden="true" />
        {words}
      </span>
    </>
  )
}
