/** An invented dossier with long names and many papers: what a form that is to be corrected is tried on. */
import type { DossierEvent, EventType, FormSet, PayloadOf } from '../dossier/event.ts'
import { formatStamp } from '../dossier/hybrid-clock.ts'
import { fold } from '../dossier/fold.ts'
import type { SheetContent } from './papers.ts'

const procedure =
  'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con và cấp bản sao Trích lục khai sinh cho người đang cư trú tại khu vực biên giới'
const papers = [
  'Tờ khai đăng ký khai sinh, tờ khai đăng ký nhận cha, mẹ, con theo mẫu',
  'Giấy chứng sinh do cơ sở y tế cấp; trường hợp không có thì nộp văn bản của người làm chứng xác nhận về việc sinh',
  'Văn bản của cơ quan y tế, cơ quan giám định hoặc cơ quan khác có thẩm quyền xác nhận quan hệ cha con, mẹ con',
  'Giấy tờ chứng minh nơi cư trú của người đi đăng ký',
  'Văn bản ủy quyền được chứng thực theo quy định của pháp luật',
]
const kinds = ['original', 'certified', 'copy', 'electronic'] as const
const resolvingUnit = {
  id: 'tu-phap',
  name: 'Bộ phận Tư pháp – Hộ tịch thuộc Văn phòng Hội đồng nhân dân và Ủy ban nhân dân',
}
const police = { id: 'cong-an', name: 'Công an phường, bộ phận đăng ký và quản lý cư trú' }
const desk = { id: 'mot-cua', name: 'Trung tâm Phục vụ hành chính công' }
const submitter = {
  kind: 'citizen' as const,
  name: 'Nguyễn Hoàng Phương Thảo Nguyên',
  idNumber: '080190001234',
  idKind: 'personalId' as const,
  birth: '1990-05-17',
  sex: 'female' as const,
  address: 'Số 128/45/6 đường Cách Mạng Tháng Tám, khu phố Ninh Thành, phường Tân Ninh, tỉnh Tây Ninh',
  phone: '0912345678',
  email: 'phuongthao.nguyen@example.vn',
}
const owner = {
  ...submitter,
  name: 'Công Tằng Tôn Nữ Ngọc Minh Khuê',
  idNumber: '080192005678',
  phone: null,
  email: null,
}
const code = '000.00.01.H80-261124-0001'
const charge = {
  amount: 158_000,
  timing: 'atReturn' as const,
  exemption: null,
  paidAtIntake: 50_000,
  receiptNumber: null,
}

function receipt(formSet: FormSet): PayloadOf<'received'> {
  return {
    number: { code, kind: 'official' },
    procedure: { code: '1.004873', version: '1', name: procedure, field: 'Hộ tịch' },
    catalogueVersion: '1',
    calendarVersion: '1',
    formSet,
    submitter,
    owner,
    request: 'Đăng ký khai sinh cho con, nhận cha cho con, xin 05 bản sao trích lục',
    components: papers.map((name, index) => ({
      id: `giay-${index}`,
      name,
      kind: kinds[index % kinds.length] ?? 'copy',
      count: index + 1,
      toGiveBack: index === 1,
    })),
    sets: 1,
    channel: 'atDesk',
    delivery: { way: 'byPost', address: submitter.address },
    charge,
    supplementPolicy: 'RESTART',
    due: {
      dueAt: '2026-12-01T17:00:00+07:00',
      limit: { value: 5, unit: 'workingDays', cutOff: null },
      calendarVersion: '1',
      steps: [],
    },
    resolvingUnit,
    note: '',
  }
}

const reason =
  'Thành phần hồ sơ chưa đúng, chưa đủ theo quy định: văn bản xác nhận quan hệ cha con chưa có chữ ký, con dấu của cơ quan có thẩm quyền.'

const later: { [T in EventType]?: PayloadOf<T> } = {
  forwarded: {
    from: desk,
    to: resolvingUnit,
    legDueAt: '2026-11-27T17:00:00+07:00',
    note: 'Kèm bản chính để đối chiếu',
  },
  supplementRequested: { items: papers.slice(1, 4), reason, deadline: '2026-12-15', formNumber: null },
  apologised: {
    reason: 'Cơ quan phối hợp chưa có văn bản trả lời kết quả xác minh',
    agency: 'Ủy ban nhân dân phường Tân Ninh',
    signer: 'Lê Trần Bảo Quốc',
    newDueAt: '2026-12-08T17:00:00+07:00',
    formNumber: null,
  },
  resultArrived: {
    from: resolvingUnit,
    outcome: 'granted',
    results: [
      { name: 'Giấy khai sinh (bản chính)', number: '215/2026', count: 1 },
      { name: 'Bản sao Trích lục khai sinh', number: null, count: 5 },
    ],
    note: '',
  },
  returned: {
    recipient: { name: submitter.name, idNumber: submitter.idNumber, relation: 'submitter', authorisation: null },
    way: 'atDesk',
    trackingNumber: null,
    collected: 108_000,
    papersGivenBack: papers.slice(1, 2),
    complete: true,
    note: '',
  },
}

function event<T extends EventType>(type: T, n: number, payload: PayloadOf<T>): DossierEvent {
  const wallMs = Date.UTC(2026, 10, 24, 1, 30) + n * 3_600_000
  return {
    id: `00000000-0000-7000-8000-00000000000${n}`,
    dossierId: '00000000-0000-7000-8000-000000000000',
    communeId: '00000',
    type,
    at: `${new Date(wallMs + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`,
    clock: formatStamp(wallMs, 0, 'mau'),
    deskId: 'mau',
    officerId: 'mau',
    payload: payload as Record<string, unknown>,
    previous: null,
    signature: 'mau',
  }
}

/** A history in which each paper of a dossier has something to say. */
export function sampleHistory(formSet: FormSet, form: string): DossierEvent[] {
  const start = [event('received', 0, receipt(formSet))]
  if (form === 'refusal') return [...start, event('refused', 1, { reason, formNumber: null })]
  if (form === 'stopNotice')
    return [
      ...start,
      event('withdrawalRequested', 1, { requester: submitter.name, reason: 'Gia đình không còn nhu cầu' }),
      event('withdrawalAnswered', 2, { agreed: true, reason: '', papersGivenBack: papers, feesToReturn: 50_000 }),
    ]
  const answered = event('supplemented', 4, { components: [], due: receipt(formSet).due, note: '' })
  const second = event('forwarded', 5, { from: resolvingUnit, to: police, legDueAt: null, note: 'Xác minh nơi cư trú' })
  return [
    ...start,
    ...(['forwarded', 'supplementRequested'] as const).map((type, n) => event(type, n + 1, later[type] as never)),
    answered,
    second,
    ...(['apologised', 'resultArrived', 'returned'] as const).map((type, n) =>
      event(type, n + 6, later[type] as never),
    ),
  ]
}

const rows = 40

/** A register of more than one page. */
export function sampleRegister(formSet: FormSet): SheetContent {
  const dossier = fold(sampleHistory(formSet, 'register'))
  const dossiers = Array.from({ length: rows }, (_, n) => ({ ...dossier, id: `${n}` }))
  const officerName = () => 'Lê Trần Bảo Quốc'
  return { form: 'register', content: { year: 2026, volume: '01', extent: '', firstEntry: 1, dossiers, officerName } }
}
