import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { maskIdNumber } from '../../../shared/citizen/masking.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow } from '../../database/desk-database.ts'
import { AttentionMark, StatusBadge, SyncBadge } from '../../ui/badges.tsx'
import { DueLabel } from '../../ui/due-label.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'

export function SearchPreview({ row }: { row: DossierRow }) {
  const { t } = useTranslation('search')
  const words = useTranslation('ui').t
  const navigate = useNavigate()
  const { now } = useDesk()
  const time = useNow(now)
  const facts: [string, React.ReactNode][] = [
    [words('column.number'), row.number],
    [words('column.procedure'), row.procedureName],
    [words('column.submitter'), row.submitterName],
    [t('owner'), row.ownerName ?? row.submitterName],
    [words('column.idNumber'), row.idNumber === null ? words('noValue') : maskIdNumber(row.idNumber)],
    [words('column.received'), formatMoment(row.receivedAt)],
    [words('column.due'), <DueLabel key="due" dueAt={row.dueAt} finishedAt={row.finishedAt} now={time} />],
    [words('column.holder'), row.holderName ?? words('atDeskHolder')],
  ]
  return (
    <Panel title={t('preview')}>
      <Stack gap="xs" component="dl" m={0}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0}>
              {value}
            </Text>
          </div>
        ))}
      </Stack>
      <Stack gap={4} mt="sm" align="flex-start">
        <StatusBadge status={row.status} />
        <SyncBadge state={row.syncState} />
        {row.needsAttention && <AttentionMark />}
      </Stack>
      <Button fullWidth mt="sm" onClick={() => void navigate(`/dossiers/${row.id}`)}>
        {t('open')}
      </Button>
      {row.status === 'finished' && (
        <Button fullWidth mt="xs" variant="default" onClick={() => void navigate(`/returns/${row.id}`)}>
          {t('return')}
        </Button>
      )}
    </Panel>
  )
}
