/** The host's services behind the bridge: plain Node, the same in Electron and in the browser host. */
import type { BridgeEvent, BridgeEventName, BridgeHandlers } from '../../shared/bridge/contract.ts'
import type { Shell } from '../shell/shell.ts'

export interface HostOptions {
  /** Everything the desk keeps lies below it: journal/, vault/, reference/, desk.json. */
  dataFolder: string
  shell: Shell
  /** Offers the development menu and its network switch. */
  development: boolean
  version: string
  /** Milliseconds since the epoch. */
  now?: () => number
  /** Free bytes on the data folder's disk; null: unknown. */
  freeBytes?: () => Promise<number | null>
}

export interface Host {
  /** One per bridge call; parameters are checked by the transport before they arrive here. */
  readonly handlers: BridgeHandlers
  on<E extends BridgeEventName>(event: E, listener: (payload: BridgeEvent<E>) => void): () => void
  stop(): Promise<void>
}
