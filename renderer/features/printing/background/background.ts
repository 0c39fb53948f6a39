/**
 * Makes papers in a worker, one at a time in the order asked for. Cancelling ends the worker, for a layout under way cannot
 * be talked to; the next job gets a new one. Where there are no workers, or ours does not start, the page does it itself: a
 * window that stands still for a moment is better than a citizen without a receipt.
 */
import { runJob } from './job.ts'
import type { FromWorker, Job, Progress, ToWorker } from './job.ts'

export interface PaperWorker {
  ask(message: ToWorker): void
  /** `onBroken`: it did not start, or it ended. Answers how to stop listening. */
  listen(onMessage: (message: FromWorker) => void, onBroken: () => void): () => void
  end(): void
}

export interface Background {
  /** Rejects with the signal's reason once it is aborted. */
  run(job: Job, options?: { signal?: AbortSignal | undefined; onProgress?: Progress | undefined }): Promise<Uint8Array>
}

interface Turn {
  job: Job
  signal: AbortSignal | undefined
  onProgress: Progress
}

/** @param start null: this page has no workers */
export function createBackground(start: (() => PaperWorker) | null, inPage = runJob): Background {
  let tail: Promise<unknown> = Promise.resolve()
  let idle: PaperWorker | null = null
  let lastId = 0
  const inWorker = async (turn: Turn): Promise<Uint8Array | 'notStarted'> => {
    if (start === null) return 'notStarted'
    const fresh = idle === null
    const worker = idle ?? tryTo(start)
    if (worker === null) return 'notStarted'
    idle = null
    const outcome = await ask(worker, (lastId += 1), turn, fresh)
    if (outcome.keep) idle = worker
    else worker.end()
    if (outcome.kind === 'notStarted') return 'notStarted'
    if (outcome.kind === 'failed') throw outcome.error
    return outcome.bytes
  }
  const take = async (turn: Turn): Promise<Uint8Array> => {
    turn.signal?.throwIfAborted()
    const bytes = await inWorker(turn)
    if (bytes !== 'notStarted') return bytes
    const made = await inPage(turn.job, turn.onProgress)
    turn.signal?.throwIfAborted()
    return made
  }
  return {
    run(job, { signal, onProgress = () => undefined } = {}) {
      const turn = tail.then(() => take({ job, signal, onProgress }))
      tail = turn.catch(() => undefined)
      return turn
    },
  }
}

function tryTo(start: () => PaperWorker): PaperWorker | null {
  try {
    return start()
  } catch {
    return null
  }
}

type Outcome =
  | { kind: 'done'; bytes: Uint8Array; keep: true }
  | { kind: 'failed'; error: Error; keep: boolean }
  | { kind: 'notStarted'; keep: false }

function ask(worker: PaperWorker, id: number, { job, signal, onProgress }: Turn, fresh: boolean): Promise<Outcome> {
  let isReady = !fresh
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      stopListening()
      signal?.removeEventListener('abort', onAbort)
      resolve(outcome)
    }
    const onMessage = (message: FromWorker) => {
      isReady = true
      if (message.kind === 'ready' || message.id !== id) return
      if (message.kind === 'progress') onProgress(message.share)
      else if (message.kind === 'done') settle({ kind: 'done', bytes: message.bytes, keep: true })
      else settle({ kind: 'failed', error: new Error(message.message), keep: true })
    }
    const onBroken = () =>
      settle(
        isReady
          ? { kind: 'failed', error: new Error('the worker ended'), keep: false }
          : { kind: 'notStarted', keep: false },
      )
    const onAbort = () => settle({ kind: 'failed', error: asError(signal?.reason), keep: false })
    const stopListening = worker.listen(onMessage, onBroken)
    signal?.addEventListener('abort', onAbort)
    worker.ask({ id, job })
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('cancelled', 'AbortError')
}

function startWorker(): PaperWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'papers' })
  return {
    ask: (message) => worker.postMessage(message, []),
    end: () => worker.terminate(),
    listen(onMessage, onBroken) {
      const hear = ({ data }: MessageEvent<FromWorker>) => onMessage(data)
      worker.addEventListener('message', hear)
      worker.addEventListener('error', onBroken)
      return () => {
        worker.removeEventListener('message', hear)
        worker.removeEventListener('error', onBroken)
      }
    },
  }
}

export const background = createBackground(typeof Worker === 'undefined' ? null : startWorker)
