/** One screen at a desk that holds a few dossiers in memory; what is saved is added and shown, as the database does. */
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { MemoryRouter } from 'react-router'
import { BehaviorSubject, map } from 'rxjs'
import catalogueBody from '../../gateway/sample/catalogue.json' with { type: 'json' }
import organisations from '../../gateway/sample/organisations.json' with { type: 'json' }
import type { DossierEvent, EventDraft, PayloadOf } from '../../shared/dossier/event.ts'
import { eventDraftSchema } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { mergeEvents } from '../../shared/dossier/merge.ts'
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import { sampleEvent } from '../../test/support/event-builder.ts'
import { FakeBridge } from '../../test/support/fake-bridge.ts'
import { DeskProvider, type Desk } from '../app/desk-context.tsx'
import { createI18n } from '../app/i18n.ts'
import type { DossierRecord, SaveResult } from '../database/desk-database.ts'
import { memoryDrafts } from './memory-drafts.ts'
import { PrintingProvider } from '../features/printing/printing-provider.tsx'
import { sampleCalendar } from './sample-intake.ts'

export const deskNow = new Date('2026-11-24T14:00:00+07:00')

export class DeskOfRecords {
  readonly #histories: BehaviorSubject<DossierEvent[]>
  readonly saved: EventDraft[] = []
  /** What the next saves answer; null: they are saved. */
  refusal: SaveResult | null = null
  readonly now: Date
  overrides: Partial<Desk['db']> = {}

  constructor(events: DossierEvent[], now = deskNow) {
    this.#histories = new BehaviorSubject(events)
    this.now = now
  }

  /** As by sync. */
  arrive(event: DossierEvent): void {
    this.#histories.next([...this.#histories.value, event])
  }

  record(dossierId: string): DossierRecord | null {
    const events = mergeEvents(this.#histories.value.filter((event) => event.dossierId === dossierId))
    if (events.length === 0) return null
    return {
      dossier: fold(events),
      events,
      syncState: 'savedHere',
      unsentEventIds: [],
      unsentSince: null,
      rejection: null,
    }
  }

  readonly #save = async (drafts: readonly EventDraft[]): Promise<SaveResult> => {
    if (this.refusal !== null) return this.refusal
    const added = drafts.map((draft, n) => {
      eventDraftSchema.parse(draft)
      const options = { payload: draft.payload as PayloadOf<typeof draft.type>, deskId: 'desk-1' }
      const event = sampleEvent(draft.type, 500 + this.saved.length + n, options)
      return { ...event, dossierId: draft.dossierId, at: draft.at }
    })
    this.saved.push(...drafts)
    this.#histories.next([...this.#histories.value, ...added])
    return { kind: 'saved', events: added }
  }

  readonly drafts = memoryDrafts()

  get desk(): Desk {
    const db = {
      drafts: this.drafts,
      get: async (id: string) => this.record(id),
      watch: (id: string) => this.#histories.pipe(map(() => this.record(id))),
      save: this.#save,
      ...this.overrides,
    }
    return {
      bridge: new FakeBridge(),
      info: { deskId: 'desk-1', deskName: 'Quầy số 1', communeId: '25459', communeName: 'Phường Tân Ninh' },
      officer: { id: 'can-bo-1', name: 'Trần Quốc Đạt', organisationId: '25459.mot-cua', roles: ['intake'] },
      officers: [{ id: 'can-bo-1', name: 'Trần Quốc Đạt' }],
      reference: {
        catalogue: catalogueSchema.parse(catalogueBody),
        calendar: sampleCalendar,
        organisations: organisations.organisations,
      },
      now: () => this.now,
      lock: () => undefined,
      db,
    } as unknown as Desk
  }
}

export function showAtDesk(desk: DeskOfRecords, screen: ReactNode, path = '/'): UserEvent {
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <Notifications />
        <DeskProvider value={desk.desk}>
          <PrintingProvider>
            <MemoryRouter initialEntries={[path]}>{screen}</MemoryRouter>
          </PrintingProvider>
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return userEvent.setup()
}
