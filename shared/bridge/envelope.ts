/**
 * How the answer to a bridge call travels. Neither Electron's IPC nor its context bridge keeps an error's own members, and
 * HTTP knows only bodies: so a refusal is a value until the renderer's transport makes it a BridgeError again.
 */
import { BridgeError, bridgeErrorCodes, type BridgeErrorCode } from './contract.ts'

export type BridgeEnvelope<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: BridgeErrorCode; readonly message: string }

export function refuse(code: BridgeErrorCode, message: string): BridgeEnvelope<never> {
  return { ok: false, code, message }
}

/** The value of an answer; throws BridgeError for a refusal and for anything that is no envelope. */
export function mustUnwrap(envelope: unknown): unknown {
  if (typeof envelope === 'object' && envelope !== null && 'ok' in envelope) {
    if (envelope.ok === true) return 'value' in envelope ? envelope.value : undefined
    if (envelope.ok === false && 'code' in envelope) {
      const code = bridgeErrorCodes.find((known) => known === envelope.code) ?? 'INTERNAL'
      const message = 'message' in envelope && typeof envelope.message === 'string' ? envelope.message : ''
      throw new BridgeError(code, message)
    }
  }
  throw new BridgeError('HOST_GONE', 'The answer is not of the bridge.')
}
