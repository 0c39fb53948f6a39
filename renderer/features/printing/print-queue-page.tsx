import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import type { ColumnName } from '../../ui/dossier-columns.tsx'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { usePrinting } from './printing-provider.tsx'

const columns: readonly ColumnName[] = ['number', 'submitter', 'procedure', 'received', 'due', 'status']

/** What has to be printed is not a list of its own: it follows from the dossiers, so no crash and no other desk upsets it. */
export function PrintQueuePage() {
  const { t } = useTranslation('printing')
  const { db, now } = useDesk()
  const { openAll } = usePrinting()
  const navigate = useNavigate()
  const time = useNow(now)
  const rows = useObservable(() => db.watchOpen(({ isUnprinted }) => isUnprinted === true), db)
  const printAll = () => openAll((rows ?? []).map(({ id }) => ({ form: 'receipt', dossierId: id })))
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.key.toLowerCase() !== 'p' || (rows ?? []).length === 0) return
      event.preventDefault()
      printAll()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={1}>{t('queue.title')}</Title>
        {rows !== undefined && rows.length > 0 && (
          <Button
            leftSection={<IconPrinter size={18} aria-hidden="true" />}
            rightSection={<KeyHint keys="Ctrl+P" />}
            aria-keyshortcuts="Control+P"
            onClick={printAll}
          >
            {t('queue.printAll', { n: rows.length })}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('queue.intro')}
      </Text>
      {rows?.length === 0 && (
        <EmptyState
          icon={<IconPrinter size={32} stroke={1.3} aria-hidden="true" />}
          title={t('queue.none')}
          detail={t('queue.noneDetail')}
        />
      )}
      {rows !== undefined && rows.length > 0 && (
        <DossierTable
          rows={rows}
          columns={columns}
          now={time}
          label={t('queue.title')}
          onOpen={({ id }) => void navigate(`/dossiers/${id}`)}
        />
      )}
    </Stack>
  )
}
