/**
 * The one gate between a renderer and the host's services, for both hosts: it knows the closed list of calls, their
 * sizes and their schemas. A transport only moves bytes and vouches for the sender.
 */
import { bridgeCalls, type BridgeHandlers, type BridgeMethod } from '../../shared/bridge/contract.ts'
import { refuse, type BridgeEnvelope } from '../../shared/bridge/envelope.ts'
import { callLimit, estimateBytes } from '../../shared/bridge/limits.ts'
import type { HostLog } from './log.ts'

export interface DispatcherOptions {
  handlers: BridgeHandlers
  log: HostLog
  /** Tests only: an answer that is not of the contract becomes INTERNAL. Left out elsewhere, it costs a second walk. */
  checkResults?: boolean
}

export type Dispatch = (method: unknown, params: unknown) => Promise<BridgeEnvelope>

export function isBridgeMethod(method: unknown): method is BridgeMethod {
  return typeof method === 'string' && Object.hasOwn(bridgeCalls, method)
}

function isRecord(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.hasOwn(prototype as object, 'hasOwnProperty')
}

export function createDispatch(options: DispatcherOptions): Dispatch {
  const { handlers, log } = options
  return async (method, params) => {
    if (!isBridgeMethod(method)) return refuse('UNKNOWN_CALL', 'There is no such call.')
    if (estimateBytes(params, callLimit(method)) === Infinity)
      return refuse('TOO_LARGE', `${method}: the parameters are too large.`)
    // zod takes bytes, maps and the like for an object without members.
    if (!isRecord(params)) return refuse('INVALID_PARAMS', `${method}: params invalid_type`)
    try {
      const checked = bridgeCalls[method].params.safeParse(params)
      if (!checked.success) return refuse('INVALID_PARAMS', `${method}: ${placesOf(checked.error.issues)}`)
      // The map pairs each method with its own parameters; TypeScript cannot follow that through a union of methods.
      const handler = handlers[method] as (checked: unknown) => Promise<unknown>
      const value = await handler(checked.data)
      if (options.checkResults === true) bridgeCalls[method].result.parse(value)
      return { ok: true, value }
    } catch (error) {
      log.error('bridge.failed', { method }, error)
      return refuse('INTERNAL', `${method}: the host failed.`)
    }
  }
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly code?: string | undefined
}

/** Where the parameters are wrong, never what they hold: a key may be the caller's own text, so odd keys are hidden. */
function placesOf(issues: readonly Issue[]): string {
  const places = issues.slice(0, 5).map((issue) => {
    const path = issue.path.map((key) => (/^(\d{1,6}|[A-Za-z_]\w{0,40})$/.test(String(key)) ? String(key) : '?'))
    return `${path.slice(0, 8).join('.') || 'params'} ${issue.code ?? 'invalid'}`
  })
  return places.join(', ')
}
