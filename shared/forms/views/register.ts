/** Mẫu 06 (2018) / 07 (2025): the register, all columns of both sources (DOMAIN 1.2). One row a dossier, in order of receipt. */
import { z } from 'zod'
import type { Dossier } from '../../dossier/dossier.ts'
import { paddedCount, shortMoment } from '../vietnamese.ts'
import type { FormContext } from './context.ts'
import { headSchema, headView, printSchema, printView } from './parts.ts'

const text = z.string()
export const registerRowSchema = z.object({
  n: text,
  code: text,
  /** The code in two lines, broken where people pause: narrow columns need it. */
  codeLines: text,
  procedure: text,
  sets: text,
  person: text,
  contact: text,
  address: text,
  phone: text,
  resolvingUnit: text,
  area: text,
  receivedAt: text,
  dueAt: text,
  forwardedAt: text,
  resultAt: text,
  returnedAt: text,
  returnWay: text,
  recipient: text,
  receiver: text,
  note: text,
})
export const registerViewSchema = z.object({
  head: headSchema,
  print: printSchema,
  year: text,
  volume: text,
  /** Which part of the register this is, in words; empty: all of it. */
  extent: text,
  count: text,
  rows: z.array(registerRowSchema),
  /** When and by whom the book was closed; empty: it is open. */
  statement: z.array(z.object({ text })),
})
export type RegisterView = z.infer<typeof registerViewSchema>

export type RegisterInput = { year: number; volume: string; extent: string; statement?: readonly string[] } & (
  | {
      /** Of the first row: numbers run on through the year, over volumes and pages (TT 01/2018 Đ10). */
      firstEntry: number
      dossiers: readonly Dossier[]
      officerName: (officerId: string) => string
    }
  /** A part of a book, each line with the number it has in the whole. */
  | { entries: readonly RegisterEntry[] }
)

/** One line of the register as values; the XLSX needs them typed, the paper as text. */
export interface RegisterEntry {
  entry: number
  code: string
  procedure: string
  sets: number
  person: string
  address: string
  /** Commune of the address (`Địa bàn`); empty: the address names none. */
  area: string
  /** Below the commune: khu phố, ấp, thôn …; empty: the address names none. */
  hamlet: string
  phone: string
  resolvingUnit: string
  receivedAt: string | null
  dueAt: string | null
  forwardedAt: string | null
  resultAt: string | null
  returnedAt: string | null
  returnWay: string
  recipient: string
  receiver: string
  note: string
}

export function registerEntries(input: RegisterInput): RegisterEntry[] {
  if ('entries' in input) return [...input.entries]
  return input.dossiers
    .toSorted(byReceipt)
    .map((dossier, i) => registerEntry(dossier, input.firstEntry + i, input.officerName))
}

/** The order of the register; by id where two were received in the same second, so that every desk counts alike. */
export function byReceipt(a: Pick<Dossier, 'id' | 'receivedAt'>, b: Pick<Dossier, 'id' | 'receivedAt'>): number {
  const times = Date.parse(a.receivedAt) - Date.parse(b.receivedAt)
  return times === 0 || Number.isNaN(times) ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : times
}

const wayText = { atDesk: 'Trực tiếp', byPost: 'Bưu chính công ích', online: 'Trực tuyến' } as const

export function registerEntry(dossier: Dossier, entry: number, officerName: (id: string) => string): RegisterEntry {
  const person = dossier.owner ?? dossier.submitter
  const handedOver = dossier.returns.at(-1)
  const way = handedOver?.way ?? dossier.delivery.way
  return {
    entry,
    code: dossier.number.code,
    procedure: dossier.procedure.name,
    sets: dossier.sets,
    person: person.name,
    address: person.address,
    area: placeIn(person.address, communeWords),
    hamlet: placeIn(person.address, hamletWords),
    phone: person.phone ?? dossier.submitter.phone ?? '',
    resolvingUnit: dossier.resolvingUnit?.name ?? dossier.legs[0]?.to.name ?? '',
    receivedAt: dossier.receivedAt === '' ? null : dossier.receivedAt,
    dueAt: dossier.dueAt,
    forwardedAt: dossier.legs[0]?.at ?? null,
    resultAt: dossier.results.at(-1)?.at ?? null,
    returnedAt: dossier.returnedAt ?? handedOver?.at ?? null,
    returnWay: wayText[way],
    recipient: handedOver?.recipientName ?? '',
    receiver: officerName(dossier.receivedBy.officerId),
    note: remarks(dossier),
  }
}

const communeWords = /^(phường|xã|đặc khu|thị trấn)\s/iu
const hamletWords =
  /^(khu phố|tổ dân phố|khu dân cư|khu vực|tiểu khu|ấp|thôn|xóm|làng|bản|buôn|bon|plei|khóm|sóc|phum)\s/iu

/** `Khu phố 4, Phường Tân Ninh, Tỉnh Tây Ninh` → `Phường Tân Ninh`; one spelling, however it was typed. */
function placeIn(address: string, words: RegExp): string {
  const parts = address
    .normalize('NFC')
    .split(/[,;]/)
    .map((part) => part.trim().replace(/\s+/g, ' '))
  const found = parts.find((part) => words.test(part)) ?? ''
  return `${found.charAt(0).toLocaleUpperCase('vi')}${found.slice(1)}`
}

/** What a reader of the register has to know beyond the dates. */
function remarks(dossier: Dossier): string {
  const facts: string[] = []
  if (dossier.status === 'notAccepted') facts.push('Từ chối tiếp nhận')
  if (dossier.status === 'stopped') facts.push('Dừng giải quyết')
  if (dossier.supplements.length > 0) facts.push(`Bổ sung ${dossier.supplements.length} lần`)
  if (dossier.apologies.length > 0) facts.push('Đã xin lỗi, hẹn lại')
  const other = dossier.codes.filter((code) => code !== dossier.number.code)
  if (other.length > 0) facts.push(`Mã khác: ${other.join(', ')}`)
  if (dossier.note !== '') facts.push(dossier.note)
  return facts.join('; ')
}

/** `000.00.01.H53-` / `261124-0001` */
export function inTwoLines(code: string): string {
  return code.replace(/-(?=[^-]*-[^-]*$)/, '-\n')
}

export function registerView(input: RegisterInput, context: FormContext): RegisterView {
  const rows = registerEntries(input).map((entry) => ({
    n: String(entry.entry),
    code: entry.code,
    codeLines: inTwoLines(entry.code),
    procedure: entry.procedure,
    sets: paddedCount(entry.sets),
    person: entry.person,
    address: entry.address,
    phone: entry.phone,
    contact: [entry.address, entry.phone].filter(Boolean).join('; '),
    resolvingUnit: entry.resolvingUnit,
    area: [entry.hamlet, entry.area].filter(Boolean).join(', '),
    receivedAt: shortMoment(entry.receivedAt),
    dueAt: shortMoment(entry.dueAt),
    forwardedAt: shortMoment(entry.forwardedAt),
    resultAt: shortMoment(entry.resultAt),
    returnedAt: shortMoment(entry.returnedAt),
    returnWay: entry.returnWay,
    recipient: entry.recipient,
    receiver: entry.receiver,
    note: entry.note,
  }))
  return {
    head: headView(context, context.print.at),
    print: printView(context, ''),
    year: String(input.year),
    volume: input.volume,
    extent: input.extent,
    count: paddedCount(rows.length),
    rows,
    statement: (input.statement ?? []).map((line) => ({ text: line })),
  }
}
