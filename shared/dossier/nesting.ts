/** Deep nesting is how a few bytes bring recursive code down: refuse it at the border, walking without recursion. */
export const deepestNesting = 32

export function isShallow(value: unknown, deepest: number = deepestNesting): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= deepest; depth += 1) {
    const next = level
      .filter((item) => item !== null && typeof item === 'object')
      .flatMap((item) => Object.values(item as object))
    if (next.length === 0) return true
    level = next
  }
  return false
}
