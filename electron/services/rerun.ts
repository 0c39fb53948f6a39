/** A task that runs once at a time; asked for meanwhile, it runs once more, since things may have changed in between. */
export class Rerun {
  readonly #task: () => Promise<void>
  #running: Promise<void> | null = null
  #again = false

  constructor(task: () => Promise<void>) {
    this.#task = task
  }

  /** Resolves when the last of the runs is over; rejects when one failed, and then none follows it. */
  run(): Promise<void> {
    this.#again = true
    this.#running ??= this.#loop()
    return this.#running
  }

  async #loop(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false
        await this.#task()
      }
    } finally {
      this.#running = null
    }
  }
}
