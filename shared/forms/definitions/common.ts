/** Pieces that the built-in definitions share. */
import type { Block, Line, Paper } from '../definition.ts'

export const a5: Paper = {
  size: 'A5',
  orientation: 'portrait',
  margins: { top: 11, right: 10, bottom: 10, left: 14 },
  fontSize: 10,
  lineHeight: 1.02,
}

export const a4: Paper = {
  size: 'A4',
  orientation: 'portrait',
  margins: { top: 20, right: 15, bottom: 20, left: 30 },
  fontSize: 13,
  lineHeight: 1.15,
}

const stateName: Line[] = [
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, align: 'center' },
  { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, align: 'center', rule: 'full' },
]

export interface HeadOptions {
  /** Template of the line `Số: …`; left out: the paper has no number. */
  number?: string
  /** Of the type sizes; 1 on A4. */
  scale: number
  /** `V/v …`, below the number. */
  about?: string
  /** The agencies at the left; the desk below its commune unless told otherwise. */
  agencies?: [above: string, issuer: string] | [issuer: string]
  leftWidth?: number
}

/** The head of a paper in two columns (NĐ 30/2020, annex I). */
export function head({ number, scale, about, agencies, leftWidth }: HeadOptions): Block {
  const size = (points: number) => Math.round(points * scale * 4) / 4
  const names = agencies ?? ['{head.parentAgency}', '{head.agency}']
  const [name, motto] = stateName as [Line, Line]
  const left: Line[] = names.map((text, i) => {
    const line: Line = { text, upper: true, align: 'center', size: size(12) }
    return i === names.length - 1 ? { ...line, bold: true, rule: 'half' } : line
  })
  if (number !== undefined) left.push({ text: number, align: 'center', size: size(12.5), before: 3 })
  if (about !== undefined) left.push({ text: about, align: 'center', size: size(12), before: 2 })
  const place: Line = {
    text: '{head.place:……………}, {head.date:ngày …… tháng …… năm ………}',
    italic: true,
    align: 'center',
    size: size(12.5),
    before: 5,
  }
  return {
    kind: 'head',
    leftWidth: leftWidth ?? 45,
    left,
    right: [{ ...name, size: size(12) }, { ...motto, size: size(13) }, place],
  }
}

/** Of papers on A5. */
export const a5Scale = 0.74

export const reprintNotice: Block = {
  kind: 'notice',
  text: '**BẢN IN LẠI LẦN {print.reprintNumber}** lúc {print.at}',
  size: 9,
  when: [{ present: 'print.reprint' }],
}

export const pageNumber = 'Trang {page}/{pages}'

/** A small QR of the dossier beside the title. */
export function titleWithQr(lines: Line[]): Block {
  return {
    kind: 'row',
    gap: 6,
    cells: [
      { width: 20, blocks: [{ kind: 'qr', value: '{dossier.qr}', size: 18 }] },
      { width: '*', blocks: lines.map((line) => ({ kind: 'line', align: 'center', ...line })) },
      { width: 14, blocks: [] },
    ],
  }
}

export const title = (text: string): Line => ({ text, bold: true, size: 13, before: 4, after: 2 })
export const codeLine: Line = {
  text: 'Mã hồ sơ: **{dossier.code}**',
  size: 10.5,
  when: [{ present: 'dossier.code' }],
}

/** Who the paper is about: the same three lines on Mẫu 02 and 03. */
export const contactFields: Block[] = [
  { kind: 'fields', columns: 1, items: [{ label: 'Địa chỉ', value: '{dossier.submitter.address}' }] },
  {
    kind: 'fields',
    columns: 2,
    items: [
      { label: 'Số điện thoại', value: '{dossier.submitter.phone}' },
      { label: 'Email', value: '{dossier.submitter.email}' },
    ],
  },
]

export const signHint = '(Ký và ghi rõ họ tên)'
