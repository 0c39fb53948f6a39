import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { unsettled } from '../../../shared/dossier/attention.ts'
import { useNavigate } from 'react-router'
import { maskIdNumber, maskPhone } from '../../../shared/citizen/masking.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { AttentionMark, StatusBadge, SyncBadge } from '../../ui/badges.tsx'
import { DueLabel } from '../../ui/due-label.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { titleOf } from '../dossier/describe-event.ts'
import { Facts } from '../dossier/person-facts.tsx'
import styles from './search.module.css'

/** Enough to know whether it is the right one, without leaving the list. */
export function Preview({ dossierId }: { dossierId: string | null }) {
  const { t } = useTranslation('search')
  const words = useTranslation('ui').t
  const line = useTranslation('dossier').t
  const navigate = useNavigate()
  const { db, now } = useDesk()
  const record = useObservable(() => db.watch(dossierId ?? ''), dossierId)
  if (dossierId === null || record === undefined || record === null)
    return (
      <aside className={styles.preview} aria-label={t('preview')}>
        <Text size="sm" c="dimmed">
          {record === undefined && dossierId !== null ? words('loading') : t('previewNone')}
        </Text>
      </aside>
    )
  const { dossier, events } = record
  const last = events.at(-1)
  return (
    <aside className={styles.preview} aria-label={t('preview')}>
      <Panel title={dossier.number.code}>
        <Stack gap="xs">
          <div className={styles.badges}>
            <StatusBadge status={dossier.status} />
            <SyncBadge state={record.syncState} />
            {unsettled(dossier).length > 0 && <AttentionMark />}
          </div>
          <Text fw={600} size="sm">
            {dossier.procedure.name}
          </Text>
          <Facts
            facts={[
              [line('fact.submitter'), dossier.submitter.name],
              [line('fact.owner'), dossier.owner?.name],
              [
                line('fact.idNumber'),
                dossier.submitter.idNumber === null ? null : maskIdNumber(dossier.submitter.idNumber),
              ],
              [line('fact.phone'), dossier.submitter.phone === null ? null : maskPhone(dossier.submitter.phone)],
              [line('fact.address'), dossier.submitter.address],
              [line('event.received'), dossier.receivedAt === '' ? null : formatMoment(dossier.receivedAt)],
              [line('due'), <DueLabel key="due" dueAt={dossier.dueAt} finishedAt={dossier.finishedAt} now={now()} />],
              [line('fact.holder'), dossier.holder?.name ?? words('atDeskHolder')],
              [
                line('section.timeline'),
                last === undefined ? null : `${titleOf(last.type, { t: line, ui: words })} · ${formatMoment(last.at)}`,
              ],
            ]}
          />
          <Button size="xs" variant="light" onClick={() => void navigate(`/dossiers/${dossier.id}`)}>
            {t('open')}
          </Button>
        </Stack>
      </Panel>
    </aside>
  )
}
