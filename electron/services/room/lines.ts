/** JSON lines over a socket, with limits: what comes from the network is checked by its schema before anybody sees it. */
import type { Duplex } from 'node:stream'
import type { z } from 'zod'

export type LineEnd = 'closed' | 'garbage' | 'tooLong' | 'tooMany'

export interface LinesOptions {
  /** Characters of one line. */
  longest: number
  /** Lines a second, on average; a short burst of as many again is let through. */
  mostPerSecond: number
  /** Milliseconds of a clock that only runs forward. */
  monotonic: () => number
  onLine: (value: unknown) => void
  /** Once, whichever side ended it. */
  onEnd: (why: LineEnd) => void
}

/** What a reader that is slower than the queue may leave lying before it is given up. */
const mostUnsent = 16 * 1024 * 1024

export class Lines {
  readonly #socket: Duplex
  readonly #options: LinesOptions
  #rest = ''
  #ended = false
  #allowance: number
  #countedAt: number

  constructor(socket: Duplex, options: LinesOptions) {
    this.#socket = socket
    this.#options = options
    this.#allowance = options.mostPerSecond * 2
    this.#countedAt = options.monotonic()
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => this.#take(chunk))
    socket.on('error', () => this.end('closed'))
    socket.on('close', () => this.end('closed'))
  }

  get isOpen(): boolean {
    return !this.#ended
  }

  /** Larger lines are expected from now on. */
  allow(longest: number): void {
    this.#options.longest = longest
  }

  send(value: unknown): void {
    if (this.#ended) return
    this.#socket.write(`${JSON.stringify(value)}\n`)
    if (this.#socket.writableLength > mostUnsent) this.end('tooMany')
  }

  /** The last line, and then nothing more. */
  sendLast(value: unknown): void {
    if (this.#ended) return
    this.#socket.end(`${JSON.stringify(value)}\n`)
    this.#finish('closed')
  }

  end(why: LineEnd = 'closed'): void {
    if (this.#ended) return
    this.#socket.destroy()
    this.#finish(why)
  }

  #finish(why: LineEnd): void {
    if (this.#ended) return
    this.#ended = true
    this.#options.onEnd(why)
  }

  #take(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (this.#ended) return
      this.#takeLine(line)
    }
    if (this.#rest.length > this.#options.longest) this.end('tooLong')
  }

  #takeLine(line: string): void {
    if (line.length > this.#options.longest) return this.end('tooLong')
    if (!this.#mayTake()) return this.end('tooMany')
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      return this.end('garbage')
    }
    this.#options.onLine(value)
  }

  #mayTake(): boolean {
    const { mostPerSecond, monotonic } = this.#options
    const now = monotonic()
    const grown = this.#allowance + ((now - this.#countedAt) / 1000) * mostPerSecond
    this.#allowance = Math.min(grown, mostPerSecond * 2) - 1
    this.#countedAt = now
    return this.#allowance >= 0
  }
}

/** The next line of that shape; null: something else came, or nothing in time. For the exchange before a desk is let in. */
export class Exchange {
  readonly #waiting: { take: (value: unknown) => void }[] = []
  readonly #early: unknown[] = []
  #closed = false

  take(value: unknown): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#early.push(value)
    else next.take(value)
  }

  close(): void {
    this.#closed = true
    for (const next of this.#waiting.splice(0)) next.take(undefined)
  }

  next<S extends z.ZodType>(schema: S): Promise<z.infer<S> | null> {
    const read = (value: unknown) => schema.safeParse(value).data ?? null
    if (this.#early.length > 0) return Promise.resolve(read(this.#early.shift()))
    if (this.#closed) return Promise.resolve(null)
    return new Promise((resolve) => this.#waiting.push({ take: (value) => resolve(read(value)) }))
  }

  /** What came before anybody asked. */
  rest(): unknown[] {
    return this.#early.splice(0)
  }
}
