/** The shell without Electron: paper and files leave through the page's own viewer and download. */
import { createKeyFileProtector } from './key-file-protector.ts'
import type { Shell } from './shell.ts'

export function createBrowserShell(
  keyFile: string,
  openPractice: Shell['openPractice'] = async () => ({ kind: 'failed' }),
): Shell {
  return {
    kind: 'browser',
    protector: createKeyFileProtector(keyFile),
    print: async () => ({ kind: 'useViewer' }),
    openPractice,
    openBoard: async () => ({ kind: 'usePage' }),
    savePdf: async () => ({ kind: 'useDownload' }),
    saveFile: async () => ({ kind: 'useDownload' }),
  }
}
