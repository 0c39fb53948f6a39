/** What the composition root hands to the application; tests hand in fakes. */
import type { AppInfo, Bridge } from '../../shared/bridge/contract.ts'
import type { DeskDatabase } from '../database/desk-database.ts'

/** Steps of opening, as the sign-in screen words them. */
export interface OpenProgress {
  phase: 'opening' | 'recovering' | 'indexing'
  done: number
  total: number | null
}

export interface OpenDatabaseRequest {
  bridge: Bridge
  info: AppInfo
  dataKey: Uint8Array
  now: () => Date
  onProgress: (progress: OpenProgress) => void
}

export interface Services {
  bridge: Bridge
  openDatabase: (request: OpenDatabaseRequest) => Promise<DeskDatabase>
  now: () => Date
}
