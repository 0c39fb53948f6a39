import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Attention } from '../../../shared/dossier/dossier.ts'
import type { DossierRecord } from '../../database/desk-database.ts'
import { formatMoment } from '../../ui/time.ts'
import { titleOf } from './describe-event.ts'
import { useNames } from './use-names.ts'

/** Every contradiction with both its sides: who recorded what, when, at which desk. */
export function AttentionBox({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const { attention } = record.dossier
  if (attention.length === 0) return null
  return (
    <Alert color="lacquer" role="alert" title={t('attention.title')} icon={<IconAlertTriangle aria-hidden="true" />}>
      <Text size="sm" mb="xs">
        {t('attention.intro')}
      </Text>
      {attention.map((item, index) => (
        <Contradiction key={index} item={item} record={record} />
      ))}
    </Alert>
  )
}

function Contradiction({ item, record }: { item: Attention; record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const ui = useTranslation('ui').t
  const words = { t, ui }
  const names = useNames()
  const sides = item.eventIds.slice(0, 6).map((id) => record.events.find((event) => event.id === id))
  return (
    <div>
      <Text size="sm" fw={600}>
        {t(`attention.${item.kind}`, { what: titleOf(item.type, words), status: ui(`status.${item.status}`) })}
      </Text>
      <ul>
        {sides.map(
          (event) =>
            event !== undefined && (
              <li key={event.id}>
                <Text size="sm" span>
                  {t('attention.side', {
                    what: titleOf(event.type, words),
                    at: formatMoment(event.at),
                    officer: names.officer(event.officerId),
                    desk: names.desk(event.deskId),
                  })}
                </Text>
              </li>
            ),
        )}
      </ul>
    </div>
  )
}
