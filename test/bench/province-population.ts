/** Puts invented dossiers on a gateway as a desk would: signed, in batches. */
import { formatStamp, parseStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { nextPage, population } from '../support/population.ts'
import { WireDesk } from '../support/wire-client.ts'

const batch = 200

export async function pushPopulation(url: string, code: string, count: number): Promise<void> {
  const desk = await WireDesk.enrol(url, code, 'Máy nạp')
  await desk.signIn()
  const histories = population({ seed: 12, count, untilMs: Date.now() })
  for (;;) {
    const page = nextPage(histories, batch).map((events) => events.map((event) => sign(desk, event)))
    if (page.length === 0) return
    const { outcomes } = await desk.push(page)
    const refused = outcomes.find((outcome) => outcome.outcome === 'rejected')
    if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`)
  }
}

function sign(desk: WireDesk, event: DossierEvent): DossierEvent {
  const { previous: _p, signature: _s, deskId: _d, communeId: _c, ...draft } = event
  const { wallMs, counter } = parseStamp(event.clock)
  return desk.signEvent({ ...draft, clock: formatStamp(wallMs, counter, desk.deskId) })
}
