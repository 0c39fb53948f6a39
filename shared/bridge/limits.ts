/** Largest parameters of each bridge call, in bytes as `estimateBytes` counts them: a runaway renderer cannot fill the host. */
import { wireLimits } from '../wire/messages.ts'
import { bridgeMethods, type BridgeMethod } from './contract.ts'

const kilobyte = 1024
const smallCall = 16 * kilobyte

const larger: Partial<Record<BridgeMethod, number>> = {
  'journal.commit': 8 * 1024 * kilobyte,
  'journal.commitAs': 8 * 1024 * kilobyte,
  'province.push': wireLimits.bodyBytes,
  'province.reconcile': wireLimits.bodyBytes,
  'attachments.put': 26 * 1024 * kilobyte,
  'attachments.putThumbnail': 300 * kilobyte,
  'attachments.confirm': 64 * kilobyte,
  'bundle.exportScans': 32 * kilobyte,
  'books.close': 24 * 1024 * kilobyte,
  'bundle.export': 32 * 1024 * kilobyte,
  'bundle.import': 32 * 1024 * kilobyte,
  'files.save': 33 * 1024 * kilobyte,
  'printing.print': 32 * 1024 * kilobyte,
  'printing.savePdf': 32 * 1024 * kilobyte,
}

export function callLimit(method: BridgeMethod): number {
  // Transports ask before they know that the call exists: `constructor` is no call.
  return (Object.hasOwn(larger, method) ? larger[method] : undefined) ?? smallCall
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
  /** false: too large, stop at once, for an array may claim four thousand million members. */
  const visit = (node: unknown, depth: number): boolean => {
    total += ownBytes(node)
    if (depth > deepest || total > limit || total === Infinity) return false
    if (ArrayBuffer.isView(node) || typeof node !== 'object' || node === null) return true
    if (Array.isArray(node)) {
      for (const item of node) if (!visit(item, depth + 1)) return false
      return true
    }
    for (const [key, item] of Object.entries(node)) {
      total += utf8Bytes(key)
      if (!visit(item, depth + 1)) return false
    }
    return true
  }
  return visit(value, 0) && total <= limit ? total : Infinity
}

function ownBytes(node: unknown): number {
  if (typeof node === 'string') return 1 + utf8Bytes(node)
  if (typeof node === 'number' || typeof node === 'bigint') return 9
  if (ArrayBuffer.isView(node) || node instanceof ArrayBuffer) return 1 + node.byteLength
  return node instanceof Map || node instanceof Set ? Infinity : 1
}

function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}
