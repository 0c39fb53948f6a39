/**
 * A file that somebody brings, read without harm: a workbook in a thread with a limit of memory and time, for a small one can
 * hold a merged range of seventeen thousand million cells, and the gateway must go on answering desks meanwhile.
 */
import { Worker } from 'node:worker_threads'
import type { Sheet } from '../../shared/table/cell.ts'
import { fileByteLimit, isZip, readPlainFile, unpackedByteLimit, unreadable } from './file.ts'
import type { ImportFile } from './file.ts'
import { checkZip } from './zip-guard.ts'

const memoryMb = 768
const patienceMs = 60_000
const inMb = (bytes: number) => bytes / 1024 / 1024

export async function readImportFile(bytes: Uint8Array, options: { patienceMs?: number } = {}): Promise<ImportFile> {
  const tooLarge = { limit: inMb(fileByteLimit), unpacked: inMb(unpackedByteLimit) }
  if (bytes.length > fileByteLimit) return unreadable('FILE_TOO_LARGE', tooLarge)
  if (!isZip(bytes)) return readPlainFile(bytes)
  const zip = checkZip(bytes, unpackedByteLimit)
  if (!zip.ok) return zip.problem === 'tooLarge' ? unreadable('FILE_TOO_LARGE', tooLarge) : unreadable('DAMAGED_FILE')
  if (!zip.names.includes('xl/workbook.xml')) {
    const isOther = zip.names.some((name) => name === 'xl/workbook.bin' || name === 'content.xml')
    return unreadable(isOther ? 'OTHER_WORKBOOK' : 'NOT_A_WORKBOOK')
  }
  const turn = reading.then(() => inThread(bytes, options.patienceMs ?? patienceMs))
  reading = turn.then(() => undefined)
  return turn
}

/** One at a time: two would take twice the memory. */
let reading: Promise<void> = Promise.resolve()

function inThread(bytes: Uint8Array, patience: number): Promise<ImportFile> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read-file-worker.ts', import.meta.url), {
      workerData: { bytes },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      stdout: true,
      stderr: true,
    })
    const settle = (file: ImportFile) => {
      clearTimeout(timer)
      resolve(file)
      void worker.terminate()
    }
    const timer = setTimeout(() => settle(unreadable('FILE_TOO_COMPLEX')), patience)
    worker.once('message', (sheets: Sheet[] | null) =>
      settle(sheets === null ? unreadable('DAMAGED_FILE') : { kind: 'sheets', sheets }),
    )
    // Out of memory, as a rule.
    worker.once('error', () => settle(unreadable('FILE_TOO_COMPLEX')))
    worker.once('exit', () => settle(unreadable('FILE_TOO_COMPLEX')))
  })
}
