/**
 * Invented dossiers in the shape of real ones: Vietnamese names in about their real frequencies, several events each.
 * A pure function of the seed, so that a benchmark or a simulation can be run again. None of these people exists.
 */
import { formatStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { DossierEvent, EventType, PayloadOf } from '../../shared/dossier/event.ts'
import { receivedPayload, sampleCommuneId, samplePayloads } from './event-builder.ts'
import { SeededRandom } from './random.ts'

const families = [
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Trần',
  'Trần',
  'Lê',
  'Lê',
  'Phạm',
  'Huỳnh',
  'Võ',
  'Phan',
  'Trương',
  'Bùi',
  'Đặng',
  'Đỗ',
  'Ngô',
  'Hồ',
  'Dương',
  'Lý',
]
const middles = [
  'Văn',
  'Thị',
  'Minh',
  'Ngọc',
  'Thanh',
  'Hữu',
  'Đức',
  'Kim',
  'Quốc',
  'Thùy',
  'Hoàng',
  'Bích',
  'Xuân',
  'Gia',
]
const givens = [
  'An',
  'Bình',
  'Châu',
  'Dũng',
  'Đạt',
  'Giang',
  'Hà',
  'Hòa',
  'Hương',
  'Khánh',
  'Lan',
  'Linh',
  'Long',
  'Mai',
  'Nam',
  'Nga',
  'Nhung',
  'Phúc',
  'Phương',
  'Quân',
  'Quỳnh',
  'Sơn',
  'Tâm',
  'Thảo',
  'Thủy',
  'Trang',
  'Trung',
  'Tuấn',
  'Uyên',
  'Việt',
  'Vy',
  'Yến',
]
const procedures = [
  { code: '1.004873', version: 'mau', name: 'Cấp Giấy xác nhận tình trạng hôn nhân', field: 'Hộ tịch' },
  { code: '1.001193', version: 'mau', name: 'Đăng ký khai sinh', field: 'Hộ tịch' },
  { code: '2.000815', version: 'mau', name: 'Chứng thực bản sao từ bản chính', field: 'Chứng thực' },
  { code: '1.001612', version: 'mau', name: 'Đăng ký thành lập hộ kinh doanh', field: 'Hộ kinh doanh' },
  { code: '1.013978', version: 'mau', name: 'Đăng ký đất đai lần đầu', field: 'Đất đai' },
]
const minute = 60_000
const day = 24 * 60 * minute

const local = (ms: number) => `${new Date(ms + 7 * 60 * minute).toISOString().slice(0, 19)}+07:00`

export interface PopulationOptions {
  seed: number
  count: number
  /** Milliseconds since the epoch: the newest dossier is received just before. */
  untilMs: number
  /** Spread over so many days back. */
  days?: number
  deskId?: string
  /** Share of dossiers that are still being worked on. */
  openShare?: number
}

/** Histories, oldest dossier first. */
export function* population(options: PopulationOptions): Generator<DossierEvent[]> {
  const random = new SeededRandom(options.seed)
  const span = (options.days ?? 730) * day
  const openFrom = options.count * (1 - (options.openShare ?? 0.03))
  for (let n = 0; n < options.count; n++) {
    const receivedMs = options.untilMs - Math.floor((span * (options.count - n)) / options.count)
    yield history(random, n, receivedMs, options.deskId ?? 'desk-1', n < openFrom)
  }
}

/** The next `size` histories; unlike `take`, it leaves the rest for the next call. */
export function nextPage(histories: Iterator<DossierEvent[]>, size: number): DossierEvent[][] {
  const page: DossierEvent[][] = []
  for (let step = histories.next(); !step.done; step = histories.next()) {
    page.push(step.value)
    if (page.length === size) break
  }
  return page
}

function history(random: SeededRandom, n: number, receivedMs: number, deskId: string, closed: boolean): DossierEvent[] {
  const dossierId = uuid(random)
  const events: DossierEvent[] = []
  let ms = receivedMs
  const add = <T extends EventType>(type: T, payload: PayloadOf<T>) => {
    events.push({
      id: uuid(random),
      dossierId,
      communeId: sampleCommuneId,
      type,
      at: local(ms),
      clock: formatStamp(ms, 0, deskId),
      deskId,
      officerId: 'can-bo-1',
      payload: payload as Record<string, unknown>,
      previous: null,
      signature: 'unsigned',
    })
    ms += random.integer(5, 600) * minute
  }
  add('received', receipt(random, n, receivedMs))
  if (closed || random.chance(0.6)) add('forwarded', samplePayloads.forwarded())
  if (closed) {
    add('resultArrived', samplePayloads.resultArrived())
    add('returned', samplePayloads.returned())
  }
  return events
}

function receipt(random: SeededRandom, n: number, receivedMs: number): PayloadOf<'received'> {
  const base = receivedPayload()
  const dateKey = local(receivedMs).slice(2, 10).replaceAll('-', '')
  const dueAt = `${local(receivedMs + random.integer(1, 15) * day).slice(0, 10)}T17:00:00+07:00`
  return receivedPayload({
    number: { code: `000.00.01.H53-${dateKey}-${String((n % 9999) + 1).padStart(4, '0')}`, kind: 'leased' },
    procedure: random.pick(procedures),
    submitter: {
      ...base.submitter,
      name: `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`,
      idNumber: `072${random.integer(0, 1)}${String(random.integer(50, 99))}${random.digits(6)}`,
      phone: `09${random.digits(8)}`,
      address: `Khu phố ${random.integer(1, 9)}, phường Tân Ninh, tỉnh Tây Ninh`,
    },
    due: { ...base.due, dueAt },
  })
}

function uuid(random: SeededRandom): string {
  const hex = (length: number) => Array.from({ length }, () => random.integer(0, 15).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
}
