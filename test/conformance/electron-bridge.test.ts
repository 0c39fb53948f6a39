import { vi } from 'vitest'
import { createElectronBridge } from '../../renderer/app/bridge/electron-bridge.ts'
import { mustUnwrap } from '../../shared/bridge/envelope.ts'
import { ipcChannels, type PreloadApi } from '../../shared/bridge/preload-api.ts'
import { bootElectronDesk } from '../support/electron-desk.ts'
import { electronModule, fake, invokeAs } from '../support/fake-electron.ts'
import { describeBridge } from './bridge.ts'

const current = vi.hoisted(() => ({ electron: {}, host: null as unknown, lines: [] as string[] }))
current.electron = electronModule
vi.mock('electron', () => current.electron)
vi.mock('../../electron/services/host.ts', () => ({ createHost: async () => current.host }))
vi.mock('../../electron/services/log.ts', () => {
  const keep = (facts: object) => void current.lines.push(JSON.stringify(facts))
  return { openLog: () => ({ log: { info: keep, error: keep }, close: () => undefined }) }
})

describeBridge('Electron', async () => {
  const desk = await bootElectronDesk(current)
  return {
    bridge: createElectronBridge(fake.exposed.motCua as PreloadApi),
    host: desk.host,
    logged: () => current.lines.join('\n'),
    async callAsForeigner(method, params) {
      const frames = [
        null,
        { url: 'https://example.com/', parent: null },
        { url: 'app://other/', parent: null },
        { url: 'app://mot-cua/', parent: {} },
      ]
      const answers = await Promise.allSettled(
        frames.map(async (frame) =>
          mustUnwrap(await invokeAs(desk.window.webContents, frame, ipcChannels.call, method, params)),
        ),
      )
      const slipped = answers.find((answer) => answer.status === 'fulfilled')
      if (slipped !== undefined) return slipped.value
      throw (answers[0] as PromiseRejectedResult).reason
    },
    close: desk.close,
  }
})
