/** Builders of valid events for tests. Everything varies by the numbers given; nothing is random. */
import { formatStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { DossierEvent, EventType, PayloadOf } from '../../shared/dossier/event.ts'

export const sampleCommuneId = '25459'
const base = Date.UTC(2026, 10, 24, 1, 0, 0)

/** A UUID (version 7 shape) that is a pure function of two numbers. */
export function sampleUuid(kind: number, n: number): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0')
  return `${hex(kind, 8)}-0000-7000-8000-${hex(n, 12)}`
}

export function receivedPayload(overrides: Partial<PayloadOf<'received'>> = {}): PayloadOf<'received'> {
  return {
    number: { code: '000.00.01.H53-261124-0001', kind: 'leased' },
    procedure: {
      code: '1.004873',
      version: '163/QĐ-BTP',
      name: 'Cấp Giấy xác nhận tình trạng hôn nhân',
      field: 'Hộ tịch',
    },
    catalogueVersion: 'mau-1',
    calendarVersion: '2026-1',
    formSet: 'TT03_2025',
    submitter: {
      kind: 'citizen',
      name: 'Nguyễn Thị Hoà',
      idNumber: '072190001234',
      idKind: 'personalId',
      birth: '1990-05-17',
      sex: 'female',
      address: 'Khu phố 3, phường Tân Ninh, tỉnh Tây Ninh',
      phone: '0912345678',
      email: null,
    },
    owner: null,
    request: '',
    components: [{ id: 'to-khai', name: 'Tờ khai theo mẫu', kind: 'original', count: 1, toGiveBack: false }],
    sets: 1,
    channel: 'atDesk',
    delivery: { way: 'atDesk', address: null },
    charge: { amount: 0, timing: 'none', exemption: null, paidAtIntake: 0, receiptNumber: null },
    supplementPolicy: 'RESTART',
    due: {
      dueAt: '2026-11-27T17:00:00+07:00',
      limit: { value: 3, unit: 'workingDays', cutOff: null },
      calendarVersion: '2026-1',
      steps: [],
    },
    resolvingUnit: { id: 'tu-phap', name: 'Bộ phận Tư pháp – Hộ tịch' },
    note: '',
    ...overrides,
  }
}

const unit = { id: 'tu-phap', name: 'Bộ phận Tư pháp – Hộ tịch' }
const desk = { id: 'mot-cua', name: 'Trung tâm Phục vụ hành chính công phường Tân Ninh' }

/** A plausible payload of each type. */
export const samplePayloads: { [T in EventType]: () => PayloadOf<T> } = {
  received: () => receivedPayload(),
  registeredOnline: () => {
    const { procedure, submitter, components, delivery } = receivedPayload()
    const code = 'H53.1-20261124-0000042'
    return { code, procedure, submitter, owner: null, request: '', components, delivery, paidOnline: 0, note: '' }
  },
  papersFiledOnline: () => ({
    reference: 'bo-sung-1',
    components: [{ id: 'giay-khai-sinh', name: 'Giấy khai sinh', kind: 'electronic', count: 1, toGiveBack: false }],
    files: [],
    paidOnline: 0,
    note: '',
  }),
  numberAssigned: () => ({ code: '000.00.01.H53-261124-0777' }),
  forwarded: () => ({ from: desk, to: unit, legDueAt: null, note: '' }),
  handedBack: () => ({ from: unit, reason: 'Thiếu chữ ký' }),
  resultArrived: () => ({
    from: unit,
    outcome: 'granted',
    results: [{ name: 'Giấy xác nhận', number: '12/UBND-XNTTHN', count: 1 }],
    note: '',
  }),
  supplementRequested: () => ({
    items: ['Bản sao Giấy khai sinh'],
    reason: 'Còn thiếu',
    deadline: null,
    formNumber: null,
  }),
  supplemented: () => ({ components: [], due: receivedPayload().due, note: '' }),
  financialDutyRaised: () => ({ amount: 150_000, what: 'Lệ phí', payBy: null }),
  paid: () => ({ amount: 150_000, method: 'cash', receiptNumber: null, what: 'Lệ phí' }),
  refunded: () => ({ amount: 10_000, reason: 'Thu thừa' }),
  refused: () => ({ reason: 'Không thuộc thẩm quyền', formNumber: null }),
  refusedAtCounter: () => {
    const { number, procedure, formSet, submitter } = receivedPayload()
    const shown = { owner: null, request: '', components: [], channel: 'atDesk' as const }
    return { number, procedure, formSet, submitter, ...shown, reason: 'Không thuộc thẩm quyền', formNumber: null }
  },
  withdrawalRequested: () => ({ requester: 'Nguyễn Thị Hoà', reason: 'Không còn nhu cầu' }),
  withdrawalAnswered: () => ({ agreed: true, reason: '' }),
  stopped: () => ({ reason: 'Theo đề nghị', papersGivenBack: [], formNumber: null }),
  apologised: () => ({
    reason: 'Chờ xác minh',
    agency: 'UBND phường',
    signer: 'Chủ tịch',
    newDueAt: '2026-12-04T17:00:00+07:00',
    formNumber: null,
  }),
  returned: () => ({
    recipient: { name: 'Nguyễn Thị Hoà', idNumber: '072190001234', relation: 'submitter', authorisation: null },
    way: 'atDesk',
    trackingNumber: null,
    collected: 0,
    papersGivenBack: [],
    complete: true,
    note: '',
  }),
  postReported: () => ({ returnEventId: sampleUuid(1, 0), outcome: 'cameBack', on: '2026-11-28', note: '' }),
  originalsGivenBack: () => ({ papers: ['Sổ hộ khẩu'], recipient: 'Nguyễn Thị Hoà' }),
  corrected: () => ({ field: 'submitter.name', from: 'Nguyễn Thị Hoà', to: 'Nguyễn Thị Hòa', reason: 'Sai dấu' }),
  noted: () => ({ text: 'Đã gọi điện' }),
  handoverOffered: () => ({
    batchId: sampleUuid(0x77, 1),
    from: { kind: 'officer', id: 'can-bo-1', name: 'Lê Thị Kim Ngân', title: 'Công chức', unit: desk.name },
    to: { kind: 'officer', id: 'can-bo-2', name: 'Trần Quốc Đạt', title: 'Công chức', unit: desk.name },
    reason: 'Đổi ca',
    note: '',
    size: 1,
  }),
  handoverAnswered: () => ({
    batchId: sampleUuid(0x77, 1),
    answer: 'accepted',
    by: 'Trần Quốc Đạt',
    way: 'pin',
    reason: '',
  }),
  scansAdded: () => ({
    scans: [
      { id: 'ab'.repeat(32), name: 'Tờ khai.pdf', mediaType: 'application/pdf', bytes: 120_000, componentId: null },
    ],
  }),
  scanRefiled: () => ({
    id: 'ab'.repeat(32),
    name: 'Tờ khai.pdf',
    from: null,
    to: 'to-khai',
    removed: false,
    reason: '',
  }),
  printed: () => ({ form: 'receipt', formSet: 'TT03_2025', number: null, reprint: false }),
  undone: () => ({ eventId: sampleUuid(1, 1), what: 'noted' }),
}

/** The `n`-th event of a history: one minute later each, on `deskId`. Its signature is a stand-in. */
export function sampleEvent<T extends EventType>(
  type: T,
  n: number,
  options: { dossier?: number; deskId?: string; payload?: PayloadOf<T>; wallMs?: number } = {},
): DossierEvent {
  const wallMs = options.wallMs ?? base + n * 60_000
  const deskId = options.deskId ?? 'desk-1'
  return {
    id: sampleUuid(1 + (options.dossier ?? 0), n),
    dossierId: sampleUuid(0, options.dossier ?? 0),
    communeId: sampleCommuneId,
    type,
    at: `${new Date(wallMs + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`,
    clock: formatStamp(wallMs, 0, deskId),
    deskId,
    officerId: 'can-bo-1',
    payload: (options.payload ?? samplePayloads[type]()) as Record<string, unknown>,
    previous: null,
    signature: 'unsigned',
  }
}
