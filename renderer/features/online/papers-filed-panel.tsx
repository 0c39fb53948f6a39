import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FiledPapers } from '../../../shared/dossier/dossier.ts'
import { isUnaccepted } from '../../../shared/dossier/online-filing.ts'
import type { DossierRecord } from '../../database/desk-database.ts'
import { Badge } from '../../ui/badges.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { scansOf } from '../scans/scans-of.ts'
import styles from './online.module.css'

/** What the citizen filed on the portal afterwards, the latest first, and whether anybody has looked at it. */
export function PapersFiledPanel({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('online')
  const { dossier, events } = record
  if (dossier.papersFiled.length === 0) return null
  const toConfirm =
    !isUnaccepted(dossier) &&
    dossier.status === 'awaitingSupplement' &&
    dossier.papersFiled.some(({ seenBy }) => seenBy === null)
  return (
    <Panel title={t('papers.title')}>
      {dossier.papersFiled.toReversed().map((papers) => (
        <Delivery
          key={papers.eventId}
          papers={papers}
          files={scansOf(events.filter(({ id }) => id === papers.eventId)).length}
        />
      ))}
      {toConfirm && (
        <Text size="sm" mt="xs" role="status">
          {t('papers.toConfirm')}
        </Text>
      )}
    </Panel>
  )
}

function Delivery({ papers, files }: { papers: FiledPapers; files: number }) {
  const { t } = useTranslation('online')
  const { at, components, note, seenBy } = papers
  return (
    <div className={styles.delivery}>
      <div className={styles.sameRow}>
        <Text size="sm" fw={600} span>
          {t('papers.at', { at: formatMoment(at) })}
        </Text>
        <Badge tone={seenBy === null ? 'soon' : 'quiet'}>{t(seenBy === null ? 'papers.unseen' : 'papers.seen')}</Badge>
      </div>
      {components.length === 0 ? (
        <Text size="sm">{t('papers.none')}</Text>
      ) : (
        <ul className={styles.papers}>
          {components.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
      {files > 0 && <Text size="sm">{t('papers.files', { n: files })}</Text>}
      {note !== '' && (
        <Text size="sm" className={styles.note}>
          {note}
        </Text>
      )}
    </div>
  )
}
