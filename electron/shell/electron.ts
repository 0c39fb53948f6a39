/** The Electron shell: the system's key store, print dialog and save dialog. */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, safeStorage } from 'electron'
import { fileTypes } from '../../shared/bridge/files.ts'
import { appOrigin } from '../boot/app-scheme.ts'
import { createKeyFileProtector } from './key-file-protector.ts'
import type { Shell } from './shell.ts'

const header = Buffer.from('MCE1')

/** PDFs on their way to the printer, served to the hidden window from memory: paper's content never lies on the disk. */
export type PrintQueue = Map<string, Uint8Array>

/** What only main can open. */
export interface Ways {
  openBoard(): Promise<void>
  openPractice(): void
}

export function createElectronShell(keyFile: string, queue: PrintQueue, ways: Ways): Shell {
  return {
    kind: 'electron',
    protector: createProtector(keyFile),
    print: (job) => printPdf(queue, job.pdf, job.title),
    async openPractice() {
      ways.openPractice()
      return { kind: 'opened' }
    },
    async openBoard() {
      await ways.openBoard()
      return { kind: 'opened' }
    },
    savePdf: ({ pdf, suggestedName }) => saveAs(pdf, suggestedName, { name: 'PDF', extensions: ['pdf'] }),
    saveFile: ({ content, type, suggestedName }) =>
      saveAs(content, suggestedName, { name: fileTypes[type].name, extensions: [type] }),
  }
}

/** Where the officer says, and under a name the page may only suggest. */
async function saveAs(
  content: Uint8Array,
  suggestedName: string,
  filter: Electron.FileFilter,
): Promise<{ kind: 'saved'; path: string } | { kind: 'cancelled' }> {
  const parent = BrowserWindow.getFocusedWindow()
  const options = { defaultPath: join(app.getPath('documents'), basename(suggestedName)), filters: [filter] }
  const choice = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options))
  if (choice.canceled || choice.filePath === '') return { kind: 'cancelled' }
  await writeFile(choice.filePath, content)
  return { kind: 'saved', path: choice.filePath }
}

/**
 * The system's key store. On a Linux desktop without one Chromium would "encrypt" with a fixed password; a key file of the
 * user's is better than that. The header says which of the two sealed a secret.
 */
function createProtector(keyFile: string): Shell['protector'] {
  const fallback = createKeyFileProtector(keyFile)
  return {
    async seal(secret) {
      if (!hasKeyStore()) return fallback.seal(secret)
      const sealed = safeStorage.encryptString(Buffer.from(secret).toString('base64'))
      return new Uint8Array(Buffer.concat([header, sealed]))
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed)
      if (!bytes.subarray(0, header.length).equals(header)) return fallback.open(sealed)
      return new Uint8Array(Buffer.from(safeStorage.decryptString(bytes.subarray(header.length)), 'base64'))
    },
  }
}

function hasKeyStore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

const ownCancel = /cancel/i

async function printPdf(queue: PrintQueue, pdf: Uint8Array, title: string): Promise<{ kind: 'printed' | 'cancelled' }> {
  const path = `/print/${randomUUID()}.pdf`
  queue.set(path, pdf)
  const window = new BrowserWindow({
    show: false,
    title,
    // The PDF viewer is a plugin; this window alone has it, and no preload.
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, plugins: true },
  })
  try {
    await window.loadURL(`${appOrigin}${path}`)
    return await new Promise((resolve, reject) => {
      window.webContents.print({ silent: false }, (success, reason) => {
        if (success) resolve({ kind: 'printed' })
        else if (ownCancel.test(reason)) resolve({ kind: 'cancelled' })
        else reject(new Error('The printer refused.'))
      })
    })
  } finally {
    queue.delete(path)
    window.destroy()
  }
}
