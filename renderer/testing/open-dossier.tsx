/** One dossier's actions in jsdom: real dialogs and papers, over a history that grows as they save. */
import './matchers.ts'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { render, screen } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { fold } from '../../shared/dossier/fold.ts'
import type { DossierEvent, EventDraft } from '../../shared/dossier/event.ts'
import { formatStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { Paper } from '../../shared/forms/papers.ts'
import type { Organisation } from '../../shared/reference/organisation.ts'
import { sampleUuid } from '../../test/support/event-builder.ts'
import organisations from '../../gateway/sample/organisations.json' with { type: 'json' }
import { DeskProvider, type Desk } from '../app/desk-context.tsx'
import { createI18n } from '../app/i18n.ts'
import type { DossierRecord, SaveResult } from '../database/desk-database.ts'
import { ActionBar } from '../features/dossier/action-bar.tsx'
import { PrintingProvider } from '../features/printing/printing-provider.tsx'
import type { PrintingPorts } from '../features/printing/ports.ts'
import { memoryDrafts } from './memory-drafts.ts'
import { sampleCalendar, sampleCatalogue } from './sample-intake.ts'

// jsdom draws nothing; what the canvas shows is looked at in a real browser.
HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext

export interface OpenedDossier {
  user: UserEvent
  /** Grows with what is saved. */
  events: DossierEvent[]
  /** In the order they were saved. */
  saved: EventDraft[]
  papers: Pick<Paper, 'view' | 'definition'>[]
  /** Answered instead of saving, while it is set. */
  refuseWith: { answer: SaveResult | null }
  drafts: ReturnType<typeof memoryDrafts>
  record: () => DossierRecord
}

function toEvent(draft: EventDraft, n: number): DossierEvent {
  const wallMs = Date.parse(draft.at)
  return {
    ...draft,
    payload: draft.payload as Record<string, unknown>,
    id: sampleUuid(99, n),
    communeId: '25459',
    clock: formatStamp(wallMs, n, 'desk-1'),
    deskId: 'desk-1',
    officerId: 'can-bo-1',
    previous: null,
    signature: 'unsigned',
  }
}

/** @param now the desk's clock, local instant */
export function openDossier(history: readonly DossierEvent[], now: string): OpenedDossier {
  const events = [...history]
  const saved: EventDraft[] = []
  const papers: OpenedDossier['papers'] = []
  const refuseWith: OpenedDossier['refuseWith'] = { answer: null }
  const record = (): DossierRecord => ({
    dossier: fold(events),
    events: [...events],
    syncState: 'savedHere',
    unsentEventIds: [],
    unsentSince: null,
    rejection: null,
  })
  const listeners = new Set<() => void>()
  const drafts = memoryDrafts()
  const officer = { id: 'can-bo-1', name: 'Lê Văn Đức', title: 'Chuyên viên', organisationId: '25459.mot-cua' }
  const desk = {
    bridge: { call: async () => ({ kind: 'printed' }) },
    db: {
      drafts,
      get: async () => record(),
      save: async (drafts: readonly EventDraft[]): Promise<SaveResult> => {
        if (refuseWith.answer !== null) return refuseWith.answer
        const added = drafts.map((draft, n) => toEvent(draft, events.length + n))
        saved.push(...drafts)
        events.push(...added)
        for (const listener of listeners) listener()
        return { kind: 'saved', events: added }
      },
    },
    info: { communeId: '25459', communeName: 'Phường Tân Ninh', deskId: 'desk-1', deskName: 'Quầy số 1' },
    officer,
    officers: [officer],
    reference: {
      catalogue: sampleCatalogue,
      calendar: sampleCalendar,
      organisations: organisations.organisations as Organisation[],
    },
    now: () => new Date(now),
    lock: () => undefined,
  } as unknown as Desk
  const ports: PrintingPorts = {
    makePdf: async (paper) => {
      papers.push(paper)
      return new TextEncoder().encode('%PDF-1.3 sample')
    },
    openPages: async () => ({
      count: 1,
      size: async () => ({ width: 560, height: 794 }),
      draw: async () => undefined,
      isLocked: async () => false,
      text: async () => 'chữ',
      close: () => undefined,
    }),
  }
  function Bar() {
    const [shown, setShown] = useState(record)
    listeners.add(() => setShown(record()))
    return <ActionBar record={shown} />
  }
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <Notifications />
        <DeskProvider value={desk}>
          <PrintingProvider ports={ports}>
            <Bar />
          </PrintingProvider>
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return { user: userEvent.setup(), events, saved, papers, refuseWith, drafts, record }
}

export async function openAction({ user }: OpenedDossier, name: RegExp): Promise<HTMLElement> {
  await user.click(screen.getByRole('button', { name }))
  return screen.findByRole('dialog')
}

export const saveDialog = ({ user }: OpenedDossier): Promise<void> => user.keyboard('{Control>}{Enter}{/Control}')
