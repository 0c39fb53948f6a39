/** What corrected forms change, in words. */
import type { Language } from '../../text/language.ts'

const vi = {
  nothing: 'Không có gì thay đổi: các mẫu này đã được công bố.',
  summary: (count: number) => `Thay đổi ${count} mẫu:`,
  local: 'mẫu của địa phương',
  version: (version: string) => `phiên bản ${version}`,
  fresh: 'mẫu mới',
  replaces: (version: string) => `thay phiên bản ${version}`,
  used: (from: string, until: string | null) => `dùng từ ${from}${until === null ? '' : ` đến ${until}`}`,
  paper: 'khổ giấy',
  more: (count: number) => `… và ${count} chỗ nữa`,
  layoutOnly: 'chỉ thay đổi cách trình bày',
}

const en: typeof vi = {
  nothing: 'Nothing changes: these forms are published already.',
  summary: (count) => `Forms changed: ${count}`,
  local: 'the province’s own',
  version: (version) => `version ${version}`,
  fresh: 'new',
  replaces: (version) => `in place of version ${version}`,
  used: (from, until) => `used from ${from}${until === null ? '' : ` until ${until}`}`,
  paper: 'size of the paper',
  more: (count) => `… and ${count} more`,
  layoutOnly: 'only the layout changes',
}

export const formChangeWords: Record<Language, typeof vi> = { vi, en }
