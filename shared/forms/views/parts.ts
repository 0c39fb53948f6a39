/**
 * The values that forms share. Every value is a finished Vietnamese text: definitions only place them. An empty text
 * means that nothing is known; the definition decides what stands there instead.
 */
import { z } from 'zod'
import { isProvisionalDue } from '../../deadline/due.ts'
import type { Due } from '../../deadline/due.ts'
import type { Dossier } from '../../dossier/dossier.ts'
import type { Delivery, SubmittedComponent } from '../../dossier/event.ts'
import type { Person } from '../../dossier/person.ts'
import type { Channel, Charge } from '../../procedure/catalogue.ts'
import { barcodeContent, qrContent } from '../scan-codes.ts'
import { birthText, dateInWords, money, moneyInWords, momentInWords, paddedCount } from '../vietnamese.ts'
import type { FormContext } from './context.ts'

const text = z.string()

export const headSchema = z.object({
  parentAgency: text,
  agency: text,
  agencyPhone: text,
  agencyWebsite: text,
  agencyAddress: text,
  place: text,
  /** `ngày … tháng … năm …`, the day the paper is issued. */
  date: text,
})
export const printSchema = z.object({
  number: text,
  reprint: z.boolean(),
  /** `2`: the second reprint; empty: none. */
  reprintNumber: text,
  /** `08 giờ 30 phút, ngày …` */
  at: text,
  officer: text,
  officerTitle: text,
})
export const personViewSchema = z.object({
  name: text,
  kind: text,
  address: text,
  phone: text,
  email: text,
  idLabel: text,
  idNumber: text,
  birth: text,
  sex: text,
})
export const chargeViewSchema = z.object({
  amount: text,
  words: text,
  timing: text,
  exemption: text,
  paid: text,
  receiptNumber: text,
})
export const dossierViewSchema = z.object({
  code: text,
  provisional: z.boolean(),
  procedureCode: text,
  procedureName: text,
  field: text,
  /** What the citizen asks for beyond the procedure's name. */
  request: text,
  submitter: personViewSchema,
  /** null: the submitter is the owner. */
  owner: personViewSchema.nullable(),
  /** The owner, or the submitter who is one. */
  holder: personViewSchema,
  sets: text,
  channel: text,
  delivery: text,
  charge: chargeViewSchema,
  note: text,
  limit: text,
  receivedAt: text,
  /** As first promised; a supplement or an apology shows in `newDueAt`. */
  dueAt: text,
  newDueAt: text,
  resolvingUnit: text,
  qr: text,
  barcode: text,
})
export const componentViewSchema = z.object({ n: text, name: text, kind: text, count: text, remark: text })

export type HeadView = z.infer<typeof headSchema>
export type PersonView = z.infer<typeof personViewSchema>
export type DossierView = z.infer<typeof dossierViewSchema>

/** A line may end before `phường Tân Ninh`, never inside it. */
export function unbroken(agency: string): string {
  return agency.replace(/\b(phường|xã|đặc khu)\s\S.{0,30}$/iu, (place) => place.replace(/ /g, '\u00a0'))
}

/** @param issuedAt the instant the paper speaks of: receipt, request, refusal …; never the moment of a reprint */
export function headView(context: FormContext, issuedAt: string | null): HeadView {
  return {
    parentAgency: unbroken(context.parentAgency),
    agency: unbroken(context.agency),
    agencyPhone: context.agencyPhone ?? '',
    agencyWebsite: context.agencyWebsite ?? '',
    agencyAddress: context.agencyAddress ?? '',
    place: context.place,
    date: dateInWords(issuedAt),
  }
}

export function printView(context: FormContext, fallbackNumber: string): z.infer<typeof printSchema> {
  return {
    number: context.print.number ?? fallbackNumber,
    reprint: context.print.reprint,
    reprintNumber: context.print.reprint ? String(context.print.reprintNumber ?? 1) : '',
    at: momentInWords(context.print.at),
    officer: context.officer.name,
    officerTitle: context.officer.title,
  }
}

export function dossierView(dossier: Dossier, context: FormContext): DossierView {
  const submitter = personView(dossier.submitter)
  const owner = dossier.owner === null ? null : personView(dossier.owner)
  return {
    code: dossier.number.code,
    provisional: dossier.number.kind === 'provisional',
    procedureCode: dossier.procedure.code,
    procedureName: dossier.procedure.name,
    field: dossier.procedure.field,
    request: dossier.request,
    submitter,
    owner,
    holder: owner ?? submitter,
    sets: paddedCount(dossier.sets),
    channel: channelText[dossier.channel],
    delivery: deliveryText(dossier.delivery, context.agency),
    charge: chargeView(dossier.charge, paidUpFront(dossier)),
    note: dossier.note,
    limit: limitText(dossier.due),
    receivedAt: momentInWords(dossier.receivedAt),
    dueAt: provisionalNote(dossier, momentInWords(dossier.originalDueAt)),
    newDueAt: dossier.dueAt === dossier.originalDueAt ? '' : momentInWords(dossier.dueAt),
    resolvingUnit: dossier.resolvingUnit?.name ?? '',
    qr: qrContent(dossier, context.lookupUrl),
    barcode: barcodeContent(dossier.number.code),
  }
}

/** Counted before the year's holidays were published: the paper says so, for the date may move. */
function provisionalNote({ due, originalDueAt }: Dossier, words: string): string {
  return due.dueAt === originalDueAt && isProvisionalDue(due) ? `${words} (tạm tính)` : words
}

const personKindText: Record<Person['kind'], string> = {
  citizen: 'Cá nhân',
  organisation: 'Tổ chức',
  household: 'Hộ kinh doanh',
}
const idLabel: Record<NonNullable<Person['idKind']>, string> = {
  personalId: 'Số CCCD/định danh cá nhân',
  oldId: 'Số CMND',
  passport: 'Số hộ chiếu',
  taxCode: 'Mã số thuế',
  other: 'Số giấy tờ',
}

export function personView(person: Person): PersonView {
  return {
    name: person.name,
    kind: personKindText[person.kind],
    address: person.address,
    phone: person.phone ?? '',
    email: person.email ?? '',
    idLabel: idLabel[person.idKind ?? (person.kind === 'organisation' ? 'taxCode' : 'personalId')],
    idNumber: person.idNumber ?? '',
    birth: birthText(person.birth),
    sex: person.sex === null ? '' : person.sex === 'male' ? 'Nam' : 'Nữ',
  }
}

export const channelText: Record<Channel, string> = {
  atDesk: 'Trực tiếp',
  byPost: 'Dịch vụ bưu chính công ích',
  online: 'Trực tuyến',
}

export function deliveryText(delivery: Delivery, agency: string): string {
  if (delivery.way === 'online') return 'Trực tuyến (Cổng Dịch vụ công quốc gia)'
  if (delivery.way === 'atDesk') return agency
  const address = delivery.address ?? ''
  return `Địa chỉ của người nhận, qua dịch vụ bưu chính công ích${address === '' ? '' : `: ${address}`}`
}

const timingText: Record<Charge['timing'], string> = {
  atIntake: 'Thu trước',
  atReturn: 'Thu sau',
  exempt: 'Đối tượng miễn phí',
  none: '',
}

/** At intake, or on the portal before it. */
function paidUpFront({ payments }: Pick<Dossier, 'payments'>): number {
  return payments.reduce((sum, { kind, amount }) => sum + (kind === 'intake' ? amount : 0), 0)
}

export function chargeView(charge: Charge, paid = charge.paidAtIntake): DossierView['charge'] {
  const free = charge.timing === 'none' || charge.timing === 'exempt' || charge.amount === 0
  return {
    amount: free ? 'Không thu' : money(charge.amount),
    words: free ? '' : moneyInWords(charge.amount),
    timing: timingText[charge.timing],
    exemption: charge.timing === 'exempt' ? (charge.exemption ?? '') : '',
    paid: paid > 0 ? money(paid) : '',
    receiptNumber: charge.receiptNumber ?? '',
  }
}

export function limitText({ limit }: Pick<Due, 'limit'>): string {
  if (limit === null) return 'không quy định'
  const value = Number.isInteger(limit.value) ? paddedCount(limit.value) : String(limit.value).replace('.', ',')
  switch (limit.unit) {
    case 'hours':
      return `${value} giờ làm việc`
    case 'calendarDays':
      return `${value} ngày`
    case 'workingDays':
      return `${value} ngày làm việc`
    case 'sameDay':
      return limit.cutOff === null
        ? 'trong ngày'
        : `trong ngày; nhận sau ${limit.cutOff.replace(':', ' giờ ')}: ngày làm việc tiếp theo`
  }
}

const componentKindText: Record<SubmittedComponent['kind'], string> = {
  original: 'Bản chính',
  certified: 'Bản chứng thực',
  copy: 'Bản photo',
  electronic: 'Bản điện tử',
}

export function componentViews(components: readonly SubmittedComponent[]): z.infer<typeof componentViewSchema>[] {
  return components.map((component, index) => ({
    n: String(index + 1),
    name: component.name,
    kind: componentKindText[component.kind],
    count: paddedCount(component.count),
    remark: component.toGiveBack ? ' (bản để đối chiếu, trả lại)' : '',
  }))
}
