/** An address that mail can be sent to; what is left of doubt only sending resolves. */
export type EmailReading = { ok: true; email: string } | { ok: false; code: 'EMPTY' | 'WRONG_SHAPE' | 'TOO_LONG' }

const longest = 120
const shape =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/

export function readEmail(typed: string): EmailReading {
  const trimmed = typed.trim()
  if (trimmed === '') return { ok: false, code: 'EMPTY' }
  if (trimmed.length > longest) return { ok: false, code: 'TOO_LONG' }
  const at = trimmed.lastIndexOf('@')
  const email = trimmed.slice(0, at + 1) + trimmed.slice(at + 1).toLowerCase()
  return shape.test(email) ? { ok: true, email } : { ok: false, code: 'WRONG_SHAPE' }
}
