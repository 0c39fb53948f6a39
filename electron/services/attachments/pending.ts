/** What is still to be sent, one small file each: losing one loses no other. An empty mark stays for what was sent. */
import { join } from 'node:path'
import { z } from 'zod'
import { attachmentIdSchema, mediaTypeSchema } from '../../../shared/wire/attachments.ts'
import type { Disk } from '../disk/disk.ts'
import { readState, writeDurably, writeState } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'
import { Serial } from '../serial.ts'

const pendingSchema = z.object({
  id: attachmentIdSchema,
  dossierId: z.uuid(),
  mediaType: mediaTypeSchema,
  bytes: z.int(),
  queuedAt: z.number(),
  /** Where a begun upload goes on; null: not begun. */
  uploadUrl: z.string().nullable(),
  rejected: z.boolean(),
  detail: z.string(),
})
export type Pending = z.infer<typeof pendingSchema>

export class PendingList {
  readonly #disk: Disk
  readonly #folder: string
  readonly #serial = new Serial()
  readonly #items = new Map<string, Pending>()

  private constructor(disk: Disk, folder: string) {
    this.#disk = disk
    this.#folder = folder
  }

  static async open(disk: Disk, folder: string, log: Log): Promise<PendingList> {
    const list = new PendingList(disk, folder)
    for (const name of await disk.list(join(folder, 'pending'))) {
      if (!name.endsWith('.json')) continue
      const stored = await readState(disk, join(folder, 'pending', name), pendingSchema).catch((error: unknown) => {
        log.error({ error: errorName(error) }, 'pending scan not read')
        return null
      })
      if (stored?.kind === 'intact') list.#items.set(stored.value.id, stored.value)
      else log.error({ name }, 'pending scan damaged')
    }
    return list
  }

  /** Oldest first. */
  all(): Pending[] {
    return [...this.#items.values()].sort((a, b) => a.queuedAt - b.queuedAt)
  }

  get(id: string): Pending | null {
    return this.#items.get(id) ?? null
  }

  put(item: Pending): Promise<void> {
    return this.#serial.run(async () => {
      await this.#disk.makeFolder(join(this.#folder, 'pending'))
      await writeState(this.#disk, join(this.#folder, 'pending', `${item.id}.json`), item)
      this.#items.set(item.id, item)
    })
  }

  /** What has left the list meanwhile (a stick's answer came while it was being sent) does not come back to it. */
  change(id: string, part: Partial<Omit<Pending, 'id'>>): Promise<void> {
    return this.#serial.run(async () => {
      const item = this.#items.get(id)
      if (item === undefined) return
      const changed = { ...item, ...part }
      await writeState(this.#disk, join(this.#folder, 'pending', `${id}.json`), changed)
      this.#items.set(id, changed)
    })
  }

  finish(id: string): Promise<void> {
    return this.#serial.run(async () => {
      const folder = join(this.#folder, 'sent', id.slice(0, 2))
      await this.#disk.makeFolder(folder)
      await writeDurably(this.#disk, join(folder, id), Buffer.alloc(0))
      await this.#disk.remove(join(this.#folder, 'pending', `${id}.json`))
      this.#items.delete(id)
    })
  }

  async wasSent(id: string): Promise<boolean> {
    return (await this.#disk.readFile(join(this.#folder, 'sent', id.slice(0, 2), id))) !== null
  }
}
