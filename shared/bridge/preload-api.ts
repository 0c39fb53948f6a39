/** What the preload puts at `window.motCua`: only what crosses Electron's context bridge unharmed, so envelopes, not errors. */
import type { BridgeEnvelope } from './envelope.ts'

export interface PreloadApi {
  call(method: string, params: unknown): Promise<BridgeEnvelope>
  /** Returns how to stop listening; unknown events are never heard. */
  on(event: string, listener: (payload: unknown) => void): () => void
}

/** IPC channels between the preload and main. Nothing else listens. */
export const ipcChannels = { call: 'mot-cua:call', event: 'mot-cua:event' } as const
