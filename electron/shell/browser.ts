/** The shell without Electron: paper and files leave through the page's own viewer and download. */
import { createKeyFileProtector } from './key-file-protector.ts'
import type { Shell } from './shell.ts'

export function createBrowserShell(keyFile: string): Shell {
  return {
    kind: 'browser',
    protector: createKeyFileProtector(keyFile),
    print: async () => ({ kind: 'useViewer' }),
    openBoard: async () => ({ kind: 'usePage' }),
    savePdf: async () => ({ kind: 'useDownload' }),
    saveFile: async () => ({ kind: 'useDownload' }),
  }
}
