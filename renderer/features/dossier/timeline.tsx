import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { isLegLate } from '../../../shared/dossier/legs.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRecord } from '../../database/desk-database.ts'
import { Badge } from '../../ui/badges.tsx'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { hasForm } from '../printing/plan-request.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { describeEvent } from './describe-event.ts'
import styles from './dossier.module.css'
import { letterOf } from './letter-of.ts'
import { useNames } from './use-names.ts'

/** Newest first: what happened last is what the officer asks about. */
export function Timeline({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const words = { t, ui: useTranslation('ui').t }
  const names = useNames()
  const odd = new Set(record.dossier.attention.flatMap(({ eventIds }) => eventIds))
  const time = localInstant(useNow(useDesk().now))
  const lateLegs = new Set(record.dossier.legs.filter((leg) => isLegLate(leg, time)).map(({ eventId }) => eventId))
  const undone = new Set(record.dossier.steps.filter(({ undoneBy }) => undoneBy).map(({ eventId }) => eventId))
  const unsent = new Set(record.unsentEventIds)
  return (
    <ol className={styles.timeline}>
      {record.events.toReversed().map((event) => {
        const { title, lines } = describeEvent(event, words)
        return (
          <li key={event.id} data-odd={odd.has(event.id) || undefined} data-undone={undone.has(event.id) || undefined}>
            <div className={styles.eventHead}>
              <strong>{title}</strong>
              <time dateTime={event.at}>{formatMoment(event.at)}</time>
              {undone.has(event.id) && <Badge tone="quiet">{t('wasUndone')}</Badge>}
              {lateLegs.has(event.id) && <Badge tone="late">{t('leg.late')}</Badge>}
              {unsent.has(event.id) && <Badge tone="neutral">{t('unsentEvent')}</Badge>}
            </div>
            {lines.map((line, index) => (
              <div key={index} className={styles.eventLine}>
                {line}
              </div>
            ))}
            <LetterButton event={event} dossier={record.dossier} />
            <div className={styles.eventWho}>
              {names.officer(event.officerId)} · {names.desk(event)}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** The paper that went to the citizen with this event, once more. */
function LetterButton({ event, dossier }: { event: DossierEvent; dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const { openLetter } = usePrinting()
  const desk = useDesk()
  const form = letterOf(event)
  // The set of 2018 has no stop notice: what cannot be printed is not offered.
  if (form === null || !hasForm(desk, form, dossier)) return null
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      ml={-8}
      leftSection={<IconPrinter size={14} aria-hidden="true" />}
      onClick={() => openLetter(form, event.dossierId, event.id)}
    >
      {t('printLetter', { form: t(`form.${form}`) })}
    </Button>
  )
}
