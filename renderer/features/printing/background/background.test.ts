import { describe, expect, it } from 'vitest'
import { createBackground } from './background.ts'
import type { PaperWorker } from './background.ts'
import type { FromWorker, Job, ToWorker } from './job.ts'

const jobOf = (title: string) => ({ kind: 'pdf', paper: { title } }) as unknown as Job
const bytesOf = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** A worker that does what the test says, when the test says so. */
class FakeWorker implements PaperWorker {
  readonly asked: ToWorker[] = []
  ended = false
  #hear: (message: FromWorker) => void = () => undefined
  #broken: () => void = () => undefined
  ask(message: ToWorker) {
    this.asked.push(message)
  }
  end() {
    this.ended = true
  }
  listen(onMessage: (message: FromWorker) => void, onBroken: () => void) {
    this.#hear = onMessage
    this.#broken = onBroken
    return () => {
      this.#hear = () => undefined
      this.#broken = () => undefined
    }
  }
  say(message: FromWorker) {
    this.#hear(message)
  }
  finish(text: string) {
    this.say({ kind: 'done', id: this.asked.at(-1)?.id ?? 0, bytes: bytesOf(text) })
  }
  break() {
    this.#broken()
  }
}

function setUp() {
  const workers: FakeWorker[] = []
  const inPage: string[] = []
  const start = () => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker
  }
  const run = async (job: Job) => {
    inPage.push(job.kind === 'pdf' ? job.paper.title : '')
    return bytesOf('in the page')
  }
  return { workers, inPage, start, run, background: createBackground(start, run) }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('papers beside the window', () => {
  it('are made by one worker, one after the other, in the order asked for', async () => {
    const { workers, background, inPage } = setUp()
    const made: string[] = []
    const both = ['a', 'b'].map(async (title) => made.push(textOf(await background.run(jobOf(title)))))
    await turn()
    expect(workers[0]?.asked).toHaveLength(1)
    workers[0]?.finish('A')
    await turn()
    workers[0]?.finish('B')
    await Promise.all(both)
    expect(made).toEqual(['A', 'B'])
    expect(workers).toHaveLength(1)
    expect(inPage).toEqual([])
  })

  it('tell how far they are, and nothing of another job', async () => {
    const { workers, background } = setUp()
    const shares: number[] = []
    const made = background.run(jobOf('a'), { onProgress: (share) => shares.push(share) })
    await turn()
    const id = workers[0]?.asked[0]?.id ?? 0
    workers[0]?.say({ kind: 'progress', id, share: 0.25 })
    workers[0]?.say({ kind: 'progress', id: id + 7, share: 0.99 })
    workers[0]?.say({ kind: 'done', id: id + 7, bytes: bytesOf('other') })
    workers[0]?.finish('A')
    expect(textOf(await made)).toBe('A')
    expect(shares).toEqual([0.25])
  })

  it('cancelled: the worker ends at once and the next job has a new one', async () => {
    const { workers, background } = setUp()
    const leaving = new AbortController()
    const first = background.run(jobOf('a'), { signal: leaving.signal })
    const second = background.run(jobOf('b'))
    await turn()
    leaving.abort()
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    expect(workers[0]?.ended).toBe(true)
    await turn()
    workers[1]?.finish('B')
    expect(textOf(await second)).toBe('B')
  })

  it('cancelled before their turn are never begun', async () => {
    const { workers, background } = setUp()
    const leaving = new AbortController()
    const first = background.run(jobOf('a'))
    const second = background.run(jobOf('b'), { signal: leaving.signal })
    leaving.abort()
    await turn()
    workers[0]?.finish('A')
    await first
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    expect(workers[0]?.asked).toHaveLength(1)
  })

  it('a worker that does not start: the page does it', async () => {
    const { workers, background, inPage } = setUp()
    const made = background.run(jobOf('a'))
    await turn()
    workers[0]?.break()
    expect(textOf(await made)).toBe('in the page')
    expect(inPage).toEqual(['a'])
  })

  it('no workers at all, or none allowed: the page does it', async () => {
    const { run } = setUp()
    const refused = () => {
      throw new Error('refused by the policy')
    }
    for (const start of [null, refused])
      expect(textOf(await createBackground(start, run).run(jobOf('a')))).toBe('in the page')
  })

  it('a worker that dies at work fails its job, and the next one is made', async () => {
    const { workers, background, inPage } = setUp()
    const first = background.run(jobOf('a'))
    await turn()
    workers[0]?.say({ kind: 'ready' })
    workers[0]?.break()
    await expect(first).rejects.toThrow('the worker ended')
    const second = background.run(jobOf('b'))
    await turn()
    workers[1]?.finish('B')
    expect(textOf(await second)).toBe('B')
    expect(inPage).toEqual([])
  })

  it('a job that fails leaves its worker for the next', async () => {
    const { workers, background } = setUp()
    const first = background.run(jobOf('a'))
    await turn()
    workers[0]?.say({ kind: 'failed', id: workers[0].asked[0]?.id ?? 0, message: 'RangeError' })
    await expect(first).rejects.toThrow('RangeError')
    const second = background.run(jobOf('b'))
    await turn()
    workers[0]?.finish('B')
    expect(textOf(await second)).toBe('B')
    expect(workers).toHaveLength(1)
  })
})
