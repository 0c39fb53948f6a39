/** IndexedDB can fall silent (a hung disk, a lost backing store): a promise that never settles must not hang a screen. */
export class StorageSilent extends Error {
  constructor(what: string) {
    super(`${what}: the database does not answer`)
    this.name = 'StorageSilent'
  }
}

const patienceMs = 20_000

export async function withWatchdog<T>(work: Promise<T>, what: string, ms = patienceMs): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StorageSilent(what)), ms)
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
  }
}
