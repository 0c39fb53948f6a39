import { useTranslation } from 'react-i18next'
import type { Dossier, Leg } from '../../../shared/dossier/dossier.ts'
import { legStanding } from '../../../shared/dossier/legs.ts'
import type { LegStanding } from '../../../shared/dossier/legs.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Badge } from '../../ui/badges.tsx'
import { wordLimit } from '../../ui/due-steps.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import styles from './dossier.module.css'

const toneOf: Record<LegStanding, 'late' | 'good' | 'neutral' | 'quiet'> = {
  noLimit: 'quiet',
  running: 'neutral',
  overdue: 'late',
  inTime: 'good',
  late: 'late',
}

/** Each unit that has or had the papers, with the limit of its own part; late ones stand out. */
export function LegsPanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const { now } = useDesk()
  const time = localInstant(useNow(now))
  if (dossier.legs.length === 0) return null
  return (
    <Panel title={t('section.legs')}>
      <ol className={styles.papers}>
        {dossier.legs.map((leg) => (
          <LegLine key={leg.eventId} leg={leg} now={time} />
        ))}
      </ol>
    </Panel>
  )
}

function LegLine({ leg, now }: { leg: Leg; now: string }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const standing = legStanding(leg, now)
  const due = leg.legDueAt === null ? null : formatMoment(leg.legDueAt)
  const facts = [
    t('leg.from', { at: formatMoment(leg.at) }),
    leg.endedAt === null ? null : t('leg.ended', { at: formatMoment(leg.endedAt) }),
    due === null
      ? null
      : leg.limit === null
        ? t('line.legDue', { at: due })
        : t('line.legDueCounted', { at: due, limit: wordLimit(leg.limit, words) }),
  ]
  return (
    <li>
      <strong>{leg.to.name}</strong> <Badge tone={toneOf[standing]}>{t(`leg.${standing}`)}</Badge>
      <div className={styles.eventLine}>{facts.filter((fact) => fact !== null).join(' · ')}</div>
    </li>
  )
}
