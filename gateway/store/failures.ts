/** Which errors of the database pass by themselves: the caller should try again, and nothing is wrong with what it sent. */

const passingCodes = /^(08|53|57P|40)|^(55P03|57014|25P03|25P04)$/
const passingSystemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])
const passingMessages =
  /connection terminated|timeout exceeded when trying to connect|not queryable|client has encountered a connection error/i

export function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing)
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && (passingCodes.test(code) || passingSystemCodes.has(code))) return true
  return passingMessages.test(error.message)
}

/** Text that PostgreSQL cannot hold (a NUL, a lone surrogate): the sender's fault, wherever it was overlooked. */
export function isUnstorableText(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === '22021' || code === '22P05'
}
