/** Bridge calls for the scanner's folder; what lies there is only shown to whoever is signed in. */
import { readDeskFile } from '../desk-file.ts'
import { monotonic } from '../desk-storage.ts'
import type { HandlerContext, Part } from '../host-handlers.ts'
import { ScannerFolder } from './scanner-folder.ts'

export function scannerHandlers({ desk, disk, dataFolder, log }: HandlerContext): Part<'scanner'> {
  const scanner = new ScannerFolder({
    folder: async () => (await readDeskFile(disk, dataFolder))?.scannerFolder ?? null,
    isSaved: async (id) => (await desk()?.attachments.isFiled(id)) ?? false,
    monotonic,
    log,
  })
  const isSignedIn = () => (desk()?.session.officerId ?? null) !== null
  return {
    'scanner.list': async () => (isSignedIn() ? scanner.list() : { kind: 'off' }),
    'scanner.read': async (request) => (isSignedIn() ? scanner.read(request) : { kind: 'gone' }),
    'scanner.forget': async (request) => (isSignedIn() ? scanner.forget(request) : { kind: 'failed' }),
  }
}
