/** What a new catalogue changes, in words. Names of columns and procedures are the file's own and stay. */
import type { Language } from '../../text/language.ts'

interface Counts {
  version: string
  added: number
  changed: number
  withdrawn: number
  unchanged: number
}

const vi = {
  nothing: 'Không có gì thay đổi so với danh mục đang dùng.',
  summary: ({ version, added, changed, withdrawn, unchanged }: Counts) =>
    `Phiên bản ${version}: thêm ${added}, thay đổi ${changed}, bãi bỏ ${withdrawn}, giữ nguyên ${unchanged} thủ tục.`,
  added: 'Thêm',
  changed: 'Thay đổi',
  sameDecision: (version: string) => `vẫn quyết định ${version}`,
  withdrawn: 'Bãi bỏ (không tiếp nhận nữa; hồ sơ đã nhận vẫn giải quyết tiếp)',
  massWithdrawal:
    'Chú ý: hơn một phần ba thủ tục đang dùng không có trong tệp. Nếu tệp chỉ có những thủ tục thay đổi, hãy nhập kiểu bổ sung.',
  gap: (procedure: string, day: string) =>
    `Chú ý: ${procedure} sẽ không tiếp nhận được cho đến ${day}, vì tệp không còn bản đang dùng.`,
  empty: '(trống)',
}

const en: typeof vi = {
  nothing: 'Nothing differs from the catalogue in force.',
  summary: ({ version, added, changed, withdrawn, unchanged }) =>
    `Version ${version}: procedures added ${added}, changed ${changed}, withdrawn ${withdrawn}, unchanged ${unchanged}.`,
  added: 'Added',
  changed: 'Changed',
  sameDecision: (version) => `still decision ${version}`,
  withdrawn: 'Withdrawn (no longer taken in; dossiers already taken in go on)',
  massWithdrawal:
    'Note: more than a third of the procedures in force are not in the file. If it only has what changes, import it as an addition.',
  gap: (procedure, day) =>
    `Note: ${procedure} cannot be taken in until ${day}, for the file no longer has the version in force.`,
  empty: '(empty)',
}

export const comparisonWords: Record<Language, typeof vi> = { vi, en }
