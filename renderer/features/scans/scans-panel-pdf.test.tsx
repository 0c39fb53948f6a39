import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { beforeEach, describe, expect, test } from 'vitest'
import { fold } from '../../../shared/dossier/fold.ts'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import { FakeBridge } from '../../../test/support/fake-bridge.ts'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import type { PicturePorts } from './pictures.ts'
import { ScansPanel } from './scans-panel.tsx'
import { useStagedStore } from './staged-store.ts'

HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const pdf = new TextEncoder().encode('%PDF-1.7 ba trang')
const file = (name: string, content: Uint8Array) => new File([content.slice()], name)

let kept: string[]
let pictures: PicturePorts
/** What was asked of the pages: number and quarters. */
let arranged: string[]

beforeEach(() => {
  kept = []
  arranged = []
  pictures = {
    drawThumbnail: async () => jpeg,
    openPages: () => Promise.reject(new Error('no pages')),
    turn: async () => null,
    compress: async () => ({ kind: 'failed' }),
    arrange: async (_pdf, pages) => {
      arranged.push(pages.map(({ index, quarters }) => `${index + 1}:${quarters}`).join(' '))
      return { kind: 'done', content: new Uint8Array([...pdf, arranged.length]) }
    },
    compressPdf: async () => ({ kind: 'fits', content: pdf.slice(0, 9), pages: 3, quality: 0.55, scale: 0.7 }),
  }
  useStagedStore.setState({ lists: {} })
  URL.createObjectURL = () => 'blob:scan'
  URL.revokeObjectURL = () => undefined
})

function show() {
  const bridge = new FakeBridge()
  Object.assign(bridge.overrides, {
    'attachments.put': ({ mediaType, content }: { mediaType: string; content: Uint8Array }) => {
      kept.push(mediaType)
      return { kind: 'kept', id: 'ab'.repeat(32), bytes: content.length }
    },
    'attachments.send': () => ({ unknown: [] }),
    'attachments.status': () => [],
    'attachments.putThumbnail': () => ({}),
  })
  const events = [sampleEvent('received', 1)]
  const rest = { syncState: 'savedHere', unsentEventIds: [], unsentSince: null, rejection: null } as const
  const desk = {
    bridge,
    info: { deskId: 'desk-1' },
    officer: { id: 'can-bo-1' },
    now: () => new Date('2026-11-24T09:00:00+07:00'),
    lock: () => undefined,
    db: { save: async () => ({ kind: 'saved', events: [] }) },
  } as unknown as Desk
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={desk}>
          <ScansPanel record={{ dossier: fold(events), events, ...rest, unsentEventIds: [] }} pictures={pictures} />
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return { user: userEvent.setup() }
}
const input = () => screen.getByLabelText('Chọn tệp bản quét')
const alertText = async () => (await screen.findByRole('alert')).textContent
const saveAll = async (user: ReturnType<typeof userEvent.setup>) =>
  user.click(await screen.findByRole('button', { name: /^Lưu \d+ bản quét/ }))

describe('a PDF being prepared', () => {
  const threePages = async () => ({
    count: 3,
    size: async () => ({ width: 794, height: 1123 }),
    draw: async () => undefined,
    text: async () => 'chữ',
    isLocked: async () => false,
    close: () => undefined,
  })
  const stagePdf = async (content = pdf) => {
    pictures = { ...pictures, openPages: threePages }
    const { user } = show()
    await user.upload(input(), [file('hs.pdf', content)])
    await screen.findByRole('button', { name: 'Xem trước hs.pdf' })
    return user
  }
  const openIt = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.click(screen.getByRole('button', { name: 'Xem trước hs.pdf' }))
    await screen.findByRole('region', { name: 'Các trang của tệp PDF' }).catch(() => null)
  }
  const listed = () => Object.values(useStagedStore.getState().lists)[0]![0]!

  test('is turned as a whole from the list; two quick keys are two quarters, four are the file as it came', async () => {
    const user = await stagePdf()
    screen.getByRole('button', { name: 'Xem trước hs.pdf' }).focus()
    await user.keyboard('{Alt>}rr{/Alt}')
    await waitFor(() => expect(arranged).toEqual(['1:1 2:1 3:1', '1:2 2:2 3:2']))
    await user.keyboard('{Alt>}rr{/Alt}')
    await waitFor(() => expect([...listed().content]).toEqual([...pdf]))
  })

  test('pages are turned, moved and left out one by one, by keyboard; kept so when the preview is closed', async () => {
    const user = await stagePdf()
    await openIt(user)
    await user.click(screen.getByRole('button', { name: 'Xoay phải trang 2' }))
    screen.getByRole('listitem', { name: 'Trang 3' }).focus()
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    screen.getByRole('listitem', { name: 'Trang 1' }).focus()
    await user.keyboard('{Delete}')
    expect(screen.getByText('Trang 1: bỏ ra, không lưu')).toBeVisible()
    expect(arranged).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Xong' }))
    await waitFor(() => expect(arranged).toEqual(['3:0 2:1']))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await openIt(user)
    await user.click(screen.getByRole('button', { name: 'Lấy lại trang 1' }))
    await user.click(screen.getByRole('button', { name: 'Xong' }))
    await waitFor(() => expect(arranged.at(-1)).toBe('1:0 3:0 2:1'))
  })

  test('is made smaller after its pages are in order; what is lost is said before, the result seen before it is used', async () => {
    const user = await stagePdf()
    await openIt(user)
    expect(screen.getByText(/không tìm, không chép được chữ/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Xoay phải trang 1' }))
    await user.click(screen.getByRole('button', { name: 'Xem thử bản nén' }))
    expect(await screen.findByText(/chất lượng 55 %, kích thước 70 %/)).toBeVisible()
    expect(arranged).toEqual(['1:1 2:0 3:0'])
    expect(listed().made).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Dùng bản nén này' }))
    await waitFor(() => expect([listed().content.length, listed().made?.bytes]).toEqual([9, 9]))
    await openIt(user)
    await user.click(await screen.findByRole('button', { name: 'Trở về bản gốc' }))
    await waitFor(() => expect([[...listed().content], listed().made]).toEqual([[...pdf], null]))
  })

  test.each([
    [{ kind: 'noGain', bytes: 5000 }, /Bản nén \(5 KB\) không nhỏ hơn/],
    [{ kind: 'failed', problem: 'locked' }, /mật khẩu hoặc bị khóa/],
    [{ kind: 'failed', problem: 'broken' }, /Cấu trúc tệp PDF bị hỏng/],
  ] as const)('that gives %o stays as it is and says why', async (outcome, words) => {
    const user = await stagePdf()
    pictures.compressPdf = async () => outcome
    await openIt(user)
    await user.click(screen.getByRole('button', { name: 'Xem thử bản nén' }))
    expect(await alertText()).toMatch(words)
    await user.click(screen.getByRole('button', { name: 'Xong' }))
    await saveAll(user)
    await waitFor(() => expect(kept).toEqual(['application/pdf']))
    expect(listed()).toBeUndefined()
  })

  test('that is being made smaller shows the page, and can be stopped', async () => {
    const user = await stagePdf()
    pictures.compressPdf = (_pdf, _target, { onPage, signal }) => {
      onPage(1, 3)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'cancelled' })))
    }
    await openIt(user)
    await user.click(screen.getByRole('button', { name: 'Xem thử bản nén' }))
    expect(await screen.findByText('Đang nén trang 2 / 3…')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Dừng' }))
    await waitFor(() => expect(screen.queryByText(/Đang nén trang/)).toBeNull())
    expect([...listed().content]).toEqual([...pdf])
  })

  test('whose pages cannot be written stays as it was, in the list and in the preview', async () => {
    const user = await stagePdf()
    pictures.arrange = async () => ({ kind: 'failed', problem: 'broken' })
    await user.click(screen.getByRole('button', { name: 'Xoay phải hs.pdf' }))
    expect(await screen.findByText(/Không xoay được hs\.pdf\..*Cấu trúc tệp PDF bị hỏng/)).toBeVisible()
    await openIt(user)
    await user.click(screen.getByRole('button', { name: 'Xoay phải trang 1' }))
    await user.click(screen.getByRole('button', { name: 'Xong' }))
    expect((await screen.findAllByRole('alert')).at(-1)?.textContent).toMatch(/Cấu trúc tệp PDF bị hỏng/)
    expect([...listed().content]).toEqual([...pdf])
    await user.click(screen.getByRole('button', { name: 'Xong' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('with a digital signature is shown and saved, and nothing else', async () => {
    const signed = new TextEncoder().encode('%PDF-1.7 << /Type /Sig /ByteRange [0 1 2 3] >>')
    const user = await stagePdf(signed)
    await openIt(user)
    expect(await screen.findByText(/có chữ ký số nên được giữ nguyên/)).toBeVisible()
    expect(screen.queryByLabelText(/Nén xuống tối đa/)).toBeNull()
    expect(screen.queryByRole('button', { name: /Xoay phải trang/ })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Xong' }))
    await saveAll(user)
    await waitFor(() => expect(kept).toEqual(['application/pdf']))
    expect(arranged).toEqual([])
  })
})
