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

/**
 * The head of a paper in two columns.
 *
 * @param number template of the line `Số: …`
 * @param scale of the type sizes; 1 on A4
 */
export function head(number: string, scale: number, extra: Line[] = []): Block {
  const size = (points: number) => Math.round(points * scale * 4) / 4
  const [name, motto] = stateName as [Line, Line]
  return {
    kind: 'head',
    leftWidth: 45,
    left: [
      { text: '{head.parentAgency}', upper: true, align: 'center', size: size(12) },
      { text: '{head.agency}', upper: true, bold: true, align: 'center', size: size(12), rule: 'half' },
      { text: number, align: 'center', size: size(12.5), before: 3 },
      ...extra,
    ],
    right: [
      { ...name, size: size(12) },
      { ...motto, size: size(13) },
      {
        text: '{head.place:……………}, {head.date:ngày …… tháng …… năm ………}',
        italic: true,
        align: 'center',
        size: size(12.5),
        before: 5,
      },
    ],
  }
}

export const reprintNotice: Block = {
  kind: 'notice',
  text: '**BẢN IN LẠI** lúc {print.at}',
  size: 9,
  when: [{ present: 'print.reprint' }],
}

export const pageNumber = 'Trang {page}/{pages}'
