/** A host for tests of the ways to it: it notes the calls that reach it and answers as told. No service is behind it. */
import {
  bridgeMethods,
  type BridgeEvent,
  type BridgeEventName,
  type BridgeHandlers,
  type BridgeMethod,
} from '../../shared/bridge/contract.ts'
import type { Host } from '../../electron/services/host.ts'
import type { HostLog } from '../../electron/boot/log.ts'

export interface RecordingHost extends Host {
  readonly calls: { method: BridgeMethod; params: unknown }[]
  /** What a call answers from now on; a function may throw. */
  answer(method: BridgeMethod, reply: (params: unknown) => unknown): void
  emit<E extends BridgeEventName>(event: E, payload: BridgeEvent<E>): void
  readonly listeners: number
  readonly stopped: boolean
}

export const sampleInfo = {
  hostKind: 'browser' as const,
  version: '0.1.0',
  enrolled: true,
  deskId: 'desk-1',
  deskName: 'Quầy số 1',
  communeId: '25459',
  communeName: 'Phường Tân Ninh',
  development: true,
}

export function createRecordingHost(): RecordingHost {
  const calls: RecordingHost['calls'] = []
  const replies = new Map<BridgeMethod, (params: unknown) => unknown>([['app.info', () => sampleInfo]])
  const listeners = new Map<BridgeEventName, Set<(payload: never) => void>>()
  let stopped = false
  const handlers = Object.fromEntries(
    bridgeMethods.map((method) => [
      method,
      async (params: unknown) => {
        calls.push({ method, params })
        const reply = replies.get(method)
        return reply === undefined ? {} : reply(params)
      },
    ]),
  ) as unknown as BridgeHandlers
  return {
    calls,
    handlers,
    answer: (method, reply) => void replies.set(method, reply),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener))
      return () => void set.delete(listener)
    },
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload as never)
    },
    get listeners() {
      return [...listeners.values()].reduce((sum, set) => sum + set.size, 0)
    },
    get stopped() {
      return stopped
    },
    async stop() {
      stopped = true
    },
  }
}

/** Keeps what was logged, as text, to look for what must not be in it. */
export function createRecordingLog(): HostLog & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (level: string, happening: string, facts: object = {}, error?: unknown) =>
    void lines.push(JSON.stringify({ level, happening, ...facts, error: error === undefined ? null : 'given' }))
  return {
    lines,
    info: (happening, facts) => keep('info', happening, facts),
    error: (happening, facts, error) => keep('error', happening, facts, error),
  }
}
