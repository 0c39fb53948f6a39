import { Spotlight } from '@mantine/spotlight'
import { IconClick, IconFileText, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { rankMatch } from '../../../shared/text/fold-text.ts'
import type { DossierRow } from '../../database/desk-database.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useDesk } from '../desk-context.tsx'
import { useCommands } from './commands.ts'
import type { Command } from './commands.ts'
import { listScreenCommands } from './screen-commands.ts'
import type { ScreenCommand } from './screen-commands.ts'

const shortestQuery = 3
const waitMs = 80

/** Ctrl+K: every command by its words, whatever can be pressed on the screen, and dossiers by code or name. */
export function CommandPalette() {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [onScreen, setOnScreen] = useState<ScreenCommand[]>([])
  const fits = (text: string) => rankMatch(query, text) > 0
  const commands = [
    ...useScreenCommands(onScreen).filter(({ label }) => query.trim() !== '' && fits(label)),
    ...useCommands().filter(({ label, detail }) => fits(`${label} ${detail}`)),
  ]
  const dossiers = useHits(query)
  const empty = commands.length === 0 && dossiers.length === 0
  return (
    <Spotlight.Root
      query={query}
      onSpotlightOpen={() => setOnScreen(listScreenCommands())}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
      title={t('nav.palette')}
      classNames={{ header: 'mc-visually-hidden' }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        {commands.map(({ id, label, detail, keys, Icon, run }) => (
          <Spotlight.Action
            key={id}
            label={label}
            description={detail === '' ? undefined : detail}
            leftSection={<Icon size={20} stroke={1.5} aria-hidden="true" />}
            rightSection={keys === null ? undefined : <KeyHint keys={keys} />}
            onClick={run}
          />
        ))}
        {dossiers.map((row) => (
          <Spotlight.Action
            key={row.id}
            label={`${row.number} · ${row.submitterName}`}
            description={row.procedureName}
            leftSection={<IconFileText size={20} stroke={1.5} aria-hidden="true" />}
            onClick={() => void navigate(`/dossiers/${row.id}`)}
          />
        ))}
        {empty && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useScreenCommands(found: readonly ScreenCommand[]): Command[] {
  const { t } = useTranslation('app')
  return found.map(({ label, keys, run }, n) => ({
    id: `screen-${n}`,
    label,
    detail: t('palette.onScreen'),
    keys,
    Icon: IconClick,
    // Once the palette has given the focus back.
    run: () => void setTimeout(run, 0),
  }))
}

function useHits(query: string): DossierRow[] {
  const { db } = useDesk()
  const [hits, setHits] = useState<DossierRow[]>([])
  const text = query.trim()
  useEffect(() => {
    let stale = false
    if (text.length < shortestQuery) {
      setHits([])
      return
    }
    const timer = setTimeout(() => {
      db.search({ text, limit: 5 }).then(
        (rows) => (stale ? undefined : setHits(rows)),
        () => undefined,
      )
    }, waitMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [db, text])
  return hits
}
