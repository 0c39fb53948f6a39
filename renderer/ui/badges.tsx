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
    <span className={`${styles.badge} ${styles[tone]}`} data-badge title={title}>
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

interface SyncBadgeProps {
  state: SyncState
  /** The whole sentence; else the short word, with the sentence as its title. */
  full?: boolean
  /** The picture alone, where a list has no room for words. */
  mark?: boolean
}

export function SyncBadge({ state, full = false, mark = false }: SyncBadgeProps) {
  const { t } = useTranslation('ui')
  const { tone, Icon } = syncLook[state]
  const words = full ? t(`sync.${state}`) : t(`syncShort.${state}`)
  return (
    <Badge tone={tone} title={t(`sync.${state}`)}>
      <Icon size={14} aria-hidden="true" />
      {mark ? <span className="mc-visually-hidden">{words}</span> : words}
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
