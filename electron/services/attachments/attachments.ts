/** Scans: kept sealed, sent one after another whenever there is a link, fetched when a dossier of another desk names one. */
import type { AttachmentState } from '../../../shared/bridge/attachments.ts'
import type { BridgeParams, BridgeResult } from '../../../shared/bridge/contract.ts'
import { attachmentLimits, mediaTypeSchema } from '../../../shared/wire/attachments.ts'
import type { CarriedScan } from '../../../shared/wire/scan-part.ts'
import type { Background } from '../background.ts'
import { isDiskFull, type Disk } from '../disk/disk.ts'
import type { HostEvents } from '../host-events.ts'
import { errorName, type Log } from '../log.ts'
import { readBytes } from '../province/http.ts'
import { contentId, ContentStore, isOfType, type Content } from './content-store.ts'
import { PendingList, type Pending } from './pending.ts'
import { uploadOne, type UploaderOptions } from './upload.ts'

export interface AttachmentsOptions extends Omit<UploaderOptions, 'stopped'> {
  disk: Disk
  /** `<dataFolder>/attachments` */
  folder: string
  dataKey: Uint8Array
  events: HostEvents
  background: Background
  log: Log
  now: () => number
  hasRoom: () => Promise<boolean>
  /** The second copy of a scan that is damaged here; null: there is none. */
  spare?: (id: string) => Promise<Content | null>
  firstDelay?: number
}

const longestDelay = 5 * 60_000
const downloadTimeout = 180_000

export class Attachments {
  readonly #options: AttachmentsOptions
  readonly #store: ContentStore
  readonly #pending: PendingList
  readonly #stopped = new AbortController()
  readonly #sent = new Map<string, number>()
  #sending: string | null = null
  #running = false
  #failures = 0
  #timer: NodeJS.Timeout | null = null

  private constructor(options: AttachmentsOptions, pending: PendingList) {
    this.#options = options
    this.#store = new ContentStore(options.disk, options.folder, options.dataKey)
    this.#pending = pending
    options.link.onChange((state, before) => {
      if (state.online && !before.online) this.wake()
    })
  }

  static async open(options: AttachmentsOptions): Promise<Attachments> {
    return new Attachments(options, await PendingList.open(options.disk, options.folder, options.log))
  }

  async put({ content, mediaType }: BridgeParams<'attachments.put'>): Promise<BridgeResult<'attachments.put'>> {
    if (!isOfType(content, mediaType)) return { kind: 'failed', code: 'NOT_THAT_TYPE' }
    if (!(await this.#options.hasRoom())) return { kind: 'failed', code: 'DISK_FULL' }
    try {
      return { kind: 'kept', id: await this.#store.put({ bytes: content, mediaType }), bytes: content.length }
    } catch (error) {
      this.#options.log.error({ error: errorName(error) }, 'scan not kept')
      return { kind: 'failed', code: isDiskFull(error) ? 'DISK_FULL' : 'IO' }
    }
  }

  async send({ dossierId, ids }: BridgeParams<'attachments.send'>): Promise<BridgeResult<'attachments.send'>> {
    const unknown: string[] = []
    for (const id of new Set(ids)) {
      if (this.#pending.get(id) !== null || (await this.#pending.wasSent(id))) continue
      const content = await this.#own(id)
      if (content === null) {
        unknown.push(id)
        continue
      }
      const { mediaType, bytes } = content
      const queuedAt = this.#options.now()
      const rest = { uploadUrl: null, rejected: false, detail: '' }
      await this.#pending.put({ id, dossierId, mediaType, bytes: bytes.length, queuedAt, ...rest })
      this.#tell(id)
    }
    this.wake()
    return { unknown }
  }

  async get(id: string): Promise<BridgeResult<'attachments.get'>> {
    const kept = await this.#read(id)
    if (kept !== null) return { kind: 'found', content: kept.bytes, mediaType: kept.mediaType }
    return this.#fetch(id)
  }

  /** Sealed on this disk, and on its way for a dossier that was saved. */
  async isFiled(id: string): Promise<boolean> {
    if (this.#pending.get(id) === null && !(await this.#pending.wasSent(id))) return false
    return (await this.#own(id)) !== null
  }

  async putThumbnail({ id, content }: BridgeParams<'attachments.putThumbnail'>): Promise<void> {
    await this.#store.putThumbnail(id, content)
  }

  thumbnail(id: string): Promise<Uint8Array | null> {
    return this.#store.thumbnail(id)
  }

  status(): AttachmentState[] {
    return this.#pending.all().map((item) => this.#stateOf(item))
  }

  async retry(): Promise<void> {
    for (const item of this.#pending.all())
      if (item.rejected) {
        await this.#pending.change(item.id, { rejected: false, detail: '', uploadUrl: null })
        this.#tell(item.id)
      }
    this.#failures = 0
    this.wake()
  }

  /** For a stick: those of them that wait, with their content; `missing` are not to be read on this disk. */
  async pick(ids: readonly string[]): Promise<{ scans: CarriedScan[]; missing: string[] }> {
    const scans: CarriedScan[] = []
    const missing: string[] = []
    for (const id of new Set(ids)) {
      const item = this.#pending.get(id)
      // The link was faster.
      if (item === null) continue
      const content = await this.#read(id)
      if (content === null) missing.push(id)
      else scans.push({ sha256: id, dossierId: item.dossierId, mediaType: item.mediaType, content: content.bytes })
    }
    return { scans, missing }
  }

  /** What the province said on a stick, of scans that still wait. */
  async confirm({
    atProvince,
    refused,
  }: BridgeParams<'attachments.confirm'>): Promise<{ sent: number; refused: number }> {
    const counts = { sent: 0, refused: 0 }
    for (const id of new Set(atProvince)) {
      const item = this.#pending.get(id)
      if (item === null) continue
      await this.#finish(item)
      counts.sent += 1
    }
    for (const { id, reason } of refused) {
      const item = this.#pending.get(id)
      if (item === null) continue
      await this.#reject(item, reason)
      counts.refused += 1
    }
    return counts
  }

  /** Sends what waits, unless that is under way. */
  wake(): void {
    if (this.#running || this.#stopped.signal.aborted) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#running = true
    void this.#options.background.run(() => this.#drain())
  }

  stop(): void {
    this.#stopped.abort()
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  async #drain(): Promise<void> {
    try {
      for (let item = this.#next(); item !== null; item = this.#next()) {
        if (this.#stopped.signal.aborted || this.#options.link.state.cutByHand) return
        if (!(await this.#sendOne(item))) return this.#tryLater()
        this.#failures = 0
      }
    } finally {
      // In the same turn as the last look at the list, so that nothing queued right after waits for the next link.
      this.#running = false
    }
  }

  /** What the disk refuses to read is as good as damaged: one bad sector must not hold up every other scan. */
  #own(id: string): Promise<Content | null> {
    return this.#store.get(id).catch((error: unknown) => {
      this.#options.log.error({ id, error: errorName(error) }, 'scan not read')
      return null
    })
  }

  /** From this disk; what is damaged here comes from the second copy and is put back. */
  async #read(id: string): Promise<Content | null> {
    const kept = await this.#own(id)
    if (kept !== null || this.#pending.get(id) === null) return kept
    const spare = (await this.#options.spare?.(id)) ?? null
    if (spare !== null) await this.#store.put(spare).catch(() => undefined)
    return spare
  }

  #next(): Pending | null {
    return this.#pending.all().find(({ rejected }) => !rejected) ?? null
  }

  /** false: the link is not good enough now. */
  async #sendOne(item: Pending): Promise<boolean> {
    const content = await this.#read(item.id)
    if (content === null) {
      await this.#reject(item, 'content damaged on this disk')
      return true
    }
    this.#sending = item.id
    this.#tell(item.id)
    const outcome = await uploadOne({ ...this.#options, stopped: this.#stopped.signal }, item, content.bytes, {
      onUrl: (uploadUrl) => this.#pending.change(item.id, { uploadUrl }),
      onSent: (bytes) => {
        // A link that gets pieces through is worth going on with soon.
        this.#failures = 0
        this.#sent.set(item.id, bytes)
        this.#tell(item.id)
      },
    })
    this.#sending = null
    this.#options.log.info({ id: item.id, outcome: outcome.kind, bytes: item.bytes }, 'scan')
    if (outcome.kind === 'rejected') await this.#reject(item, outcome.detail)
    else if (outcome.kind === 'atProvince') await this.#finish(item)
    else if (outcome.startOver) {
      this.#sent.delete(item.id)
      await this.#pending.change(item.id, { uploadUrl: null })
    }
    if (outcome.kind === 'later') this.#tell(item.id)
    return outcome.kind !== 'later'
  }

  async #reject(item: Pending, detail: string): Promise<void> {
    await this.#pending.change(item.id, { rejected: true, detail })
    this.#tell(item.id)
  }

  async #finish(item: Pending): Promise<void> {
    await this.#pending.finish(item.id)
    this.#sent.delete(item.id)
    const { id, dossierId, bytes } = item
    const done = { id, dossierId, state: 'atProvince', bytes, sentBytes: bytes, detail: '' } as const
    this.#options.events.emit('attachments.changed', done)
  }

  #tryLater(): void {
    const { firstDelay = 5000 } = this.#options
    const delay = Math.min(longestDelay, firstDelay * 2 ** Math.min(this.#failures, 10)) * (0.5 + Math.random() / 2)
    this.#failures += 1
    this.#timer = setTimeout(() => this.wake(), delay)
    this.#timer.unref()
  }

  async #fetch(id: string): Promise<BridgeResult<'attachments.get'>> {
    const { http, token, link } = this.#options
    const held = link.state.cutByHand ? null : await token.get()
    if (held?.ok !== true) return { kind: 'unreachable' }
    const signal = AbortSignal.any([link.signal, this.#stopped.signal, AbortSignal.timeout(downloadTimeout)])
    try {
      const path = `v1/attachments/content/${id}`
      const request = { method: 'GET', path, token: held.value, timeoutMs: downloadTimeout } as const
      const response = await http.open(request, signal)
      const bytes = await readBytes(response, attachmentLimits.bytes)
      if (response.status === 404) return { kind: 'missing' }
      const mediaType = mediaTypeSchema.safeParse(response.headers.get('content-type')?.split(';')[0])
      // Whatever else comes under the name is not the scan that the dossier names.
      if (!response.ok || bytes === null || contentId(bytes) !== id || !mediaType.success)
        return { kind: 'unreachable' }
      await this.#store.put({ bytes, mediaType: mediaType.data }).catch((error: unknown) => {
        this.#options.log.error({ error: errorName(error) }, 'fetched scan not kept')
      })
      return { kind: 'found', content: bytes, mediaType: mediaType.data }
    } catch {
      return { kind: 'unreachable' }
    }
  }

  #stateOf(item: Pending): AttachmentState {
    const { id, dossierId, bytes, rejected, detail } = item
    const state = rejected ? 'rejected' : this.#sending === id ? 'sending' : 'waiting'
    return { id, dossierId, state, bytes, sentBytes: this.#sent.get(id) ?? 0, detail }
  }

  #tell(id: string): void {
    const item = this.#pending.get(id)
    if (item !== null) this.#options.events.emit('attachments.changed', this.#stateOf(item))
  }
}
