/** The list of keys, the keys shown on the screens and the keys that work are the same. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { closeApps, offlineHost, openApp, signIn, type OpenedApp } from '../../testing/open-app.tsx'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { places } from './commands.ts'
import { wordKeys } from './screen-commands.ts'
import { shortcutGroups } from './shortcuts.ts'

afterEach(closeApps)

const sources = import.meta.glob<string>('../../**/*.tsx', { eager: true, query: '?raw', import: 'default' })
const plain = (keys: string) => keys.replaceAll('+', ' ').replaceAll('⏎', '↵').trim()
const listed = new Set(shortcutGroups.flatMap(({ shortcuts }) => shortcuts.flatMap(({ keys }) => keys)))

function shownIn(source: string): string[] {
  const hints = [...source.matchAll(/KeyHint keys="([^"]+)"/g)].map(([, keys = '']) => plain(keys))
  const announced = [...source.matchAll(/aria-keyshortcuts="([^"]+)"/g)].map(([, keys = '']) => wordKeys(keys))
  return [...hints, ...announced]
}

test('every key that a button shows or announces is on the list', () => {
  const shown = Object.entries(sources)
    .filter(([path]) => !path.includes('.test.'))
    .flatMap(([path, source]) => shownIn(source).map((keys) => [path, keys] as const))
  expect(shown.length).toBeGreaterThan(40)
  expect(shown.filter(([, keys]) => !listed.has(keys))).toEqual([])
  for (const { keys } of places) if (keys !== null) expect(listed).toContain(keys)
})

test('a button that shows a key announces it, and the other way round', () => {
  for (const [path, source] of Object.entries(sources)) {
    if (path.includes('.test.') || path.includes('camera-dialog')) continue
    const hints = [...source.matchAll(/rightSection=\{<KeyHint/g)].length
    const announced = [...source.matchAll(/aria-keyshortcuts=/g)].length
    expect([path, announced]).toEqual([path, Math.max(announced, hints)])
  }
})

/** Whether the page takes the key: what nobody handles is left to the browser. */
function takes(keys: string): boolean {
  const parts = keys.split(' ')
  const names: Record<string, string> = {
    '↵': 'Enter',
    Esc: 'Escape',
    '→': 'ArrowRight',
    '↑': 'ArrowUp',
    '↓': 'ArrowDown',
  }
  const last = parts.at(-1) ?? ''
  const event = new KeyboardEvent('keydown', {
    key: names[last] ?? (parts.length > 1 && /^[A-Z]$/.test(last) ? last.toLowerCase() : last),
    code: /^[A-Z]$/.test(last) ? `Key${last}` : last,
    ctrlKey: parts.includes('Ctrl'),
    altKey: parts.includes('Alt'),
    bubbles: true,
    cancelable: true,
  })
  const target = document.activeElement ?? document.body
  return !target.dispatchEvent(event)
}
const keysOf = (group: (typeof shortcutGroups)[number]['name']) =>
  shortcutGroups.filter(({ name }) => name === group).flatMap(({ shortcuts }) => shortcuts.flatMap(({ keys }) => keys))
const first = (keys: string) => keys.replace('1…9', '1')

async function openDesk(): Promise<OpenedApp> {
  const host = offlineHost()
  const draft = {
    dossierId: sampleUuid(6, 3),
    type: 'received',
    at: '2026-11-24T08:00:00+07:00',
    payload: receivedPayload(),
  }
  await host.call('journal.commit', { drafts: [draft as never] })
  const app = openApp(host)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  return app
}

async function go(hash: string, heading: RegExp): Promise<void> {
  window.location.hash = hash
  await screen.findByRole('heading', { level: 1, name: heading })
}

async function closeDialogs({ user }: OpenedApp): Promise<void> {
  if (screen.queryByRole('dialog') === null) return
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}

test('every listed key of the screens is taken there', async () => {
  const app = await openDesk()
  const dead: string[] = []
  const probe = async (group: Parameters<typeof keysOf>[0], skip: readonly string[] = []) => {
    for (const keys of keysOf(group)) {
      if (skip.includes(keys)) continue
      if (!takes(first(keys))) dead.push(`${group}: ${keys}`)
      await closeDialogs(app)
    }
  }
  await probe('home')
  // Nothing was done that could be undone, and Escape is probed last.
  await probe('everywhere', ['Ctrl Z', 'Esc', 'Ctrl K'])
  await go('#/', /Chào/)
  await app.user.keyboard('{Control>}k{/Control}')
  await closeDialogs(app)
  for (const [hash, heading] of [
    ['#/register', /Sổ theo dõi/],
    ['#/cash', /Thu phí/],
    ['#/report', /II\.06a/],
  ] as const) {
    await go(hash, heading)
    await probe('sheets')
  }
  await go(`#/dossiers/${sampleUuid(6, 3)}`, /H53/)
  await screen.findByRole('button', { name: /Ghi chú/ })
  for (const keys of keysOf('dossier')) {
    if (!takes(first(keys))) dead.push(`dossier: ${keys}`)
    await app.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  }
  expect(dead).toEqual([])
})

test('the palette calls a button of the screen by its words, and of an open dialog', async () => {
  const app = await openDesk()
  await go(`#/dossiers/${sampleUuid(6, 3)}`, /H53/)
  await screen.findByRole('button', { name: /Ghi chú/ })
  await app.user.keyboard('{Control>}k{/Control}')
  const search = await screen.findByPlaceholderText(/lệnh/i)
  await app.user.type(search, 'ghi chu')
  const found = await screen.findByRole('button', { name: /Ghi chú.*Trên màn hình này/ })
  expect(within(found).getByText('Alt 6')).toBeTruthy()
  await app.user.keyboard('{Enter}')
  expect(await screen.findByRole('dialog', { name: 'Ghi chú' })).toBeVisible()
})
