import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PushRequest } from '../../../shared/wire/messages.ts'
import { FakeBridge } from '../../../test/support/fake-bridge.ts'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import type { CarriedAnswer, CarriedFile } from '../../database/desk-database.ts'
import { UsbPanel } from './usb-panel.tsx'
import { largestAnswer } from './use-usb.ts'

const bundleId = '0198c0de-0000-7000-8000-000000000001'
const request: PushRequest = { dossiers: [{ dossierId: bundleId, events: [{}] }] }
const plan: CarriedFile = { requests: [request], dossiers: 3, events: 8 }
const answerFile = (content = '{}') => new File([content], 'tra-loi.motcua')

let bridge: FakeBridge
let plans: CarriedFile[]
let taken: CarriedAnswer
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
  bridge.overrides['bundle.import'] = () => ({ kind: 'answer', epoch: 'e', answers: bundleId, outcomes: [] })
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
        <DeskProvider value={{ bridge, db } as unknown as Desk}>
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

function pickerThat(createWritable: () => Promise<unknown>) {
  Object.assign(window, { showSaveFilePicker: async () => ({ createWritable }) })
}

describe('export', () => {
  test('says what the bundle holds, remembers it, and saves it where the officer says', async () => {
    const written: Uint8Array[] = []
    pickerThat(async () => ({
      write: async (data: Uint8Array) => void written.push(data),
      close: async () => undefined,
    }))
    const user = await startExport()
    expect(await screen.findByText(/3 hồ sơ, 8 sự việc, 2 KB/)).toBeTruthy()
    expect(remember).toHaveBeenCalledWith(bundleId, plan)
    await user.click(screen.getByRole('button', { name: 'Lưu vào USB' }))
    expect(await screen.findByText(/Đã ghi xong/)).toBeTruthy()
    expect(written.map(({ length }) => length)).toEqual([2048])
  })

  test('a large backlog goes in several files with names of their own', async () => {
    plans = [plan, plan]
    await startExport()
    expect(await screen.findByText(/-1\.motcua/)).toBeTruthy()
    expect(screen.getByText(/-2\.motcua/)).toBeTruthy()
  })

  test('nothing unsent: said, and nothing is sealed', async () => {
    plans = []
    await startExport()
    expect(await screen.findByText(/Không có gì chờ gửi/)).toBeTruthy()
    expect(bridge.calls).toEqual([])
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
      () => Object.assign(answerFile(), { arrayBuffer: () => Promise.reject(new Error('gone')) }),
      /Không đọc được tệp/,
    ],
  ])('an %s file never reaches the host', async (_what, make, words) => {
    await give([make()])
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    expect(bridge.calls).toEqual([])
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
