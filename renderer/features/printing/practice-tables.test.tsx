/** Whatever table leaves a practice desk says on every sheet, and in its name, that it is worth nothing. */
import { screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { unzip } from '../../../test/support/xlsx-tools.ts'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'

afterEach(closeApps)

type Place = readonly [keys: string, title: string, ready: string, sheets: number]
const places: readonly Place[] = [
  ['{F7}', 'Sổ theo dõi hồ sơ', '1 / 1 hồ sơ', 1],
  ['{F10}', 'Thu phí, lệ phí', 'Theo loại', 3],
  ['{Control>}{F10}{/Control}', 'Báo cáo II.06a', 'Hộ tịch', 1],
]

async function saveTable(practice: boolean, [keys, title, ready]: Place) {
  const saved: { content: Uint8Array; suggestedName: string }[] = []
  const bridge = offlineHost()
  const info = bridge.overrides['app.info']!
  Object.assign(bridge.overrides, {
    'app.info': async () => ({ ...(await info({})), practice }),
    'files.save': (job: (typeof saved)[number]) => {
      saved.push(job)
      return { kind: 'saved', path: '/x.xlsx' }
    },
  })
  const charge = {
    amount: 8000,
    timing: 'atIntake',
    exemption: null,
    paidAtIntake: 8000,
    receiptNumber: 'BL 1',
  } as const
  const draft = { dossierId: sampleUuid(0, 1), type: 'received', at: '2026-11-24T08:30:00+07:00' } as const
  await bridge.call('journal.commit', { drafts: [{ ...draft, payload: receivedPayload({ charge }) }] })
  const app = openApp(bridge)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard(keys)
  await screen.findByRole('heading', { level: 1, name: title })
  await screen.findAllByText(ready)
  await app.user.keyboard('{Control>}s{/Control}')
  await screen.findByText('Đã lưu tệp Excel')
  const files = unzip(saved[0]?.content ?? new Uint8Array())
  const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, xml]) => xml)
  return { name: saved[0]?.suggestedName ?? '', sheets, texts: files.get('xl/sharedStrings.xml') ?? '' }
}

test.each(places)('%s: %s', async (...place) => {
  const practised = await saveTable(true, place)
  expect(practised.name).toMatch(/^TAP-HUAN_/)
  expect(practised.sheets).toHaveLength(place[3])
  for (const xml of practised.sheets) {
    expect(xml).toContain('<oddHeader>&amp;CTẬP HUẤN – KHÔNG CÓ GIÁ TRỊ</oddHeader>')
    // The first cell of every sheet is the same text.
    const first = /<c r="A1"[^>]*t="s"[^>]*><v>(\d+)<\/v>/.exec(xml)?.[1]
    const texts = [...practised.texts.matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>.*?<\/si>/gs)].map(([, text]) => text)
    expect(texts[Number(first)]).toBe('TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ')
  }
  await closeApps()
  const real = await saveTable(false, place)
  expect(real.name).not.toMatch(/TAP-HUAN/)
  expect(real.texts).not.toContain('TẬP HUẤN')
})
