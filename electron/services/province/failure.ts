/** Maps everything that can go wrong on the way to the province onto the few codes that sync decides by. */
import { problemSchema } from '../../../shared/wire/messages.ts'
import type { ProvinceFailure } from '../../../shared/bridge/province.ts'

export function failure(
  code: ProvinceFailure['code'],
  detail: string,
  retryAfterMs: number | null = null,
): ProvinceFailure {
  return { ok: false, code, detail: detail.slice(0, 500), retryAfterMs }
}

/** Of a call that got no answer. Only codes are told on: messages of network errors hold addresses. */
export function failureOfError(error: unknown, timedOut: boolean): ProvinceFailure {
  const codes = codesOf(error)
  if (timedOut || codes.some((code) => ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'].includes(code)))
    return failure('TIMEOUT', codes.join(' '))
  return failure('OFFLINE', codes.join(' '))
}

export interface RefusedAnswer {
  status: number
  retryAfter: string | null
  body: unknown
}

/** Of an answer other than 2xx. `now`: for a Retry-After that is a date. */
export function failureOfAnswer({ status, retryAfter, body }: RefusedAnswer, now: number): ProvinceFailure {
  const problem = problemSchema.safeParse(body)
  const detail = problem.success ? problem.data.code : `HTTP ${status}`
  const wait = parseRetryAfter(retryAfter, now)
  if (status === 413) return failure('TOO_LARGE', detail)
  if (status === 429) return failure('RATE_LIMITED', detail, wait)
  if (status === 408) return failure('TIMEOUT', detail, wait)
  if (status === 401 || status === 403) return failure('NOT_ENROLLED', detail)
  // A proxy that wants a password stands between: as far as the desk can tell there is no link.
  if (status === 407) return failure('OFFLINE', detail)
  if (status >= 400 && status < 500) return failure('REFUSED', detail, wait)
  return failure('SERVER', detail, wait)
}

const longestRetryAfter = 60 * 60_000

/** Milliseconds, an hour at most; null: none stated, or not in one of the two forms of RFC 9110. */
export function parseRetryAfter(text: string | null, now: number): number | null {
  const trimmed = text?.trim() ?? ''
  const wait = /^\d{1,9}$/.test(trimmed) ? Number(trimmed) * 1000 : Date.parse(trimmed) - now
  return Number.isNaN(wait) || trimmed === '' ? null : Math.min(longestRetryAfter, Math.max(0, wait))
}

function codesOf(error: unknown): string[] {
  const codes: string[] = []
  let current: unknown = error
  for (let depth = 0; current instanceof Error && depth < 5; depth++) {
    codes.push('code' in current && typeof current.code === 'string' ? current.code : current.name)
    current = current.cause
  }
  return codes
}
