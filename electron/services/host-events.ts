/** What the host tells the renderer unasked. */
import type { BridgeEvent, BridgeEventName } from '../../shared/bridge/contract.ts'
import { errorName, type Log } from './log.ts'

type Listener<E extends BridgeEventName> = (payload: BridgeEvent<E>) => void

export class HostEvents {
  readonly #listeners = new Map<BridgeEventName, Set<Listener<BridgeEventName>>>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  on<E extends BridgeEventName>(event: E, listener: Listener<E>): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    // One set holds the listeners of one event only; the map's type cannot say so.
    const stored = listener as Listener<BridgeEventName>
    listeners.add(stored)
    return () => void listeners.delete(stored)
  }

  /** A listener that throws neither stops the others nor the service that had something to tell. */
  emit<E extends BridgeEventName>(event: E, payload: BridgeEvent<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(payload)
      } catch (error) {
        this.#log.error({ event, error: errorName(error) }, 'listener failed')
      }
    }
  }
}
