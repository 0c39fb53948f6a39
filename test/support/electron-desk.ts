/** Boots electron/main.ts and preload.ts on the fake; the test mocks `electron`, the services and their log. */
import { vi } from 'vitest'
import { createRecordingHost, type RecordingHost } from './recording-host.ts'
import { fake, FakeWindow } from './fake-electron.ts'

export interface ElectronDesk {
  host: RecordingHost
  window: FakeWindow
  close(): Promise<void>
}

/** Loads main as Electron would at a start; `current` is what the test's mocks read. */
export async function loadMain(current: { host: unknown; lines: string[] }): Promise<RecordingHost> {
  const host = createRecordingHost()
  current.host = host
  current.lines = []
  FakeWindow.all = []
  fake.app.removeAllListeners()
  fake.app.exitCode = null
  fake.errors = []
  fake.ipcRenderer.removeAllListeners()
  const before = { SIGTERM: process.listeners('SIGTERM'), SIGINT: process.listeners('SIGINT') }
  vi.resetModules()
  await import('../../electron/main.ts')
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    for (const listener of process.listeners(signal))
      if (!before[signal].includes(listener)) process.off(signal, listener)
  return host
}

export async function bootElectronDesk(current: { host: unknown; lines: string[] }): Promise<ElectronDesk> {
  const host = await loadMain(current)
  await import('../../electron/preload.ts')
  const window = await vi.waitFor(() => {
    const found = FakeWindow.all[0]
    if (found === undefined || !found.shown) throw new Error('No window yet.')
    return found
  })
  return {
    host,
    window,
    async close() {
      fake.app.quit()
      await vi.waitFor(() => {
        if (fake.app.exitCode === null) throw new Error('Electron still runs.')
      })
    },
  }
}
