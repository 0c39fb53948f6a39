/** The comparison of two catalogues in lines, for who decides whether it is published. */
import type { Catalogue, Procedure } from '../catalogue.ts'
import { formatDate } from '../../table/readings.ts'
import { changesNothing } from './compare.ts'
import type { CatalogueComparison, FieldChange, Gap } from './compare.ts'

export function describeComparison(comparison: CatalogueComparison, after: Catalogue): string[] {
  const { info, added, changed, withdrawn, unchanged } = comparison
  if (changesNothing(comparison)) return ['Không có gì thay đổi so với danh mục đang dùng.']
  return [
    `Phiên bản ${after.version}: thêm ${added.length}, thay đổi ${changed.length}, bãi bỏ ${withdrawn.length}, giữ nguyên ${unchanged} thủ tục.`,
    ...info.flatMap((change) => describeChange('  ', change)),
    ...listed('Thêm', added),
    ...(changed.length === 0 ? [] : ['Thay đổi:']),
    ...changed.flatMap(({ code, version, name, changes, sameDecision }) => [
      `  ${code}  ${name}${sameDecision ? ` (vẫn quyết định ${version})` : ''}`,
      ...changes.flatMap((change) => describeChange('    ', change)),
    ]),
    ...listed('Bãi bỏ (không tiếp nhận nữa; hồ sơ đã nhận vẫn giải quyết tiếp)', withdrawn),
    ...(isMassWithdrawal(comparison) ? [massWithdrawal] : []),
  ]
}

export const massWithdrawal =
  'Chú ý: hơn một phần ba thủ tục đang dùng không có trong tệp. Nếu tệp chỉ có những thủ tục thay đổi, hãy nhập kiểu bổ sung.'

export function describeGaps(gaps: readonly Gap[]): string[] {
  return gaps.map(
    ({ code, name, from }) =>
      `Chú ý: ${code} ${name} sẽ không tiếp nhận được cho đến ${formatDate(from)}, vì tệp không còn bản đang dùng.`,
  )
}

/** A file that holds only what changes would otherwise take everything else from the desks. */
export function isMassWithdrawal({ changed, withdrawn, unchanged }: CatalogueComparison): boolean {
  return withdrawn.length * 3 > changed.length + withdrawn.length + unchanged
}

function listed(title: string, procedures: readonly Procedure[]): string[] {
  if (procedures.length === 0) return []
  return [`${title}:`, ...procedures.map(({ code, version, name }) => `  ${code}  ${name} (${version})`)]
}

function describeChange(indent: string, { title, before, after }: FieldChange): string[] {
  const tell = (lines: readonly string[]) => lines.filter((line) => line !== '')
  const [old, now] = [tell(before), tell(after)]
  if (old.length <= 1 && now.length <= 1) return [`${indent}${title}: ${old[0] ?? '(trống)'} → ${now[0] ?? '(trống)'}`]
  return [
    `${indent}${title}:`,
    ...old.map((line) => `${indent}  − ${line}`),
    ...now.map((line) => `${indent}  + ${line}`),
  ]
}
