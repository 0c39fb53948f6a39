/** The whole application in jsdom: real screens over the real database and a host in memory. */
import 'fake-indexeddb/auto'
import './matchers.ts'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { App } from '../app/app.tsx'
import { createI18n } from '../app/i18n.ts'
import { openDatabase } from '../app/open-database.ts'
import type { OpenDatabaseRequest } from '../app/services.ts'
import type { DeskDatabase } from '../database/desk-database.ts'
import { FakeBridge } from '../../test/support/fake-bridge.ts'
import catalogue from '../../gateway/sample/catalogue.json' with { type: 'json' }
import calendar from '../../gateway/sample/calendar.json' with { type: 'json' }
import organisations from '../../gateway/sample/organisations.json' with { type: 'json' }
import officers from '../../gateway/sample/officers.json' with { type: 'json' }

export const deskTime = new Date('2026-11-24T09:00:00+07:00')
const dataKey = new Uint8Array(32).fill(7)
let desks = 0

/** A host that has never seen a network, with the sample commune's references. */
export function offlineHost(): FakeBridge {
  desks += 1
  const bridge = new FakeBridge(undefined, `man-hinh-${desks}`, 700 + desks)
  bridge.link = { ...bridge.link, online: false }
  const profiles = officers.officers.map((officer) => ({ ...officer, active: true }))
  const bodies = { catalogue, calendar, organisations }
  Object.assign(bridge.overrides, {
    'app.info': () => ({
      hostKind: 'browser',
      version: '0',
      enrolled: true,
      deskId: bridge.deskId,
      deskName: 'Quầy số 1',
      communeId: '25459',
      communeName: 'Phường Tân Ninh',
      development: false,
    }),
    'session.officers': () => profiles,
    'session.signIn': ({ officerId, pin }: { officerId: string; pin: string }) => {
      if (pin !== '1111') return { kind: 'wrongPin', attemptsLeft: 4 }
      bridge.officerId = officerId
      return { kind: 'signedIn', officer: profiles.find(({ id }) => id === officerId), dataKey }
    },
    'session.signOut': () => ({}),
    'journal.status': () => ({ lastSeq: bridge.journal.length, quarantined: [], freeBytes: 50e9, diskLow: false }),
    'journal.acceptClock': () => ({}),
    'reference.get': ({ kind }: { kind: keyof typeof bodies }) => ({ version: 'mau', body: bodies[kind] }),
  })
  return bridge
}

const opened: DeskDatabase[] = []

/** One realm may hold few collections: a test's database goes with its test. */
export async function closeApps(): Promise<void> {
  cleanup()
  await Promise.all(opened.splice(0).map((db) => db.close()))
}

async function openAndRemember(request: OpenDatabaseRequest): Promise<DeskDatabase> {
  const db = await openDatabase(request)
  opened.push(db)
  return db
}

export interface OpenedApp {
  bridge: FakeBridge
  user: UserEvent
}

export function openApp(bridge: FakeBridge): OpenedApp {
  window.location.hash = ''
  render(<App services={{ bridge, openDatabase: openAndRemember, now: () => deskTime }} i18n={createI18n('vi')} />)
  return { bridge, user: userEvent.setup() }
}

export async function signIn({ user }: OpenedApp, pin = '1111'): Promise<void> {
  await user.click(await screen.findByText('Trần Quốc Đạt'))
  await user.type(await screen.findByLabelText(/Mã PIN của/), `${pin}{Enter}`)
}
