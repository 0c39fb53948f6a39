import { memoryDrafts } from '../../testing/memory-drafts.ts'
import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { beforeEach, describe, expect, test } from 'vitest'
import type { AttachmentState } from '../../../shared/bridge/attachments.ts'
import type { EventDraft } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { attachmentLimits } from '../../../shared/wire/attachments.ts'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import { FakeBridge } from '../../../test/support/fake-bridge.ts'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import type { DossierRecord, SaveResult } from '../../database/desk-database.ts'
import type { PicturePorts } from './pictures.ts'
import { ScansPanel } from './scans-panel.tsx'
import { useStagedStore } from './staged-store.ts'

HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext

const id = 'ab'.repeat(32)
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
const pdf = new TextEncoder().encode('%PDF-1.7 một trang')
const file = (name: string, content: Uint8Array | string) =>
  new File([typeof content === 'string' ? content : content.slice()], name)

let bridge: FakeBridge
let saved: EventDraft[]
let answer: SaveResult
let kept: string[]
let pictures: PicturePorts

beforeEach(() => {
  bridge = new FakeBridge()
  saved = []
  kept = []
  answer = { kind: 'saved', events: [] }
  pictures = {
    drawThumbnail: async () => jpeg,
    openPages: () => Promise.reject(new Error('no pages')),
    turn: async (_scan, quarters) => ({ content: new Uint8Array([...jpeg, quarters]), mediaType: 'image/jpeg' }),
    compress: async () => ({ kind: 'fits', content: jpeg.slice(0, 4), quality: 0.55, scale: 0.7 }),
    arrange: async () => ({ kind: 'failed', problem: 'broken' }),
    compressPdf: async () => ({ kind: 'failed', problem: 'broken' }),
  }
  useStagedStore.setState({ lists: {} })
  Object.assign(bridge.overrides, {
    'attachments.put': ({ mediaType, content }: { mediaType: string; content: Uint8Array }) => {
      kept.push(mediaType)
      return { kind: 'kept', id, bytes: content.length }
    },
    'attachments.send': () => ({ unknown: [] }),
    'attachments.status': () => [],
    'attachments.thumbnail': () => ({ content: null }),
    'attachments.putThumbnail': () => ({}),
    'attachments.get': () => ({ kind: 'missing' }),
  })
  URL.createObjectURL = () => 'blob:scan'
  URL.revokeObjectURL = () => undefined
})

function recordOf(withScan: boolean): DossierRecord {
  const events = [sampleEvent('received', 1), ...(withScan ? [sampleEvent('scansAdded', 2)] : [])]
  return {
    dossier: fold(events),
    events,
    syncState: 'savedHere',
    unsentEventIds: [],
    unsentSince: null,
    rejection: null,
  }
}

function show(withScan = false, deskId = 'desk-1') {
  const desk = {
    bridge,
    info: { deskId },
    officer: { id: 'can-bo-1' },
    now: () => new Date('2026-11-24T09:00:00+07:00'),
    lock: () => undefined,
    db: {
      drafts: memoryDrafts(),
      save: async (drafts: EventDraft[]) => {
        if (answer.kind === 'saved') saved.push(...drafts)
        return answer
      },
    },
  } as unknown as Desk
  const record = recordOf(withScan)
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={desk}>
          <ScansPanel record={record} pictures={pictures} />
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return { user: userEvent.setup(), record }
}
const input = () => screen.getByLabelText('Chọn tệp bản quét')
const alertText = async () => (await screen.findByRole('alert')).textContent

const saveAll = async (user: ReturnType<typeof userEvent.setup>) =>
  user.click(await screen.findByRole('button', { name: /^Lưu \d+ bản quét/ }))

describe('adding', () => {
  test('a file is kept, named by an event with its component, and then sent', async () => {
    const { user, record } = show()
    const component = record.dossier.components[0]!
    await user.selectOptions(screen.getByLabelText('Thuộc giấy tờ'), component.id)
    await user.upload(input(), [file('Tờ khai.pdf', pdf)])
    expect(kept).toEqual([])
    await saveAll(user)
    await waitFor(() => expect(bridge.calls).toContain('attachments.send'))
    expect(saved).toMatchObject([
      {
        type: 'scansAdded',
        payload: { scans: [{ id, name: 'Tờ khai.pdf', mediaType: 'application/pdf', componentId: component.id }] },
      },
    ])
    expect(bridge.calls.indexOf('attachments.put')).toBeLessThan(bridge.calls.indexOf('attachments.send'))
  })

  test('dropping is choosing', async () => {
    const { user } = show()
    const dropped = file('ảnh.jpg', jpeg)
    const items = [{ kind: 'file', type: 'image/jpeg', getAsFile: () => dropped }]
    fireEvent.drop(screen.getByRole('button', { name: 'Chọn tệp' }), {
      dataTransfer: { files: [dropped], items, types: ['Files'] },
    })
    await saveAll(user)
    await waitFor(() => expect(saved).toHaveLength(1))
  })

  test('what a file is called does not decide what it is', async () => {
    const { user } = show()
    await user.upload(input(), [file('scan.dat', jpeg)])
    await saveAll(user)
    await waitFor(() => expect(kept).toEqual(['image/jpeg']))
  })

  test.each([
    ['a program called .pdf', () => file('a.pdf', 'MZ\u0090'), /không phải PDF hay ảnh/],
    ['an empty file', () => file('trống.pdf', ''), /tệp rỗng/],
    [
      'a huge file',
      () => Object.defineProperty(file('to.pdf', pdf), 'size', { value: attachmentLimits.bytes + 1 }),
      /lớn hơn 25 MB/,
    ],
    [
      'an unreadable file',
      () => Object.assign(file('usb.pdf', pdf), { arrayBuffer: () => Promise.reject(new Error('gone')) }),
      /không đọc được/,
    ],
  ])('%s is refused in plain words, and its neighbour is taken', async (_what, make, words) => {
    const { user } = show()
    await user.upload(input(), [make(), file('tốt.jpg', jpeg)])
    expect(await alertText()).toMatch(words)
    await saveAll(user)
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(kept).toEqual(['image/jpeg'])
  })

  test('a damaged picture is refused', async () => {
    pictures = { ...pictures, drawThumbnail: async () => null }
    const { user } = show()
    await user.upload(input(), [file('hỏng.jpg', jpeg)])
    expect(await alertText()).toMatch(/hỏng\.jpg: tệp hỏng/)
    expect(kept).toEqual([])
  })

  test.each([
    ['DISK_FULL', /ổ đĩa đã đầy/],
    ['NOT_THAT_TYPE', /không đúng với loại tệp/],
  ] as const)('the host answers %s: said, and nothing is recorded', async (code, words) => {
    bridge.overrides['attachments.put'] = () => ({ kind: 'failed', code })
    const { user } = show()
    await user.upload(input(), [file('a.jpg', jpeg)])
    await saveAll(user)
    expect(await alertText()).toMatch(words)
    expect(saved).toEqual([])
  })

  test('an event that was not saved is said, nothing is sent, and saving again works', async () => {
    answer = { kind: 'failed', code: 'IO', lastKnownInstant: null }
    const { user } = show()
    await user.upload(input(), [file('a.jpg', jpeg)])
    await saveAll(user)
    const alert = await screen.findByRole('alert')
    expect(bridge.calls).not.toContain('attachments.send')
    answer = { kind: 'saved', events: [] }
    await user.click(within(alert).getByRole('button'))
    await waitFor(() => expect(saved).toHaveLength(1))
  })
})

test('what reached the journal only is not recorded a second time', async () => {
  answer = { kind: 'journalledOnly', events: [], reason: 'IndexedDB' }
  const { user } = show()
  await user.upload(input(), [file('a.jpg', jpeg)])
  await saveAll(user)
  expect(await alertText()).toMatch(/Đã ghi chắc chắn vào nhật ký/)
  expect(screen.queryByRole('button', { name: /^Lưu \d+ bản quét/ })).toBeNull()
})

describe('preparing', () => {
  const stageTwo = async () => {
    const { user, record } = show()
    await user.upload(input(), [file('một.jpg', jpeg), file('hai.png', png)])
    await screen.findByRole('button', { name: 'Xem trước hai.png' })
    return { user, record }
  }
  const savedScans = () =>
    (saved[0]?.payload as { scans: { name: string; componentId: string | null }[] } | undefined)?.scans ?? []

  test('order and paper are chosen for each before saving, by keyboard too', async () => {
    const { user, record } = await stageTwo()
    const component = record.dossier.components[0]!
    await user.selectOptions(screen.getByLabelText('Giấy tờ của hai.png'), component.id)
    screen.getByRole('button', { name: 'Xem trước một.jpg' }).focus()
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}{Control>}{Enter}{/Control}')
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(savedScans().map(({ name, componentId }) => [name, componentId])).toEqual([
      ['hai.png', component.id],
      ['một.jpg', null],
    ])
    expect(screen.queryByRole('region', { name: /đang chuẩn bị/ })).toBeNull()
  })

  test('the key in a preview is not for the list behind it', async () => {
    const { user } = await stageTwo()
    await user.click(screen.getByRole('button', { name: 'Xem trước hai.png' }))
    await user.type(await screen.findByLabelText(/Nén xuống tối đa/), '{Control>}{Enter}{/Control}')
    expect(screen.getByRole('dialog')).toBeVisible()
    expect(kept).toEqual([])
  })

  test('turning begins from what was scanned each time; four quarters are the original', async () => {
    const { user } = await stageTwo()
    await user.click(screen.getByRole('button', { name: 'Xoay trái một.jpg' }))
    const listed = () => Object.values(useStagedStore.getState().lists)[0]!
    await waitFor(() => expect(listed()[0]!.content.at(-1)).toBe(3))
    await user.click(screen.getByRole('button', { name: 'Xoay phải một.jpg' }))
    await waitFor(() => expect(listed()[0]!.content).toEqual(jpeg))
  })

  test('one that cannot be turned is named and stays as it was', async () => {
    pictures = { ...pictures, turn: async () => null }
    const { user } = await stageTwo()
    await user.click(screen.getByRole('button', { name: 'Xoay phải hai.png' }))
    expect(await screen.findByText('Không xoay được hai.png.')).toBeVisible()
    await saveAll(user)
    await waitFor(() => expect(kept).toEqual(['image/jpeg', 'image/png']))
  })

  test('a smaller one is shown with its quality, and takes the place only when it is chosen', async () => {
    const { user } = await stageTwo()
    await user.click(screen.getByRole('button', { name: 'Xem trước hai.png' }))
    const target = await screen.findByLabelText(/Nén xuống tối đa/)
    await user.clear(target)
    await user.type(target, '9 triệu')
    expect(screen.getByText('Chỉ nhập chữ số')).toBeVisible()
    await user.clear(target)
    await user.type(target, '200')
    await user.click(screen.getByRole('button', { name: 'Xem thử bản nén' }))
    expect(await screen.findByText(/chất lượng 55 %, kích thước 70 %/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Dùng bản nén này' }))
    await saveAll(user)
    await waitFor(() => expect(kept).toEqual(['image/jpeg', 'image/jpeg']))
  })

  test('what is being prepared is there again after a look at another screen; left out is not saved', async () => {
    const { user } = await stageTwo()
    cleanup()
    show()
    expect(await screen.findByRole('button', { name: 'Xem trước một.jpg' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Bỏ một.jpg ra, không lưu' }))
    await saveAll(user)
    await waitFor(() => expect(savedScans().map(({ name }) => name)).toEqual(['hai.png']))
  })
})

describe('from the scanner', () => {
  const scanned = { name: 'QUET0001.jpg', version: 'v1', bytes: 7, state: 'ready' as const }
  const forgotten: unknown[] = []
  beforeEach(() => {
    forgotten.length = 0
    Object.assign(bridge.overrides, {
      'scanner.list': () => ({
        kind: 'open',
        more: false,
        files: [
          scanned,
          { ...scanned, name: 'ghi.pdf', state: 'writing' },
          { ...scanned, name: 'virus.exe', state: 'wrongType' },
        ],
      }),
      'scanner.read': () => ({ kind: 'found', content: jpeg }),
      'scanner.forget': (request: unknown) => {
        forgotten.push(request)
        return { kind: 'removed' }
      },
    })
  })

  test('a file is taken, and leaves the folder only after its scan was saved', async () => {
    const { user } = show()
    expect(await screen.findByText('Từ máy quét: 1 tệp sẵn sàng')).toBeVisible()
    expect(screen.getByText('máy quét đang ghi…')).toBeVisible()
    expect(screen.getByText(/không phải PDF hay ảnh; tệp được để nguyên/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Lấy QUET0001.jpg vào hồ sơ này' }))
    await screen.findByRole('button', { name: 'Xem trước QUET0001.jpg' })
    expect(screen.queryByRole('button', { name: /^Lấy QUET0001/ })).toBeNull()
    expect(forgotten).toEqual([])
    await saveAll(user)
    await waitFor(() => expect(forgotten).toEqual([{ name: 'QUET0001.jpg', version: 'v1', savedAs: id }]))
    expect(bridge.calls.indexOf('attachments.send')).toBeLessThan(bridge.calls.indexOf('scanner.forget'))
    expect(saved).toHaveLength(1)
  })

  test('what could not be saved stays in the folder', async () => {
    answer = { kind: 'failed', code: 'DISK_FULL', lastKnownInstant: null }
    const { user } = show()
    await user.click(await screen.findByRole('button', { name: /^Lấy QUET0001/ }))
    await saveAll(user)
    await screen.findByRole('alert')
    expect(forgotten).toEqual([])
  })

  test('a file that changed meanwhile, one that stays behind and a folder out of reach are said', async () => {
    bridge.overrides['scanner.read'] = () => ({ kind: 'changed' })
    const { user } = show()
    await user.click(await screen.findByRole('button', { name: /^Lấy QUET0001/ }))
    expect(await screen.findByText(/Không đọc được: QUET0001\.jpg/)).toBeVisible()
    bridge.overrides['scanner.read'] = () => ({ kind: 'found', content: jpeg })
    bridge.overrides['scanner.forget'] = () => ({ kind: 'failed' })
    await user.click(await screen.findByRole('button', { name: /^Lấy QUET0001/ }))
    await saveAll(user)
    expect(await screen.findByText(/tệp gốc vẫn còn trong thư mục máy quét: QUET0001\.jpg/)).toBeVisible()
    cleanup()
    bridge.overrides['scanner.list'] = () => ({ kind: 'unreachable' })
    show()
    expect(await screen.findByText(/Không mở được thư mục máy quét/)).toBeVisible()
  })
})

describe('the list', () => {
  const state = (more: Partial<AttachmentState>): AttachmentState => ({
    id,
    dossierId: sampleEvent('received', 1).dossierId,
    state: 'waiting',
    bytes: 1000,
    sentBytes: 0,
    detail: '',
    ...more,
  })

  test('follows the way to the province', async () => {
    bridge.overrides['attachments.status'] = () => [state({})]
    show(true)
    expect(await screen.findByText('Ở máy này, chưa gửi về tỉnh')).toBeTruthy()
    bridge.tell('attachments.changed', state({ state: 'sending', sentBytes: 425 }))
    expect(await screen.findByText('Đang gửi 42 %')).toBeTruthy()
    bridge.tell('attachments.changed', state({ state: 'atProvince', sentBytes: 1000 }))
    expect(await screen.findByText('Đã về tỉnh')).toBeTruthy()
  })

  test('a refused scan can be sent again', async () => {
    bridge.overrides['attachments.status'] = () => [state({ state: 'rejected', detail: 'hash' })]
    bridge.overrides['attachments.retry'] = () => ({})
    const { user } = show(true)
    await user.click(await screen.findByRole('button', { name: 'Gửi lại' }))
    expect(bridge.calls).toContain('attachments.retry')
  })

  test('one that this disk lost is never shown as sent', async () => {
    bridge.overrides['attachments.send'] = ({ ids }) => ({ unknown: ids })
    show(true)
    expect(await screen.findByText('Không còn trên máy này')).toBeTruthy()
  })

  test('a host that does not answer: no state is claimed', async () => {
    bridge.overrides['attachments.status'] = () => Promise.reject(new Error('gone'))
    show(true)
    await waitFor(() => expect(bridge.calls).toContain('attachments.status'))
    expect(screen.queryByText('Đã về tỉnh')).toBeNull()
  })

  test('another desk’s scan comes down when it is opened, not before', async () => {
    bridge.overrides['attachments.get'] = () => ({ kind: 'found', content: jpeg, mediaType: 'image/jpeg' })
    const { user } = show(true, 'desk-2')
    expect(await screen.findByText('Do máy khác quét; tải về khi mở')).toBeTruthy()
    expect(bridge.calls).not.toContain('attachments.get')
    await user.click(screen.getByRole('button', { name: 'Xem Tờ khai.pdf' }))
    expect(await screen.findByRole('img', { name: 'Tờ khai.pdf' })).toBeTruthy()
  })

  test.each([
    ['missing', /tỉnh cũng chưa nhận được/],
    ['unreachable', /chưa liên lạc được với tỉnh/],
  ] as const)('%s content is said plainly, with a way to try again', async (kind, words) => {
    bridge.overrides['attachments.get'] = () => ({ kind })
    const { user } = show(true, 'desk-2')
    await user.click(screen.getByRole('button', { name: 'Xem Tờ khai.pdf' }))
    expect(await alertText()).toMatch(words)
    bridge.overrides['attachments.get'] = () => ({ kind: 'found', content: jpeg, mediaType: 'image/jpeg' })
    await user.click(screen.getByRole('button', { name: 'Thử lại' }))
    expect(await screen.findByRole('img', { name: 'Tờ khai.pdf' })).toBeTruthy()
  })

  test('a PDF that cannot be drawn is said so', async () => {
    bridge.overrides['attachments.get'] = () => ({ kind: 'found', content: pdf, mediaType: 'application/pdf' })
    const { user } = show(true)
    await user.click(screen.getByRole('button', { name: 'Xem Tờ khai.pdf' }))
    expect(await alertText()).toMatch(/Không mở được bản quét này/)
  })
})
