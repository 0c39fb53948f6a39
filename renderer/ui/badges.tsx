import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudUp,
  IconCloudX,
  IconDeviceFloppy,
  IconRefreshAlert,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DossierStatus } from '../../shared/dossier/dossier.ts'
import type { SyncState } from '../database/desk-database.ts'
import styles from './badges.module.css'

export type Tone = 'neutral' | 'info' | 'good' | 'soon' | 'late' | 'quiet'

const statusTone: Record<DossierStatus, Tone> = {
  registered: 'neutral',
  accepted: 'info',
  notAccepted: 'neutral',
  processing: 'info',
  awaitingSupplement: 'soon',
  awaitingPayment: 'soon',
  withdrawalRequested: 'soon',
  stopped: 'neutral',
  finished: 'good',
  returned: 'neutral',
}

export function Badge({ tone, children, title }: { tone: Tone; children: React.ReactNode; title?: string }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`} title={title}>
      {children}
    </span>
  )
}

export function StatusBadge({ status }: { status: DossierStatus }) {
  const { t } = useTranslation('ui')
  return <Badge tone={statusTone[status]}>{t(`status.${status}`)}</Badge>
}

const syncLook: Record<SyncState, { tone: Tone; Icon: typeof IconCloudUp }> = {
  savedHere: { tone: 'neutral', Icon: IconDeviceFloppy },
  sending: { tone: 'info', Icon: IconCloudUp },
  atProvince: { tone: 'quiet', Icon: IconCloudCheck },
  rejected: { tone: 'late', Icon: IconCloudX },
  changedWhileSending: { tone: 'neutral', Icon: IconRefreshAlert },
}

/** `full` writes the whole sentence; lists show the short word with the sentence as its title. */
export function SyncBadge({ state, full = false }: { state: SyncState; full?: boolean }) {
  const { t } = useTranslation('ui')
  const { tone, Icon } = syncLook[state]
  return (
    <Badge tone={tone} title={t(`sync.${state}`)}>
      <Icon size={14} aria-hidden="true" />
      {full ? t(`sync.${state}`) : t(`syncShort.${state}`)}
    </Badge>
  )
}

export function AttentionMark() {
  const { t } = useTranslation('ui')
  return (
    <Badge tone="late">
      <IconAlertTriangle size={14} aria-hidden="true" />
      {t('needsAttention')}
    </Badge>
  )
}
