import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { isUnaccepted, papersUnseen } from '../../../shared/dossier/online-filing.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { StatusBadge } from '../../ui/badges.tsx'
import { formatMoney } from '../../ui/money.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useDuration } from '../../ui/use-duration.ts'
import { useNow } from '../../ui/use-now.ts'
import { Facts } from '../dossier/person-facts.tsx'
import { paidOnPortal } from './acceptance.ts'
import styles from './online.module.css'
import { useSameCase } from './use-same-case.ts'

/** What an answer needs to know: how long it waits, what was paid, and whether the same case is here already. */
export function FilingPanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('online')
  const { now } = useDesk()
  const time = useNow(now)
  const duration = useDuration()
  const { online, status } = dossier
  if (online === null || !isUnaccepted(dossier)) return null
  const standing =
    status === 'withdrawalRequested'
      ? 'withdrawal'
      : papersUnseen(dossier).length > 0
        ? 'completed'
        : status === 'registered'
          ? 'unanswered'
          : 'asked'
  return (
    <Panel title={t('panel.title')}>
      <Facts
        facts={[
          [t('panel.filedAt'), formatMoment(online.at)],
          [t('panel.waits'), duration(time.getTime() - Date.parse(online.at))],
          [t('panel.paid'), formatMoney(paidOnPortal(dossier))],
          [t('panel.state'), t(`panel.${standing}`)],
        ]}
      />
      <SameCase dossier={dossier} />
    </Panel>
  )
}

function SameCase({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('online')
  const navigate = useNavigate()
  const rows = useSameCase(dossier)
  if (rows.length === 0) return null
  return (
    <div role="status" className={styles.same}>
      <Text size="sm" fw={600}>
        {t('panel.same')}
      </Text>
      {rows.map((row) => (
        <div key={row.id} className={styles.sameRow}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            fw={600}
            onClick={() => void navigate(`/dossiers/${row.id}`)}
          >
            {row.number}
          </Anchor>
          <StatusBadge status={row.status} />
          <Text size="sm" span>
            {[row.submitterName, formatMoment(row.receivedAt || (row.filedAt ?? ''))].join(' · ')}
          </Text>
        </div>
      ))}
    </div>
  )
}
