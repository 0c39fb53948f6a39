/** What a schema finds wrong, for whoever corrects the file. */
import type { z } from 'zod'

const kinds: Record<string, string> = {
  string: 'một dòng chữ',
  number: 'một số',
  boolean: 'true hoặc false',
  array: 'một danh sách',
  object: 'một nhóm mục',
  int: 'một số nguyên',
  null: 'null',
}

type Issue = z.core.$ZodIssue

export function wordIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined')
        ? `thiếu mục này; cần ${kinds[issue.expected] ?? issue.expected}`
        : `cần ${kinds[issue.expected] ?? issue.expected}`
    case 'unrecognized_keys':
      return `không rõ mục ${issue.keys.map((key) => `“${key.slice(0, 60)}”`).join(', ')}; có thể viết sai tên`
    case 'invalid_value':
      return `chỉ được ghi một trong: ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `quá ngắn: ít nhất ${issue.minimum}`
        : `nhỏ nhất là ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `quá dài: tối đa ${issue.maximum}`
        : `lớn nhất là ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'date' ? 'cần một ngày dạng 2026-12-31' : 'sai dạng'
    case 'invalid_union':
      return 'không khớp loại nào được biết (mục kind, hoặc các mục đi kèm)'
    default:
      return issue.message
  }
}
