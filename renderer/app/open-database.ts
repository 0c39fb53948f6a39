import { openDeskDatabase } from '../database/open.ts'
import type { OpenDatabaseRequest } from './services.ts'

export function openDatabase({ bridge, info, dataKey, now, onProgress }: OpenDatabaseRequest) {
  return openDeskDatabase({ bridge, dataKey, deskId: info.deskId, now, onProgress })
}
