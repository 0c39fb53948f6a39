/** Everything a commune's gateway hands out, seen by a desk of its own that keeps nothing. */
import { WireDesk } from './wire-client.ts'

interface Place {
  gateway: { url: string; mintCode(): Promise<string> }
}
const watchers = new WeakMap<object, Promise<WireDesk>>()

/** Ids of every event; fails when one comes twice in a dossier. */
export async function pullAll(place: Place): Promise<Set<string>> {
  const watcher = watchers.get(place) ?? enrolWatcher(place)
  watchers.set(place, watcher)
  const desk = await watcher
  await desk.signIn()
  const ids = new Set<string>()
  let checkpoint: string | null = null
  for (;;) {
    const page: Awaited<ReturnType<WireDesk['pull']>> = await desk.pull(checkpoint, 500)
    for (const { dossierId, events } of page.dossiers) {
      if (new Set(events.map((event) => event.id)).size !== events.length) throw new Error(`doubled in ${dossierId}`)
      for (const event of events) ids.add(event.id)
    }
    if (!page.more) return ids
    checkpoint = page.checkpoint
  }
}

const enrolWatcher = async (place: Place) =>
  WireDesk.enrol(place.gateway.url, await place.gateway.mintCode(), 'Máy xem')
