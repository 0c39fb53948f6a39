/** The worker's end: one job after the other, as the page sends them. */
import { runJob } from './job.ts'
import type { FromWorker, ToWorker } from './job.ts'

/** Of the worker's own global the compiler knows only what page and worker have in common. */
const scope = self as unknown as {
  postMessage: (message: FromWorker, transfer: Transferable[]) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToWorker>) => void) => void
}
const tell = (message: FromWorker, transfer: Transferable[] = []) => scope.postMessage(message, transfer)

scope.addEventListener('message', ({ data: { id, job } }) => void answer(id, job))
tell({ kind: 'ready' })

async function answer(id: number, job: ToWorker['job']): Promise<void> {
  try {
    const bytes = await runJob(job, (share) => tell({ kind: 'progress', id, share }))
    tell({ kind: 'done', id, bytes }, [bytes.buffer])
  } catch (error) {
    // Of the message nothing is shown or logged: it could quote what stands on the paper.
    tell({ kind: 'failed', id, message: error instanceof Error ? error.name : 'unknown' })
  }
}
