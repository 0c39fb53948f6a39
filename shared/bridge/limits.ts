/** Largest parameters of each bridge call, in bytes as `estimateBytes` counts them: a runaway renderer cannot fill the host. */
import { wireLimits } from '../wire/messages.ts'
import { bridgeMethods, type BridgeMethod } from './contract.ts'

const kilobyte = 1024
const smallCall = 16 * kilobyte

const larger: Partial<Record<BridgeMethod, number>> = {
  'journal.commit': 8 * 1024 * kilobyte,
  'province.push': wireLimits.bodyBytes,
  'province.reconcile': wireLimits.bodyBytes,
  'printing.print': 32 * 1024 * kilobyte,
  'printing.savePdf': 32 * 1024 * kilobyte,
}

export function callLimit(method: BridgeMethod): number {
  return larger[method] ?? smallCall
}

/** No body of any call is longer; for a transport that must stop reading before it knows the call. */
export const largestCall = Math.max(...bridgeMethods.map(callLimit))

const deepest = 64

/**
 * About how many bytes a value takes on the way, at least one a member; Infinity past `limit` or 64 levels deep (a cycle
 * among them). Counted rather than serialised, so that an oversize call costs no second copy.
 */
export function estimateBytes(value: unknown, limit: number): number {
  let total = 0
  const visit = (node: unknown, depth: number): void => {
    total += 1
    if (depth > deepest) total = Infinity
    if (total > limit) {
      total = Infinity
      return
    }
    if (typeof node === 'string') total += utf8Bytes(node)
    else if (typeof node === 'number' || typeof node === 'bigint') total += 8
    else if (ArrayBuffer.isView(node) || node instanceof ArrayBuffer) total += node.byteLength
    else if (Array.isArray(node)) for (const item of node) visit(item, depth + 1)
    else if (node instanceof Map || node instanceof Set) total = Infinity
    else if (typeof node === 'object' && node !== null) {
      for (const [key, item] of Object.entries(node)) {
        total += utf8Bytes(key)
        visit(item, depth + 1)
      }
    }
  }
  visit(value, 0)
  return total > limit ? Infinity : total
}

function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}
