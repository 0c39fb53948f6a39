import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { settleProvisional } from '../../../shared/deadline/provisional.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { openHandover } from '../../../shared/dossier/handover.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { DueSteps } from '../../ui/due-steps.tsx'
import { formatMoney } from '../../ui/money.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatDate, formatMoment } from '../../ui/time.ts'
import styles from './dossier.module.css'
import { amountDue, amountOwed, amountPaid, refundOwed } from './money.ts'
import { Facts, PersonFacts } from './person-facts.tsx'

export function PeoplePanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  return (
    <Panel title={t('section.people')}>
      <PersonFacts person={dossier.submitter} label={t('fact.submitter')} />
      {dossier.owner !== null && (
        <>
          <hr className={styles.rule} />
          <PersonFacts person={dossier.owner} label={t('fact.owner')} />
        </>
      )}
    </Panel>
  )
}

export function IntakePanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { delivery } = dossier
  return (
    <Panel title={t('section.facts')}>
      <Facts
        facts={[
          [t('fact.channel'), words(`channel.${dossier.channel}`)],
          [t('fact.inbound'), useInboundWords(dossier)],
          [t('fact.delivery'), [words(`delivery.${delivery.way}`), delivery.address].filter(Boolean).join(': ')],
          [t('fact.sets'), dossier.sets],
          [t('fact.unit'), dossier.resolvingUnit?.name],
          [t('fact.holder'), dossier.holder?.name ?? words('atDeskHolder')],
          [t('fact.keeper'), dossier.keeper?.name],
          [t('fact.handover'), openHandover(dossier)?.to.name],
          [t('fact.request'), dossier.request],
          [t('fact.note'), dossier.note],
        ]}
      />
    </Panel>
  )
}

function useInboundWords({ inbound }: Dossier): string | null {
  const { t } = useTranslation('dossier')
  if (inbound === null) return null
  const { trackingNumber, postmarkedOn, arrivedOn } = inbound
  return [
    trackingNumber,
    t('line.arrivedOn', { date: formatDate(arrivedOn) }),
    postmarkedOn === null ? null : t('line.postmarkedOn', { date: formatDate(postmarkedOn) }),
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

export function PapersPanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const back = new Set(dossier.givenBack.flatMap(({ papers }) => papers))
  return (
    <Panel title={t(dossier.turnedAwayAt === null ? 'section.papers' : 'section.papersShown')}>
      {dossier.components.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noPapers')}
        </Text>
      ) : (
        <ol className={styles.papers}>
          {dossier.components.map(({ id, name, kind, count, toGiveBack }) => (
            <li key={id}>
              {name} ({t('paperCount', { kind: words(`paper.${kind}`), n: count })})
              {(toGiveBack || back.has(name)) && <em> · {back.has(name) ? t('givenBack') : t('giveBack')}</em>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

export function MoneyPanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const due = amountDue(dossier)
  const toReturn = refundOwed(dossier)
  return (
    <Panel title={t('section.money')}>
      <Facts
        facts={[
          [t('fact.charge'), due === 0 ? words(`timing.${dossier.charge.timing}`) : formatMoney(due)],
          [t('fact.exemption'), dossier.charge.exemption],
          [t('fact.paid'), due === 0 ? null : formatMoney(amountPaid(dossier))],
          [t('fact.owed'), due === 0 ? null : formatMoney(amountOwed(dossier))],
          [t('fact.toReturn'), toReturn === 0 ? null : formatMoney(toReturn)],
        ]}
      />
    </Panel>
  )
}

/** The year's calendar came after the promise: the officer learns here whether the citizen has to be told. */
function ProvisionalOutcome({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const { calendar } = useDesk().reference
  const outcome = calendar === null ? null : settleProvisional(dossier, calendar)
  if (outcome === null) return null
  return (
    <Text size="sm" fw={600} mb="xs" role="status">
      {outcome.kind === 'confirmed'
        ? t('provisional.confirmed')
        : t('provisional.moved', { moment: formatMoment(outcome.dueAt) })}
    </Text>
  )
}

export function DuePanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  return (
    <Panel title={t('section.dueReasons')}>
      <ProvisionalOutcome dossier={dossier} />
      <DueSteps due={dossier.due} />
    </Panel>
  )
}
