import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unsettled } from '../../../shared/dossier/attention.ts'
import type { Attention } from '../../../shared/dossier/dossier.ts'
import { asKnownEvent } from '../../../shared/dossier/event.ts'
import { KeptEntries } from '../../app/save/kept-entries.tsx'
import type { DossierRecord } from '../../database/desk-database.ts'
import { formatMoment } from '../../ui/time.ts'
import { SettleDialog } from './actions/settle.tsx'
import { titleOf } from './describe-event.ts'
import { useNames } from './use-names.ts'

/** Every contradiction with both its sides: who recorded what, when, at which desk; and how it was settled. */
export function AttentionBox({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const [settling, setSettling] = useState(false)
  const open = unsettled(record.dossier)
  const settled = record.dossier.attention.filter((item) => !open.includes(item))
  return (
    <>
      {open.length > 0 && (
        <Alert
          color="lacquer"
          role="alert"
          title={t('attention.title')}
          icon={<IconAlertTriangle aria-hidden="true" />}
        >
          <Text size="sm" mb="xs">
            {t('attention.intro')}
          </Text>
          {open.map((item, index) => (
            <Contradiction key={index} item={item} record={record} />
          ))}
          <Button mt="xs" size="xs" variant="default" onClick={() => setSettling(true)}>
            {t('attention.settle')}
          </Button>
        </Alert>
      )}
      {settled.length > 0 && (
        <Alert color="gray" title={t('attention.settledTitle')}>
          {settled.map((item, index) => (
            <Contradiction key={index} item={item} record={record} />
          ))}
        </Alert>
      )}
      {settling && (
        <KeptEntries dossier={record.dossier} action="settle">
          <SettleDialog record={record} onClose={() => setSettling(false)} />
        </KeptEntries>
      )}
    </>
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
                    desk: names.desk(event),
                  })}
                </Text>
              </li>
            ),
        )}
      </ul>
      <Settlement noteId={item.settledBy} record={record} />
    </div>
  )
}

function Settlement({ noteId, record }: { noteId: string | undefined; record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const names = useNames()
  const event = record.events.find(({ id }) => id === noteId)
  const note = event === undefined ? null : asKnownEvent(event)
  if (note?.type !== 'noted') return null
  const { text } = note.payload
  return (
    <Text size="sm">
      {t('attention.settled', { text, officer: names.officer(note.officerId), at: formatMoment(note.at) })}
    </Text>
  )
}
