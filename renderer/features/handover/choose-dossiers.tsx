import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { checkText } from '../../ui/field-checks.ts'
import { Panel } from '../../ui/panel.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useObservable } from '../../ui/use-observable.ts'
import { useScanner } from '../../ui/use-scanner.ts'
import { findScanned } from '../scanner/find-scanned.ts'
import { obstacleOf } from './batch.ts'
import type { useGive } from './give-store.ts'
import { ItemTable } from './item-table.tsx'

type Give = ReturnType<typeof useGive>
interface Said {
  text: string
  bad: boolean
}

export function ChooseDossiers({ give }: { give: Give }) {
  const { t } = useTranslation('handover')
  const { items } = give
  return (
    <Panel
      title={t('section.choose')}
      aside={
        <Group gap="xs">
          <AddMine give={give} />
          {items.length > 0 && (
            <Button size="xs" variant="subtle" onClick={give.clear}>
              {t('clear')}
            </Button>
          )}
        </Group>
      }
    >
      <CodeEntry give={give} />
      <Text size="sm" fw={600} my="xs" role="status">
        {items.length === 0 ? '' : t('listed', { n: items.length })}{' '}
        {items.length > 0 && (
          <Text span size="xs" c="dimmed" fw={400}>
            {t('removeHint')}
          </Text>
        )}
      </Text>
      {items.length === 0 ? (
        <EmptyState title={t('listedNone')} detail={t('listedNoneDetail')} />
      ) : (
        <ItemTable
          items={items}
          label={t('section.choose')}
          onRemove={({ row }) => give.remove(row.id)}
          renderNote={({ row, note }) => (
            <Group gap={4} wrap="nowrap">
              <TextField
                label={null}
                aria-label={t('noteOf', { code: row.number })}
                value={note}
                onChange={(text) => give.setNote(row.id, text)}
                problem={checkText(note, { limit: 500 })}
              />
              <ActionIcon
                variant="subtle"
                aria-label={t('remove', { code: row.number })}
                onClick={() => give.remove(row.id)}
              >
                <IconX size={16} aria-hidden="true" />
              </ActionIcon>
            </Group>
          )}
        />
      )}
    </Panel>
  )
}

function AddMine({ give }: { give: Give }) {
  const { t } = useTranslation('handover')
  const { db, officer } = useDesk()
  const mine = useObservable(
    () => db.watchOpen((row) => row.keeperId === officer.id && obstacleOf(row, null) === null),
    db,
  )
  const listed = new Set(give.items.map(({ row }) => row.id))
  const more = (mine ?? []).filter(({ id }) => !listed.has(id))
  return (
    <Button
      size="xs"
      variant="default"
      disabled={more.length === 0}
      title={more.length === 0 ? t('mineNone') : undefined}
      onClick={() => give.add(more)}
    >
      {t('addMine', { n: more.length })}
    </Button>
  )
}

/** A reader types the code and presses Enter: the field is emptied at once, so that the next code can come. */
function CodeEntry({ give }: { give: Give }) {
  const { t } = useTranslation('handover')
  const { db } = useDesk()
  const [text, setText] = useState('')
  const [said, setSaid] = useState<Said | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const add = async (typed: string) => {
    const code = typed.trim()
    if (code === '') return
    setText('')
    setSaid(await look(code).catch(() => ({ text: t('finding.failed'), bad: true })))
    form.current?.querySelector('input')?.focus()
  }
  const look = async (code: string): Promise<Said> => {
    const rows = await findScanned(db, code)
    const [row] = rows
    if (row === undefined) return { text: t('finding.notFound', { code }), bad: true }
    if (rows.length > 1) return { text: t('finding.several', { code, n: rows.length }), bad: true }
    if (give.items.some((item) => item.row.id === row.id))
      return { text: t('finding.already', { code: row.number }), bad: false }
    const obstacle = obstacleOf(row, null)
    if (obstacle !== null)
      return { text: t(`why.${obstacle}`, { code: row.number, holder: row.holderName ?? '' }), bad: true }
    give.add([row])
    return { text: t('finding.added', { code: row.number }), bad: false }
  }
  useScanner(({ thing, text }) => {
    if (thing.kind === 'dossier') void add(text)
    return thing.kind === 'dossier'
  })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void add(text)
  }
  return (
    <form ref={form} onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <div style={{ flex: 1 }}>
          <TextField
            label={t('code')}
            hint={t('codeHint')}
            value={text}
            onChange={(typed) => setText(typed.slice(0, 200))}
            error={said?.bad === true ? said.text : null}
            autoFocus
          />
        </div>
        <Button type="submit" variant="default">
          {t('add')}
        </Button>
      </Group>
      <Text size="sm" role="status">
        {said?.bad === false ? said.text : ''}
      </Text>
    </form>
  )
}
