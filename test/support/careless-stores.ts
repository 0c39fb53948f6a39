/** Stores that break one promise each, so that it can be shown that the simulation notices. */
import type { Change } from '../../renderer/database/document.ts'
import type { History } from '../../renderer/sync/sync-store.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { MemorySyncStore } from './memory-sync-store.ts'

/** Answers before what was pulled is on the disk: the checkpoint moves, and the power goes. */
export class HastyStore extends MemorySyncStore {
  #later: (readonly History[])[] = []

  override async addPulled(histories: readonly History[]): Promise<void> {
    await this.#catchUp()
    this.#later.push(histories)
  }

  override async listUnsent(...args: Parameters<MemorySyncStore['listUnsent']>) {
    await this.#catchUp()
    return super.listUnsent(...args)
  }

  async #catchUp(): Promise<void> {
    for (const histories of this.#later.splice(0)) await super.addPulled(histories)
  }
}

/** Takes every message for a new one: an event that comes again is stored again. */
export class RepeatingStore extends MemorySyncStore {
  override async addPulled(histories: readonly History[]): Promise<void> {
    const repeated = histories.map(({ dossierId, events }) => {
      const known = new Set(this.stored.documents.get(dossierId)?.body.events.map((event) => event.id))
      return { dossierId, events: events.filter((event) => known.has(event.id)) }
    })
    await super.addPulled(histories)
    for (const { dossierId, events } of repeated) this.stored.documents.get(dossierId)?.body.events.push(...events)
  }
}

/** What was handed out to be sent counts as sent. */
export class HopefulStore extends MemorySyncStore {
  override async listUnsent(...args: Parameters<MemorySyncStore['listUnsent']>) {
    const unsent = await super.listUnsent(...args)
    await this.confirm(
      unsent.map(({ dossierId, events }) => ({ dossierId, eventIds: events.map(({ id }) => id), events: [] })),
    )
    return unsent
  }
}

/** The later writer's dossier replaces the earlier one's. */
export class LastWriteStore extends MemorySyncStore {
  override async change(changes: readonly Change[]) {
    for (const { dossierId, events = [] } of changes) if (events.length > 0) this.stored.documents.delete(dossierId)
    return super.change(changes)
  }
}

/** Text is put in order on its way into the database. */
export class TidyingStore extends MemorySyncStore {
  override change(changes: readonly Change[]) {
    const tidy = (event: DossierEvent): DossierEvent => ({
      ...event,
      payload: JSON.parse(JSON.stringify(event.payload).normalize('NFD')) as Record<string, unknown>,
    })
    return super.change(changes.map((change) => ({ ...change, events: change.events?.map(tidy) })))
  }
}
