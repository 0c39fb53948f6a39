import { Button, Group, MultiSelect, NumberInput, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { atWindow, nextWaiting } from '../../../shared/queue/queue.ts'
import type { QueueState, Ticket } from '../../../shared/queue/queue.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { isSaveKey } from '../../ui/save-key.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatTime } from '../../ui/time.ts'
import { useAltKeys } from '../../ui/use-alt-keys.ts'
import styles from './queue.module.css'
import { useNames } from '../dossier/use-names.ts'
import { useWindow } from './use-queue.ts'
import type { QueueActs } from './use-queue.ts'

/** The officer's own window: who stands there, and who comes next. */
export function WindowPanel({ state, acts }: { state: QueueState; acts: QueueActs }) {
  const { t } = useTranslation('queue')
  const navigate = useNavigate()
  const place = useWindow()
  const { window } = place
  const known = place.letters.filter((letter) => state.services.some((service) => service.letter === letter))
  const letters = known.length === 0 ? null : known
  const current = atWindow(state, window)
  const seen = current?.number ?? null
  const next = () => void acts.act({ kind: 'callNext', window, letters, seen })
  const withCurrent = (run: (number: string) => void) => () => current !== null && run(current.number)
  const keys = {
    l: withCurrent((number) => void acts.act({ kind: 'recall', number, window })),
    v: withCurrent((number) => void acts.act({ kind: 'skip', number })),
    t: withCurrent(() => void navigate('/intake')),
    x: withCurrent((number) => void acts.act({ kind: 'finish', number })),
  }
  useAltKeys(keys)
  useCtrlEnter(next)
  return (
    <Panel title={t('section.window')}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <NumberInput
            label={t('window.number')}
            w={90}
            min={1}
            max={99}
            allowDecimal={false}
            clampBehavior="strict"
            value={window}
            onChange={(value) => Number(value) >= 1 && place.setWindow(Number(value))}
          />
          <MultiSelect
            label={t('window.serves')}
            style={{ flex: 1 }}
            placeholder={known.length === 0 ? t('window.all') : ''}
            data={state.services.map(({ letter, name }) => ({ value: letter, label: `${letter} · ${name}` }))}
            value={known}
            onChange={place.setLetters}
          />
        </Group>
        {current === null ? <Nobody state={state} /> : <Current ticket={current} state={state} />}
        <Button
          size="md"
          disabled={acts.busy || nextWaiting(state, letters) === null}
          aria-keyshortcuts="Control+Enter"
          rightSection={<KeyHint keys="Ctrl ↵" />}
          onClick={next}
        >
          {t(current === null ? 'window.next' : 'window.finishNext')}
        </Button>
        {current !== null && <CurrentButtons keys={keys} busy={acts.busy} />}
        <Skipped state={state} window={window} acts={acts} />
      </Stack>
    </Panel>
  )
}

function Nobody({ state }: { state: QueueState }) {
  const { t } = useTranslation('queue')
  const n = state.tickets.filter((ticket) => ticket.state === 'waiting').length
  return (
    <div role="status">
      <Text fw={600}>{t('window.nobody')}</Text>
      <Text size="sm" c="dimmed">
        {t('window.nobodyDetail', { n })}
      </Text>
    </div>
  )
}

function Current({ ticket, state }: { ticket: Ticket; state: QueueState }) {
  const { t } = useTranslation('queue')
  const { officer } = useDesk()
  const names = useNames()
  const service = state.services.find(({ letter }) => letter === ticket.letter)?.name ?? ticket.letter
  return (
    <div role="status">
      <div className={styles.big}>{ticket.number}</div>
      <Text size="sm" fw={600}>
        {service}
        {ticket.priority !== null && ` · ${t(`priority.${ticket.priority}`)}`}
      </Text>
      {ticket.lastCalledAt !== null && (
        <Text size="sm" c="dimmed">
          {t('window.calledAt', { at: formatTime(ticket.lastCalledAt), n: ticket.calls })}
        </Text>
      )}
      {ticket.officerId !== null && ticket.officerId !== officer.id && (
        // Two machines that both say they stand at this window would call over each other's heads.
        <Text size="sm" fw={600} c="amber.8">
          {t('window.calledBy', { name: names.officer(ticket.officerId), window: ticket.window })}
        </Text>
      )}
      {ticket.dossierIds.length > 0 && <Text size="sm">{t('window.dossiers', { n: ticket.dossierIds.length })}</Text>}
    </div>
  )
}

const buttons = [
  { key: 't', label: 'window.intake' },
  { key: 'l', label: 'window.recall' },
  { key: 'v', label: 'window.skip' },
  { key: 'x', label: 'window.finish' },
] as const

function CurrentButtons({ keys, busy }: { keys: Record<'l' | 'v' | 't' | 'x', () => void>; busy: boolean }) {
  const { t } = useTranslation('queue')
  return (
    <Group gap="xs">
      {buttons.map(({ key, label }) => (
        <Button
          key={key}
          size="xs"
          variant="default"
          // A dossier can be taken in from a number also while nobody can call.
          disabled={busy && key !== 't'}
          aria-keyshortcuts={`Alt+${key.toUpperCase()}`}
          rightSection={<KeyHint keys={`Alt ${key.toUpperCase()}`} />}
          onClick={() => keys[key]()}
        >
          {t(label)}
        </Button>
      ))}
    </Group>
  )
}

function Skipped({ state, window, acts }: { state: QueueState; window: number; acts: QueueActs }) {
  const { t } = useTranslation('queue')
  const skipped = state.tickets.filter((ticket) => ticket.state === 'skipped')
  if (skipped.length === 0) return null
  const isFree = atWindow(state, window) === null
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('section.skipped')}
      </Text>
      <Group gap={4}>
        {skipped.slice(-12).map(({ number }) => (
          <Button
            key={number}
            size="compact-sm"
            variant="default"
            disabled={!isFree || acts.busy}
            aria-label={t('window.recallHere', { number })}
            title={t('window.recallHere', { number })}
            onClick={() => void acts.act({ kind: 'recall', number, window })}
          >
            {number}
          </Button>
        ))}
      </Group>
    </div>
  )
}

function useCtrlEnter(run: () => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isSaveKey(event) || event.repeat) return
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return
      event.preventDefault()
      latest.current()
    }
    globalThis.addEventListener('keydown', onKeyDown)
    return () => globalThis.removeEventListener('keydown', onKeyDown)
  }, [])
}
