/** The slip that somebody holds while waiting, from a roll of 80 mm. It says nothing of its holder. */
import type { FormDefinition } from '../definition.ts'

export const queueTicket: FormDefinition = {
  schema: 1,
  form: 'queueTicket',
  formSet: 'local',
  version: '2026-11-24.1',
  effectiveFrom: '2018-01-01',
  effectiveTo: null,
  templateNumber: null,
  name: 'Phiếu số thứ tự',
  source: 'Mẫu của đơn vị',
  verified: true,
  remark: null,
  paper: {
    size: 'roll80',
    orientation: 'portrait',
    margins: { top: 5, right: 5, bottom: 8, left: 5 },
    fontSize: 11,
    lineHeight: 1.1,
  },
  copies: [{ label: '' }],
  header: null,
  footer: null,
  blocks: [
    { kind: 'line', text: '{agency}', bold: true, align: 'center', size: 11, after: 4 },
    { kind: 'line', text: 'SỐ THỨ TỰ', align: 'center', size: 11, before: 2 },
    { kind: 'line', text: '{number}', bold: true, align: 'center', size: 40 },
    { kind: 'line', text: '{service}', bold: true, align: 'center', size: 13, after: 2 },
    { kind: 'line', text: 'Ưu tiên', bold: true, align: 'center', size: 12, when: [{ present: 'isPriority' }] },
    { kind: 'line', text: 'Số người chờ trước: {ahead}', align: 'center', before: 4 },
    { kind: 'line', text: '{at}', align: 'center', size: 10, before: 2 },
    { kind: 'line', text: 'Mời chờ gọi số trên màn hình.', italic: true, align: 'center', size: 10, before: 6 },
  ],
}
