/**
 * What happened before today: dossiers of another desk of the commune, at moments that an officer of a test cannot wait for.
 * They come to the desk under test as any other desk's do, by sync.
 */
import { randomUUID } from 'node:crypto'
import calendarBody from '../../../gateway/sample/calendar.json' with { type: 'json' }
import { workingCalendarSchema } from '../../../shared/deadline/calendar.ts'
import { dateOf, dayOf, WorkingTime } from '../../../shared/deadline/working-time.ts'
import type { DossierEvent, EventType, PayloadOf } from '../../../shared/dossier/event.ts'
import { formatStamp } from '../../../shared/dossier/hybrid-clock.ts'
import { receivedPayload } from '../../support/event-builder.ts'
import { WireDesk } from '../../support/wire-client.ts'
import type { Commune } from './commune.ts'

const time = new WorkingTime(workingCalendarSchema.parse(calendarBody))

/** `yyyy-mm-dd`, that many days of work from today; before it when negative. Today counts as worked. */
export function workday(steps: number): string {
  let day = dayOf(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
  for (let n = 0; n < Math.abs(steps); n += 1)
    day = steps > 0 ? time.workingDayFrom(day + 1) : time.workingDayBefore(day)
  return dateOf(day)
}

/** `dd/mm/yyyy`, as it is typed and printed. */
export function asTyped(date: string): string {
  return date.split('-').toReversed().join('/')
}

/** That many days of work ago, at that hour of the commune. */
export function before(days: number, clock = '09:00'): string {
  return `${workday(-days)}T${clock}:00+07:00`
}

export type Step = { [T in EventType]: { type: T; at: string; payload: PayloadOf<T> } }[EventType]

export class OtherDesk {
  readonly #desk: WireDesk
  #count = 0

  private constructor(desk: WireDesk) {
    this.#desk = desk
  }

  static async open(commune: Commune): Promise<OtherDesk> {
    const desk = await WireDesk.enrol(commune.gateway.url, await commune.gateway.mintCode(), 'Quầy số 9')
    await desk.signIn()
    return new OtherDesk(desk)
  }

  /** One dossier, from its receipt on. @returns its code */
  async tell(received: Partial<PayloadOf<'received'>> & { at: string }, steps: readonly Step[] = []): Promise<string> {
    this.#count += 1
    const { at, ...given } = received
    const day = at.slice(2, 10).replaceAll('-', '')
    const code = `000.00.01.H53-${day}-9${String(this.#count).padStart(3, '0')}`
    const payload = receivedPayload({ number: { code, kind: 'leased' }, ...given })
    const dossierId = randomUUID()
    const events = [{ type: 'received' as const, at, payload }, ...steps].map((step) => this.#sign(dossierId, step))
    const { outcomes } = await this.#desk.push([events])
    if (outcomes.some(({ outcome }) => outcome === 'rejected')) throw new Error(JSON.stringify(outcomes))
    return code
  }

  #sign(dossierId: string, { type, at, payload }: Step): DossierEvent {
    const draft = { id: randomUUID(), dossierId, type, at, officerId: 'can-bo-1', payload: { ...payload } }
    return this.#desk.signEvent({ ...draft, clock: formatStamp(Date.parse(at), 0, this.#desk.deskId) })
  }
}
