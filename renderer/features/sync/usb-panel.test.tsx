import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findParts, writePartHead } from '../../../shared/wire/carried-file.ts'
import type { PushRequest } from '../../../shared/wire/messages.ts'
import type { AttachmentState } from '../../../shared/bridge/attachments.ts'
import { FakeBridge } from '../../../test/support/fake-bridge.ts'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import type { CarriedAnswer, CarriedFile } from '../../database/desk-database.ts'
import { UsbPanel } from './usb-panel.tsx'
import { largestAnswer } from './use-import.ts'

const bundleId = '0198c0de-0000-7000-8000-000000000001'
const request: PushRequest = { dossiers: [{ dossierId: bundleId, events: [{}] }] }
const plan: CarriedFile = { requests: [request], dossiers: 3, events: 8 }
const answerFile = (content = '{}') => new File([content], 'tra-loi.motcua')

let bridge: FakeBridge
let plans: CarriedFile[]
let taken: CarriedAnswer
let waiting: AttachmentState[]
let confirmed: { atProvince: string[]; refused: unknown[] }[]
const scanId = (n: number) => String(n).padStart(64, '0')
const waitingScan = (n: number, bytes: number): AttachmentState => {
  return { id: scanId(n), dossierId: bundleId, state: 'waiting', bytes, sentBytes: 0, detail: '' }
}
const remember = vi.fn<(id: string, file: CarriedFile) => Promise<void>>(async () => undefined)
const takeAnswer = vi.fn<() => Promise<CarriedAnswer>>(async () => taken)

beforeEach(() => {
  bridge = new FakeBridge()
  plans = [plan]
  taken = { kind: 'taken', confirmed: 3, rejected: 0 }
  remember.mockClear()
  takeAnswer.mockClear()
  const suggestedName = 'mot-cua-desk-1-20261124T0200.motcua'
  bridge.overrides['bundle.export'] = () => ({
    kind: 'sealed',
    id: bundleId,
    file: new Uint8Array(2048),
    suggestedName,
  })
  bridge.overrides['bundle.import'] = () => ({
    kind: 'answer',
    epoch: 'e',
    answers: bundleId,
    outcomes: [],
    scans: null,
  })
  bridge.overrides['attachments.status'] = () => waiting
  bridge.overrides['attachments.send'] = () => ({ unknown: [] })
  bridge.overrides['attachments.confirm'] = ({ atProvince, refused }) => {
    confirmed.push({ atProvince, refused })
    return { sent: atProvince.length, refused: refused.length }
  }
  bridge.overrides['bundle.exportScans'] = ({ ids }) => ({
    kind: 'sealed',
    file: new TextEncoder().encode(ids.join(' ')),
    scans: ids.length,
    missing: 0,
  })
  waiting = []
  confirmed = []
  URL.createObjectURL = vi.fn<() => string>(() => 'blob:bundle')
  URL.revokeObjectURL = () => undefined
})
afterEach(() => {
  Reflect.deleteProperty(window, 'showSaveFilePicker')
})

function show() {
  const db = { carrying: { plan: async () => plans, remember, takeAnswer } }
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={{ bridge, db, info: { deskId: 'desk-1' }, now: () => new Date(0) } as unknown as Desk}>
          <UsbPanel />
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return userEvent.setup({ applyAccept: false })
}
const startExport = async (user = show()) => {
  await user.click(screen.getByRole('button', { name: 'Xuất ra USB' }))
  return user
}
const give = async (files: File[]) => {
  const user = show()
  await user.upload(screen.getByLabelText('Chọn tệp phản hồi của tỉnh'), files)
}

const framed = (parts: string[]) =>
  parts.map((text, n) => writePartHead({ part: n + 1, parts: parts.length, bytes: text.length }) + text).join('')

function pickerThat(createWritable: () => Promise<unknown>) {
  Object.assign(window, { showSaveFilePicker: async () => ({ createWritable }) })
}

let aborted = 0
/** @returns what the last file holds once it was closed */
function stickThatTakes(): () => Uint8Array {
  let whole = new Uint8Array()
  aborted = 0
  pickerThat(async () => {
    const pieces: Uint8Array[] = []
    return {
      write: async (data: Uint8Array) => void pieces.push(data),
      close: async () => void (whole = new Uint8Array(pieces.flatMap((piece) => [...piece]))),
      abort: async () => void (aborted += 1),
    }
  })
  return () => whole
}

/** Text of each part; zeros show as their number. */
async function partsOf(file: Uint8Array): Promise<string[]> {
  const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes)
  const found = await findParts(file.length, async (start, end) => latin(file.subarray(start, end)))
  if (found.kind === 'single') throw new Error('no parts')
  expect(found.cut).toBe(false)
  return found.parts.map(({ start, bytes }) => latin(file.subarray(start, start + bytes)))
}

describe('export', () => {
  test('says what the bundle holds, remembers it, and saves it where the officer says', async () => {
    const written: Uint8Array[] = []
    pickerThat(async () => ({
      write: async (data: Uint8Array) => void written.push(data),
      close: async () => undefined,
      abort: async () => undefined,
    }))
    const user = await startExport()
    expect(await screen.findByText(/3 hồ sơ, 8 sự việc, 2 KB/)).toBeTruthy()
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(remember).toHaveBeenCalledWith(bundleId, plan)
    await user.click(screen.getByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText(/Đã ghi xong/)).toBeTruthy()
    expect(written.map(({ length }) => length)).toEqual([2048])
  })

  test('a large backlog and its scans go in one file, part by part; without scans when the officer says so', async () => {
    plans = [plan, plan]
    waiting = [waitingScan(1, 6_000_000), waitingScan(2, 6_000_000), waitingScan(3, 100_000)]
    const written = stickThatTakes()
    const user = await startExport()
    expect(await screen.findByText(/6 hồ sơ, 16 sự việc/)).toBeTruthy()
    expect(screen.getByLabelText(/Kèm 3 bản quét chưa gửi, 11,5 MB/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText(/Đã ghi xong/)).toBeTruthy()
    const parts = await partsOf(written())
    expect(parts.slice(0, 2).map(({ length }) => length)).toEqual([2048, 2048])
    expect(parts.slice(2)).toEqual([scanId(1), `${scanId(2)} ${scanId(3)}`])
    await user.click(screen.getByRole('checkbox'))
    await user.click(screen.getByRole('button', { name: 'Lưu vào USB' }))
    await waitFor(async () => expect(await partsOf(written())).toHaveLength(2))
  })

  test('scans whose dossiers are at the province already travel alone', async () => {
    plans = []
    waiting = [waitingScan(1, 1000)]
    const written = stickThatTakes()
    const user = await startExport()
    const box = await screen.findByRole<HTMLInputElement>('checkbox')
    expect([box.checked, box.disabled]).toEqual([true, true])
    await user.click(screen.getByRole('button', { name: 'Lưu vào USB' }))
    await waitFor(async () => expect(await partsOf(written())).toEqual([scanId(1)]))
  })

  test('a scan that a crash kept from being queued is queued first', async () => {
    const event = { type: 'scansAdded', payload: { scans: [{ id: scanId(7) }] } }
    plans = [{ ...plan, requests: [{ dossiers: [{ dossierId: bundleId, events: [event] }] }] }]
    bridge.overrides['attachments.send'] = ({ dossierId, ids }) => {
      waiting = ids.map(() => ({ ...waitingScan(7, 500), dossierId }))
      return { unknown: [] }
    }
    await startExport()
    expect(await screen.findByLabelText(/Kèm 1 bản quét chưa gửi, 500 B/)).toBeTruthy()
  })

  test('a scan that this disk cannot give is told, and one that cannot be sealed stops all', async () => {
    waiting = [waitingScan(1, 1000)]
    stickThatTakes()
    bridge.overrides['bundle.exportScans'] = () => ({ kind: 'sealed', file: new Uint8Array(5), scans: 0, missing: 1 })
    const user = await startExport()
    await user.click(await screen.findByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText(/1 bản quét không đọc được/)).toBeTruthy()
    bridge.overrides['bundle.exportScans'] = () => Promise.reject(new Error('host gone'))
    await user.click(screen.getByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText(/Không niêm phong được bản quét/)).toBeTruthy()
    expect(aborted).toBe(1)
    expect(screen.queryByText(/Đã ghi xong/)).toBeNull()
  })

  test('writing can be stopped, and leaves nothing on the stick', async () => {
    waiting = [waitingScan(1, 8_000_000), waitingScan(2, 8_000_000)]
    const written = stickThatTakes()
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    bridge.overrides['bundle.exportScans'] = async () => {
      await gate
      return { kind: 'sealed', file: new Uint8Array(5), scans: 1, missing: 0 }
    }
    const user = await startExport()
    await user.click(await screen.findByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText('Đang niêm phong và ghi phần 2 / 3…')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Dừng ghi' }))
    release()
    expect(await screen.findByText('Chưa lưu.')).toBeTruthy()
    expect([aborted, written().length]).toEqual([1, 0])
  })

  test('nothing unsent: said, and nothing is sealed', async () => {
    plans = []
    await startExport()
    expect(await screen.findByText(/Không có gì chờ gửi/)).toBeTruthy()
    expect(bridge.calls).not.toContain('bundle.export')
  })

  test('a browser that does not ask downloads, and is said to', async () => {
    const user = await startExport()
    await user.click(await screen.findByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText(/thư mục tải xuống/)).toBeTruthy()
  })

  test.each([
    ['a stick that was pulled out', () => Promise.reject(new DOMException('gone', 'NotFoundError')), /Không ghi được/],
    [
      'a full stick',
      async () => ({
        write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
        close: async () => undefined,
        abort: async () => undefined,
      }),
      /Không ghi được/,
    ],
  ])('%s is never called saved', async (_what, createWritable, words) => {
    pickerThat(createWritable)
    const user = await startExport()
    await user.click(await screen.findByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.queryByText(/Đã ghi xong/)).toBeNull()
  })

  test('a cancelled choice is not saved', async () => {
    const showSaveFilePicker = () => Promise.reject(new DOMException('no', 'AbortError'))
    Object.assign(window, { showSaveFilePicker })
    const user = await startExport()
    await user.click(await screen.findByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText('Chưa lưu.')).toBeTruthy()
    expect(URL.createObjectURL).not.toHaveBeenCalled()
  })

  test.each(['NOT_ENROLLED', 'NO_PROVINCE_KEY', 'TOO_LARGE'] as const)('the host answers %s', async (code) => {
    bridge.overrides['bundle.export'] = () => ({ kind: 'failed', code })
    await startExport()
    expect((await screen.findByRole('alert')).textContent).not.toBe('')
    expect(remember).not.toHaveBeenCalled()
    expect(screen.queryByRole('button', { name: 'Lưu vào USB' })).toBeNull()
  })
})

describe('import', () => {
  test('counts what the province took and refused', async () => {
    taken = { kind: 'taken', confirmed: 7, rejected: 2 }
    await give([answerFile()])
    expect(await screen.findByText('Tỉnh đã nhận 7 hồ sơ, không nhận 2 hồ sơ.')).toBeTruthy()
    expect(screen.getByText(/Cần xử lý/)).toBeTruthy()
  })

  test('an answer of another epoch changes nothing and says so', async () => {
    taken = { kind: 'otherEpoch' }
    await give([answerFile()])
    expect(await screen.findByText(/Không có gì thay đổi/)).toBeTruthy()
  })

  test.each([
    ['NOT_A_BUNDLE', /không phải gói của Một Cửa/],
    ['NEWER_VERSION', /phiên bản mới hơn/],
    ['WRONG_READER', /dành cho máy khác/],
    ['BAD_SIGNATURE', /Chữ ký của tỉnh/],
    ['DAMAGED', /bị hỏng/],
    ['NOT_AN_ANSWER', /gói gửi đi/],
  ] as const)('a file that is %s is refused in plain words, and nothing is taken', async (problem, words) => {
    bridge.overrides['bundle.import'] = () => ({ kind: 'failed', problem })
    await give([answerFile('rác')])
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    expect(takeAnswer).not.toHaveBeenCalled()
  })

  test.each([
    ['empty', () => answerFile(''), /Tệp rỗng/],
    ['too large', () => Object.defineProperty(answerFile(), 'size', { value: largestAnswer + 1 }), /lớn hơn 32 MB/],
    [
      'unreadable',
      () => Object.assign(answerFile(), { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) }),
      /Không đọc được tệp/,
    ],
  ])('an %s file never reaches the host', async (_what, make, words) => {
    await give([make()])
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    expect(bridge.calls).toEqual([])
  })

  test('an answer of several parts is taken part by part; the scans it names are sent no more', async () => {
    const answers = [
      { kind: 'answer' as const, epoch: 'e', answers: bundleId, outcomes: [], scans: null },
      {
        kind: 'answer' as const,
        epoch: 'e',
        answers: bundleId,
        outcomes: [],
        scans: { atProvince: [scanId(1), scanId(2)], refused: [{ id: scanId(3), reason: 'CHECKSUM' }] },
      },
    ]
    bridge.overrides['bundle.import'] = ({ file }) => answers[Number(new TextDecoder().decode(file))]!
    takeAnswer.mockResolvedValueOnce({ kind: 'taken', confirmed: 4, rejected: 0 })
    takeAnswer.mockResolvedValueOnce({ kind: 'taken', confirmed: 0, rejected: 0 })
    await give([answerFile(framed(['0', '1']))])
    expect(await screen.findByText('Tỉnh đã nhận 4 hồ sơ, không nhận 0 hồ sơ.')).toBeTruthy()
    expect(screen.getByText('Tỉnh đã có 2 bản quét, không nhận 1 bản quét.')).toBeTruthy()
    expect(confirmed).toEqual([answers[1]!.scans])
  })

  test('scans of an answer from before the province was restored stay unsent', async () => {
    const scans = { atProvince: [scanId(1)], refused: [] }
    bridge.overrides['bundle.import'] = () => ({ kind: 'answer', epoch: 'e', answers: bundleId, outcomes: [], scans })
    taken = { kind: 'otherEpoch' }
    await give([answerFile()])
    expect(await screen.findByText(/Không có gì thay đổi/)).toBeTruthy()
    expect(confirmed).toEqual([])
  })

  test('an answer that was cut short says so, and what is there is taken', async () => {
    const whole = framed(['aaa', 'bbb'])
    await give([answerFile(whole.slice(0, -1))])
    expect(await screen.findByText(/Tỉnh đã nhận 3 hồ sơ/)).toBeTruthy()
    expect(screen.getByText(/bị cắt cụt/)).toBeTruthy()
    expect(takeAnswer).toHaveBeenCalledTimes(1)
  })

  test('a part that is damaged disturbs no other', async () => {
    bridge.overrides['bundle.import'] = ({ file }) =>
      new TextDecoder().decode(file) === 'x'
        ? { kind: 'failed', problem: 'DAMAGED' }
        : { kind: 'answer', epoch: 'e', answers: bundleId, outcomes: [], scans: null }
    await give([answerFile(framed(['x', 'y']))])
    expect(await screen.findByText(/Tỉnh đã nhận 3 hồ sơ/)).toBeTruthy()
    expect(screen.getByText(/Có phần chưa đọc được: Tệp bị hỏng/)).toBeTruthy()
  })

  test('a bad file beside a good one: each has its own outcome', async () => {
    await give([answerFile(''), answerFile()])
    expect(await screen.findByText(/Tỉnh đã nhận 3 hồ sơ/)).toBeTruthy()
    expect(screen.getByText(/Tệp rỗng/)).toBeTruthy()
  })

  test('a database that fails is told, not swallowed', async () => {
    takeAnswer.mockRejectedValueOnce(new Error('disk'))
    await give([answerFile()])
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/Chưa nhập được/))
  })
})
