/** Sends one scan: asks whether the province has it, goes on where an earlier attempt ended, and asks again at the end. */
import { DetailedError, Upload, type UploadOptions } from 'tus-js-client'
import type { DeskToken } from '../province/desk-token.ts'
import type { GatewayHttp } from '../province/http.ts'
import type { Link } from '../province/link.ts'
import type { Pending } from './pending.ts'
import { createTusStack, onOwnOrigin, type TusWay } from './tus-http.ts'

export interface UploaderOptions {
  http: GatewayHttp
  token: DeskToken
  link: Link
  stopped: AbortSignal
  chunkSize?: number
}
export type UploadOutcome =
  | { kind: 'atProvince' }
  /** The province will not take it, now or later. */
  | { kind: 'rejected'; detail: string }
  /** The link or the province failed. `startOver`: what was sent so far is of no use. */
  | { kind: 'later'; detail: string; startOver: boolean }

/** What a cut costs at most; small enough to pass on a slow link before any proxy loses patience. */
const defaultChunk = 512 * 1024
const askTimeout = 20_000
/** tus: the content does not have the hash it was announced with. */
const wrongContent = 460
const passing = new Set([0, 401, 403, 404, 408, 409, 410, 423, 425, 429])

export interface UploadProgress {
  onUrl: (url: string) => Promise<void>
  onSent: (bytes: number) => void
}

export async function uploadOne(
  options: UploaderOptions,
  item: Pending,
  content: Uint8Array,
  progress: UploadProgress,
): Promise<UploadOutcome> {
  const { http, token, link, stopped } = options
  const held = await token.get()
  if (!held.ok) return later(held.code)
  const way: TusWay = { http, token: held.value, signal: AbortSignal.any([link.signal, stopped]) }
  const before = await isAtProvince(way, item.id)
  if (before === 401) token.forget(held.value)
  if (before === 200) return { kind: 'atProvince' }
  if (before !== 404) return later(`HTTP ${before}`)
  const failed = await sendContent(way, options.chunkSize ?? defaultChunk, item, content, progress)
  if (failed !== null) return judge(failed, held.value, token)
  // The last answer may have been lost on the way; only the province knows what it has.
  const after = await isAtProvince(way, item.id)
  if (after === 200) return { kind: 'atProvince' }
  return { kind: 'later', detail: `HTTP ${after}`, startOver: after === 404 }
}

/** HTTP status; 0: no answer. */
async function isAtProvince({ http, token, signal }: TusWay, id: string): Promise<number> {
  try {
    const request = { method: 'HEAD', path: `v1/attachments/content/${id}`, token, timeoutMs: askTimeout } as const
    const response = await http.open(request, AbortSignal.any([signal, AbortSignal.timeout(askTimeout)]))
    await response.body?.cancel()
    return response.status
  } catch {
    return 0
  }
}

/** null: sent. */
function sendContent(
  way: TusWay,
  chunkSize: number,
  item: Pending,
  content: Uint8Array,
  { onUrl, onSent }: UploadProgress,
): Promise<Error | null> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve(error instanceof Error ? error : new Error('unknown'))
    const options: UploadOptions = {
      endpoint: way.http.urlOf('v1/attachments'),
      uploadUrl: item.uploadUrl === null ? null : onOwnOrigin(way.http, item.uploadUrl),
      metadata: { sha256: item.id, mediaType: item.mediaType, dossierId: item.dossierId },
      chunkSize,
      retryDelays: null,
      storeFingerprintForResuming: false,
      httpStack: createTusStack(way),
      onUploadUrlAvailable: () => void (upload.url === null ? undefined : onUrl(upload.url).catch(fail)),
      onChunkComplete: (_size, accepted) => onSent(accepted),
      onSuccess: () => resolve(null),
      onError: fail,
    }
    const upload = new Upload(Buffer.from(content.buffer, content.byteOffset, content.byteLength), options)
    upload.start()
  })
}

function judge(error: Error, held: string, token: DeskToken): UploadOutcome {
  const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0
  if (status === 401) token.forget(held)
  if (status === wrongContent) return { kind: 'later', detail: `HTTP ${status}`, startOver: true }
  if (status >= 400 && status < 500 && !passing.has(status)) return { kind: 'rejected', detail: `HTTP ${status}` }
  return { kind: 'later', detail: `HTTP ${status}`, startOver: status === 404 || status === 410 }
}

function later(detail: string): UploadOutcome {
  return { kind: 'later', detail, startOver: false }
}
