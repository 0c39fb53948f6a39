/** Reads one workbook in a thread of its own: see read-file.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readWorkbook } from './workbook.ts'

const { bytes } = z.object({ bytes: z.instanceof(Uint8Array) }).parse(workerData)
const sheets = await readWorkbook(bytes).catch(() => null)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(sheets)
