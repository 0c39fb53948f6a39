import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCalendarCheck, IconPackageExport, IconSearch, IconTextPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import type { DueBoard } from '../../database/desk-database.ts'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatDate, localDate, localInstant, weekdayOf } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { WaitingHandovers } from '../handover/waiting-note.tsx'
import { DraftsBar } from '../intake/drafts-bar.tsx'
import styles from './home.module.css'
import { ListTiles } from './list-tiles.tsx'
import { columnsOf, listNames } from './lists.ts'
import type { ListName } from './lists.ts'

/** The list asked for; else the first that has something in it, the most urgent first. */
function chooseList(asked: string | null, board: DueBoard | undefined): ListName {
  const named = listNames.find((name) => name === asked)
  return named ?? listNames.find((name) => (board?.counts[name] ?? 0) > 0) ?? 'today'
}

export function HomePage() {
  const { db, now } = useDesk()
  const board = useObservable(() => db.watchDueBoard(now), db)
  const [params, setParams] = useSearchParams()
  const name = chooseList(params.get('list'), board)
  return (
    <Stack gap="sm">
      <Heading />
      <WaitingHandovers />
      <ListTiles board={board} chosen={name} onChoose={(list) => setParams({ list }, { replace: true })} />
      {board !== undefined && <DueList name={name} board={board} />}
      <DraftsBar />
    </Stack>
  )
}

function Heading() {
  const { t } = useTranslation('home')
  const words = useTranslation('ui').t
  const navigate = useNavigate()
  const { officer, now } = useDesk()
  const today = localDate(now())
  const weekday = words(`weekday.d${weekdayOf(localInstant(now())) as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)
  const quick = [
    { label: t('start'), keys: 'F2', path: '/intake', Icon: IconTextPlus, variant: 'filled' },
    { label: t('return'), keys: 'F4', path: '/returns', Icon: IconPackageExport, variant: 'default' },
    { label: t('search'), keys: 'F3', path: '/search', Icon: IconSearch, variant: 'default' },
  ]
  return (
    <Group justify="space-between" align="center">
      <div>
        <Title order={1}>{t('greeting', { name: officer.name })}</Title>
        <Text size="sm" c="dimmed">
          {t('date', { weekday: weekday[0]?.toUpperCase() + weekday.slice(1), date: formatDate(today) })}
        </Text>
      </div>
      <Group gap="xs">
        {quick.map(({ label, keys, path, Icon, variant }) => (
          <Button
            key={path}
            variant={variant}
            leftSection={<Icon size={17} aria-hidden="true" />}
            rightSection={<KeyHint keys={keys} />}
            aria-keyshortcuts={keys}
            onClick={() => void navigate(path)}
          >
            {label}
          </Button>
        ))}
      </Group>
    </Group>
  )
}

function DueList({ name, board }: { name: ListName; board: DueBoard }) {
  const { t } = useTranslation('home')
  const navigate = useNavigate()
  const { now } = useDesk()
  const time = useNow(now)
  const rows = board[name]
  const total = board.counts[name]
  return (
    <section className={`mc-panel ${styles.list}`} id="due-list" role="tabpanel" aria-labelledby={`tab-${name}`}>
      {rows.length === 0 ? (
        <EmptyState
          icon={<IconCalendarCheck size={32} stroke={1.3} aria-hidden="true" />}
          title={t(`empty.${name}`)}
          detail={t('emptyDetail')}
        />
      ) : (
        <DossierTable
          rows={rows}
          columns={columnsOf[name]}
          now={time}
          label={t(`list.${name}`)}
          onOpen={(row) => void navigate(`/dossiers/${row.id}`)}
        />
      )}
      {total > rows.length && (
        <Text size="sm" c="dimmed" p="sm">
          {t('cut', { shown: rows.length, total })}
        </Text>
      )}
    </section>
  )
}
