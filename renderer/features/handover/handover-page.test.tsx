/** The whole handover through the application: both signatures, a refusal with its reason, and what goes wrong. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { fold } from '../../../shared/dossier/fold.ts'
import { useGiveStore } from './give-store.ts'
import { closeApps, offlineHost, openApp, signIn, type OpenedApp } from '../../testing/open-app.tsx'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { readWithReader } from '../../testing/reader.ts'
import { pressSaveBehind } from '../../testing/save-behind.ts'

afterEach(closeApps)
afterEach(() => useGiveStore.getState().change('', {}))

const codeOf = (n: number) => `000.00.01.H53-261124-000${n}`

/** A desk with `count` dossiers of the day in its journal, on the handover screen. */
async function openHandover(count: number): Promise<OpenedApp> {
  const host = offlineHost()
  for (let n = 1; n <= count; n++)
    await host.call('journal.commit', {
      drafts: [
        {
          dossierId: sampleUuid(5, n),
          type: 'received',
          at: '2026-11-24T08:00:00+07:00',
          payload: receivedPayload({ number: { code: codeOf(n), kind: 'leased' } }),
        },
      ],
    })
  const app = openApp(host)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F8}')
  await screen.findByRole('heading', { level: 1, name: 'Bàn giao hồ sơ' })
  return app
}

const codeField = () => screen.findByLabelText('Quét hoặc gõ mã hồ sơ')

/** Pasted: keys that come as fast as a test sends them are a reader's. */
async function enter(app: OpenedApp, code: string): Promise<void> {
  await app.user.click(await codeField())
  await app.user.paste(code)
  await app.user.keyboard('{Enter}')
}

async function choose(app: OpenedApp, codes: readonly string[], receiver: string): Promise<void> {
  for (const code of codes) {
    await enter(app, code)
    await screen.findByText(`Đã thêm ${code}`)
  }
  await app.user.click(screen.getByRole('combobox', { name: /Giao cho/ }))
  await app.user.click(await screen.findByRole('option', { name: new RegExp(receiver), hidden: true }))
}

const stateOf = ({ bridge }: OpenedApp, n: number) =>
  fold(bridge.journal.map(({ event }) => event).filter(({ dossierId }) => dossierId === sampleUuid(5, n)))

describe('handing over', () => {
  test('giver signs, receiver takes one and declines one with a reason, by PIN at the same desk', async () => {
    const app = await openHandover(2)
    await choose(app, [codeOf(1), codeOf(2)], 'Thạch Thị Sóc Kha')
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText('Đã ký giao 2 hồ sơ cho Thạch Thị Sóc Kha')
    expect(stateOf(app, 1).handovers).toMatchObject([{ state: 'offered', size: 2 }])
    await app.user.click(screen.getByRole('button', { name: 'Bên nhận xác nhận ngay' }))
    const dialog = within(await screen.findByRole('dialog'))
    await app.user.click(dialog.getByLabelText(`Nhận ${codeOf(2)}`))
    await app.user.type(dialog.getByLabelText(/Mã PIN của Thạch Thị Sóc Kha/), '1111')
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    // The reason is missing: nothing is signed.
    expect(stateOf(app, 1).handovers).toMatchObject([{ state: 'offered' }])
    await app.user.type(dialog.getByLabelText(`Lý do không nhận ${codeOf(2)}`), 'Thiếu bản sao')
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(stateOf(app, 1).handovers).toMatchObject([{ state: 'accepted' }]))
    expect(stateOf(app, 1).keeper?.name).toBe('Thạch Thị Sóc Kha')
    expect(stateOf(app, 2).handovers).toMatchObject([{ state: 'declined', answerReason: 'Thiếu bản sao' }])
    expect(app.bridge.journal.at(-1)?.event.officerId).toBe('can-bo-3')
  })

  test('a batch that was signed by mistake is taken back whole by Ctrl+Z', async () => {
    const app = await openHandover(2)
    await choose(app, [codeOf(1), codeOf(2)], 'Thạch Thị Sóc Kha')
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('button', { name: /Hoàn tác/ })
    await app.user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(stateOf(app, 2).handovers).toMatchObject([{ state: 'withdrawn' }]))
    expect(stateOf(app, 1).handovers).toMatchObject([{ state: 'withdrawn' }])
    // Nothing is left on the screen that could be printed.
    await codeField()
    expect(screen.queryByRole('button', { name: 'In giấy bàn giao' })).toBeNull()
  })

  test('the key signs the dialog in front while the focus is still behind it', async () => {
    const app = await openHandover(1)
    await choose(app, [codeOf(1)], 'Thạch Thị Sóc Kha')
    await app.user.click(screen.getByRole('button', { name: /Ký giao/ }))
    await app.user.click(await screen.findByRole('button', { name: 'Bên nhận xác nhận ngay' }))
    await app.user.type(await screen.findByLabelText(/^Mã PIN của/), '1111')
    expect(pressSaveBehind()).toBe(true)
    await waitFor(() => expect(stateOf(app, 1).handovers).toMatchObject([{ state: 'accepted' }]))
    expect(app.bridge.journal).toHaveLength(3)
  })

  test('a wrong PIN is said with the tries left, and signs nothing', async () => {
    const app = await openHandover(1)
    await choose(app, [codeOf(1)], 'Thạch Thị Sóc Kha')
    await app.user.click(screen.getByRole('button', { name: /Ký giao/ }))
    await app.user.click(await screen.findByRole('button', { name: 'Bên nhận xác nhận ngay' }))
    await app.user.type(await screen.findByLabelText(/^Mã PIN của/), '9999')
    await app.user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText(/Còn 4 lần thử/)).toBeVisible()
    expect(stateOf(app, 1).handovers).toMatchObject([{ state: 'offered' }])
  })

  test('what waits for me is told on the home screen and signed without another PIN', async () => {
    const app = await openHandover(1)
    const offer = {
      batchId: sampleUuid(0x77, 3),
      from: { kind: 'officer', id: 'can-bo-1', name: 'Lê Thị Kim Ngân', title: '', unit: '' },
      to: { kind: 'officer', id: 'can-bo-2', name: 'Trần Quốc Đạt', title: '', unit: '' },
      reason: 'Đổi ca',
      note: '',
      size: 1,
    }
    const at = '2026-11-24T08:30:00+07:00'
    // As a colleague's offer would come in by sync: into the journal first, seen after the next sign-in.
    await app.bridge.call('journal.commit', {
      drafts: [{ dossierId: sampleUuid(5, 1), type: 'handoverOffered', at, payload: offer }],
    })
    await closeApps()
    const again = openApp(app.bridge)
    await signIn(again)
    await again.user.click(await screen.findByText('Xem và xác nhận'))
    await again.user.click(await screen.findByRole('button', { name: 'Kiểm đếm và xác nhận' }))
    await screen.findByRole('dialog')
    await again.user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText('Không có hồ sơ nào chờ bạn xác nhận')
    expect(stateOf(again, 1).keeper?.id).toBe('can-bo-2')
  })

  test('odd codes are said at the field and lose nothing that is listed', async () => {
    const app = await openHandover(1)
    await app.user.click(await codeField())
    readWithReader(codeOf(1))
    await screen.findByText(`Đã thêm ${codeOf(1)}`)
    for (const garbage of ['🙈', 'không có', '000.00.01.H53-261124-9999', 'x'.repeat(300)]) {
      await enter(app, garbage)
      expect(await screen.findByText(/Không tìm thấy hồ sơ có mã/)).toBeVisible()
    }
    await app.user.click(await codeField())
    readWithReader(codeOf(1))
    expect(await screen.findByText(`Hồ sơ ${codeOf(1)} đã có trong danh sách`)).toBeVisible()
    expect(screen.getByText(/Đã chọn 1 hồ sơ/)).toBeVisible()
    await app.user.click(screen.getByRole('button', { name: /Ký giao/ }))
    expect(await screen.findByText('Hãy chọn bên nhận')).toBeVisible()
    expect(app.bridge.journal).toHaveLength(1)
  })
})
