/** The one bridge into the page: the closed lists of shared/bridge, and nothing else of Electron. No logic. */
import { contextBridge, ipcRenderer } from 'electron'
import { bridgeEventNames, bridgeMethods } from '../shared/bridge/contract.ts'
import { refuse } from '../shared/bridge/envelope.ts'
import { ipcChannels, type PreloadApi } from '../shared/bridge/preload-api.ts'

const methods: ReadonlySet<string> = new Set(bridgeMethods)
const events: ReadonlySet<string> = new Set(bridgeEventNames)

const api: PreloadApi = {
  async call(method, params) {
    if (!methods.has(method)) return refuse('UNKNOWN_CALL', 'There is no such call.')
    return ipcRenderer.invoke(ipcChannels.call, method, params)
  },
  on(event, listener) {
    if (!events.has(event)) return () => undefined
    const hear = (_sender: unknown, name: unknown, payload: unknown) => {
      if (name === event) listener(payload)
    }
    ipcRenderer.on(ipcChannels.event, hear)
    return () => void ipcRenderer.off(ipcChannels.event, hear)
  },
}

contextBridge.exposeInMainWorld('motCua', api)
