/** The two sides of the comparison of bytes, and the work that both do. */
import type { DossierEvent } from '../../shared/dossier/event.ts'
import type { ByteCounter } from './byte-counter.ts'

/** Events of one dossier, in order. */
export type History = readonly DossierEvent[]

/** A server with its data, and desks that reach it through a counter. */
export interface Side {
  readonly name: string
  /** Puts dossiers on the server; their bytes do not count. */
  fill(histories: Iterable<History>): Promise<void>
  /** Everything that happened to these dossiers has arrived. */
  hasAll(histories: readonly History[]): Promise<boolean>
  /** A new desk that has nothing yet, its way counted. */
  openDesk(): Promise<SideDesk>
  stop(): Promise<void>
}

export interface SideDesk {
  readonly counter: ByteCounter
  /** Goes online, once and for good: what changes on either side travels by itself. */
  connect(): Promise<void>
  /** One officer's action. */
  change(event: DossierEvent): Promise<void>
  /** Nothing is under way as far as the desk knows. */
  isIdle(): boolean
  countDossiers(): Promise<number>
  close(): Promise<void>
}

const lookEveryMs = 20

/** Resolves when the desk is idle and nothing has passed for so long: acknowledgements and checkpoints come late. */
export async function settle(desk: SideDesk, quietMs: number): Promise<void> {
  let seen = -1
  let since = performance.now()
  for (;;) {
    const passed = desk.counter.out + desk.counter.into
    if (passed !== seen || !desk.isIdle()) {
      seen = passed
      since = performance.now()
    }
    if (performance.now() - since >= quietMs) return
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
