/** Work nobody waits for: its failure is logged, and stopping the host waits for its end. */
import { errorName, type Log } from './log.ts'

export class Background {
  readonly #log: Log
  readonly #running = new Set<Promise<void>>()
  #stopped = false

  constructor(log: Log) {
    this.#log = log
  }

  /** Never rejects. After `stop` nothing new begins. */
  run(task: () => Promise<void>): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    const running = task().catch((error: unknown) => {
      this.#log.error({ error: errorName(error) }, 'background task failed')
    })
    this.#running.add(running)
    return running.finally(() => this.#running.delete(running))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#running)
  }
}
