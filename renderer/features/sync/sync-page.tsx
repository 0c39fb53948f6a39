import { Button, Group, Stack, Title } from '@mantine/core'
import { IconCloudCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { LinkPanel } from './link-panel.tsx'
import { RejectedPanel } from './rejected-panel.tsx'

const columns = ['number', 'procedure', 'submitter', 'received', 'sync'] as const

/** What the province does not have yet, and why. Looking here is never needed for the sending itself. */
export function SyncPage() {
  const { t } = useTranslation('sync')
  const { db, now } = useDesk()
  const navigate = useNavigate()
  const time = useNow(now)
  const sync = useObservable(() => db.watchSync(), db)
  const unsent = useObservable(() => db.watchUnsent(), db)
  const waiting = unsent?.filter((row) => row.syncState !== 'rejected')
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>{t('title')}</Title>
        <Button onClick={() => db.syncNow()} variant="light">
          {t('now')}
        </Button>
      </Group>
      {sync !== undefined && <LinkPanel sync={sync} time={time} />}
      <RejectedPanel />
      <Panel title={t('waiting.title')} flush>
        {waiting === undefined ? null : waiting.length === 0 ? (
          <EmptyState
            icon={<IconCloudCheck aria-hidden="true" />}
            title={t('waiting.none')}
            detail={t('waiting.noneDetail')}
          />
        ) : (
          <DossierTable
            rows={waiting}
            columns={columns}
            now={time}
            label={t('waiting.title')}
            onOpen={(row) => void navigate(`/dossiers/${row.id}`)}
          />
        )}
      </Panel>
    </Stack>
  )
}
