import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unsettled } from '../../../shared/dossier/attention.ts'
import { useNavigate } from 'react-router'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { returnableOf } from '../../../shared/dossier/handing-over.ts'
import { isAllowed } from '../../../shared/dossier/state-machine.ts'
import { asKnownEvent } from '../../../shared/dossier/event.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { KeptEntries } from '../../app/save/kept-entries.tsx'
import type { DossierRecord } from '../../database/desk-database.ts'
import { StatusBadge } from '../../ui/badges.tsx'
import { DueLabel } from '../../ui/due-label.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { resultArrived } from '../dossier/actions/result-arrived.tsx'
import { useNames } from '../dossier/use-names.ts'
import { ReturnDone } from './return-done.tsx'
import type { ReturnedNow } from './return-done.tsx'
import { ReturnFields } from './return-fields.tsx'

type Standing = 'ready' | 'returned' | 'unfinished' | 'closed'

function standingOf(dossier: Dossier): Standing {
  const { status, returnedAt } = dossier
  if (returnedAt !== null) return 'returned'
  if (returnableOf(dossier) !== 'no') return 'ready'
  return isAllowed(status, 'resultArrived') || status === 'awaitingSupplement' || status === 'withdrawalRequested'
    ? 'unfinished'
    : 'closed'
}

/** One dossier at the return counter: what stands in the way, or the confirmation. */
export function ReturnDesk({ dossierId }: { dossierId: string }) {
  const words = useTranslation('dossier').t
  const { db } = useDesk()
  const record = useObservable(() => db.watch(dossierId), dossierId)
  const [returnedNow, setReturnedNow] = useState<ReturnedNow | null>(null)
  if (record === undefined) return <Text role="status">{words('loading')}</Text>
  if (record === null) return <EmptyState title={words('notFound')} detail={words('notFoundDetail')} />
  return (
    <Stack gap="sm">
      <Summary dossier={record.dossier} />
      {returnedNow === null ? (
        <Counter record={record} onReturned={setReturnedNow} />
      ) : (
        <ReturnDone dossier={record.dossier} returned={returnedNow} />
      )}
    </Stack>
  )
}

function Summary({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('returns')
  const { now } = useDesk()
  const navigate = useNavigate()
  return (
    <section className="mc-panel" aria-label={t('section.dossier')}>
      <div className="mc-body">
        <Group justify="space-between" align="flex-start">
          <div>
            <Text fw={600} size="lg">
              {dossier.number.code}
            </Text>
            <Text size="sm">{[dossier.submitter.name, dossier.procedure.name].join(' · ')}</Text>
          </div>
          <Stack gap={4} align="flex-end">
            <StatusBadge status={dossier.status} />
            <DueLabel dueAt={dossier.dueAt} finishedAt={dossier.finishedAt} now={now()} />
            <Button variant="subtle" size="compact-sm" onClick={() => void navigate(`/dossiers/${dossier.id}`)}>
              {t('openDossier')}
            </Button>
          </Stack>
        </Group>
      </div>
    </section>
  )
}

interface CounterProps {
  record: DossierRecord
  onReturned: (returned: ReturnedNow) => void
}

function Counter({ record, onReturned }: CounterProps) {
  const { t } = useTranslation('returns')
  const words = useTranslation('ui').t
  const { dossier } = record
  const standing = standingOf(dossier)
  const status = words(`status.${dossier.status}`)
  return (
    <>
      {unsettled(dossier).length > 0 && (
        <Alert color="amber" role="status">
          {t('state.attention')}
        </Alert>
      )}
      {standing === 'returned' && <SecondReturn record={record} />}
      {standing === 'closed' && (
        <Alert color="lacquer" role="alert">
          {t('state.closed', { status })}
        </Alert>
      )}
      {standing === 'unfinished' && <Unfinished record={record} status={status} />}
      {standing === 'ready' && (
        <KeptEntries dossier={dossier} action="return">
          <ReturnFields dossier={dossier} onReturned={onReturned} />
        </KeptEntries>
      )}
    </>
  )
}

/** Refused, with who received it and who handed it over. */
function SecondReturn({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('returns')
  const words = useTranslation('ui').t
  const names = useNames()
  const first = record.events.map(asKnownEvent).find((event) => event?.type === 'returned' && event.payload.complete)
  return (
    <Alert color="lacquer" role="alert" title={t('state.secondReturn')}>
      {first?.type === 'returned' &&
        t('state.secondReturnWho', {
          recipient: first.payload.recipient.name,
          relation: words(`relation.${first.payload.recipient.relation}`),
          at: formatMoment(first.at),
          officer: names.officer(first.officerId),
          desk: names.desk(first),
        })}
    </Alert>
  )
}

function Unfinished({ record, status }: { record: DossierRecord; status: string }) {
  const { t } = useTranslation('returns')
  const [open, setOpen] = useState(false)
  const canRecord = resultArrived.isOffered(record.dossier)
  return (
    <>
      <Alert color="amber" role="alert" title={t('state.notFinished', { status })}>
        {canRecord && (
          <>
            <Text size="sm" mb="sm">
              {t('state.notFinishedHint')}
            </Text>
            <Button size="xs" autoFocus onClick={() => setOpen(true)}>
              {t('state.recordResult')}
            </Button>
          </>
        )}
      </Alert>
      {open && (
        <KeptEntries dossier={record.dossier} action={resultArrived.id}>
          <resultArrived.Dialog record={record} onClose={() => setOpen(false)} />
        </KeptEntries>
      )}
    </>
  )
}
