/** One window owns a desk's database: two would sync twice and hold stale lists. */
export class DeskInUse extends Error {
  constructor() {
    super('this desk is open in another window')
    this.name = 'DeskInUse'
  }
}

/** Holds the lock until the answer is called or the page ends. @throws DeskInUse */
export function ensureSole(name: string): Promise<() => Promise<void>> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  if (locks === undefined) return Promise.resolve(async () => undefined)
  return new Promise((resolve, reject) => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const ended = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) throw new DeskInUse()
      resolve(async () => {
        letGo()
        await ended.catch(() => undefined)
      })
      return held
    })
    ended.catch(reject)
  })
}
