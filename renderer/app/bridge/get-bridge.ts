/** The renderer's one way to its host: Electron's preload if there is one, the loopback server otherwise. */
import { z } from 'zod'
import type { Bridge } from '../../../shared/bridge/contract.ts'
import type { PreloadApi } from '../../../shared/bridge/preload-api.ts'
import { createBrowserBridge } from './browser-bridge.ts'
import { createElectronBridge } from './electron-bridge.ts'

// The content policy forbids eval; without this zod tries it once and the console shows a violation.
z.config({ jitless: true })

declare global {
  interface Window {
    readonly motCua?: PreloadApi
  }
}

let bridge: Bridge | null = null

/** The same bridge every time: it holds the event stream. */
export function getBridge(): Bridge {
  bridge ??= window.motCua === undefined ? createBrowserBridge() : createElectronBridge(window.motCua)
  return bridge
}
