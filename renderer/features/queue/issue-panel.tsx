import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { priorities } from '../../../shared/queue/queue.ts'
import type { Priority, QueueState, Ticket } from '../../../shared/queue/queue.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Panel } from '../../ui/panel.tsx'
import { usePrinting } from '../printing/printing-provider.tsx'
import styles from './queue.module.css'
import { ServicesDialog } from './services-dialog.tsx'
import { useAltKeys } from './use-alt-keys.ts'
import type { QueueActs } from './use-queue.ts'

const printKey = 'mot-cua.queue-print'

interface Given {
  ticket: Ticket
  service: string
  ahead: number
}

/** Who is called before a fresh ticket. */
function countAhead(state: QueueState, ticket: Ticket): number {
  return state.tickets.filter(
    ({ state: now, letter, priority, number }) =>
      now === 'waiting' &&
      letter === ticket.letter &&
      number !== ticket.number &&
      (ticket.priority === null || priority !== null),
  ).length
}

export function IssuePanel({ state, acts }: { state: QueueState; acts: QueueActs }) {
  const { t } = useTranslation('queue')
  const { open } = usePrinting()
  const [priority, setPriority] = useState<Priority | null>(null)
  const [prints, setPrints] = useState(() => localStorage.getItem(printKey) !== 'no')
  const [given, setGiven] = useState<Given | null>(null)
  const [editing, setEditing] = useState(false)
  const print = ({ ticket, service, ahead }: Given) =>
    open({
      form: 'queueTicket',
      content: { number: ticket.number, service, isPriority: ticket.priority !== null, ahead, at: ticket.issuedAt },
    })
  const issue = async (letter: string, service: string) => {
    const done = await acts.act({ kind: 'issue', letter, priority })
    if (done?.ticket == null) return
    const next = { ticket: done.ticket, service, ahead: countAhead(done.state, done.ticket) }
    setGiven(next)
    // The next person is one without priority, unless told otherwise again.
    setPriority(null)
    if (prints) print(next)
  }
  useAltKeys(
    Object.fromEntries(state.services.map(({ letter, name }, i) => [String(i + 1), () => void issue(letter, name)])),
  )
  return (
    <Panel
      title={t('section.issue')}
      aside={
        <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
          {t('issue.services')}
        </Button>
      }
    >
      <Stack gap="xs">
        <Select
          label={t('issue.priority')}
          data={[
            { value: '', label: t('issue.none') },
            ...priorities.map((value) => ({ value, label: t(`priority.${value}`) })),
          ]}
          value={priority ?? ''}
          onChange={(value) => setPriority(priorities.find((one) => one === value) ?? null)}
        />
        <div className={styles.services}>
          {state.services.map(({ letter, name }, i) => (
            <Button
              key={letter}
              variant="default"
              justify="space-between"
              leftSection={<b>{letter}</b>}
              rightSection={<KeyHint keys={`Alt ${i + 1}`} />}
              aria-keyshortcuts={`Alt+${i + 1}`}
              disabled={acts.busy}
              onClick={() => void issue(letter, name)}
            >
              {name}
            </Button>
          ))}
        </div>
        <Checkbox
          label={t('issue.print')}
          checked={prints}
          onChange={(event) => {
            localStorage.setItem(printKey, event.currentTarget.checked ? 'yes' : 'no')
            setPrints(event.currentTarget.checked)
          }}
        />
        {given !== null && (
          <Group justify="space-between" role="status">
            <div>
              <Text fw={600}>{t('issue.given', { number: given.ticket.number, service: given.service })}</Text>
              <Text size="sm">{t('issue.ahead', { n: given.ahead })}</Text>
            </div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden="true" />}
              onClick={() => print(given)}
            >
              {t('issue.again', { number: given.ticket.number })}
            </Button>
          </Group>
        )}
      </Stack>
      {editing && <ServicesDialog services={state.services} acts={acts} onClose={() => setEditing(false)} />}
    </Panel>
  )
}
