import { connect, createServer, type AddressInfo } from 'node:net'

/** Counts what passes on the connections themselves: headers, framing and compression included. */
export class ByteCounter {
  out = 0
  into = 0
  readonly #server
  constructor(target: string) {
    const { hostname, port } = new URL(target)
    this.#server = createServer((near) => {
      const far = connect(Number(port), hostname)
      near.on('data', (bytes) => (this.out += bytes.length)).on('error', () => far.destroy())
      far.on('data', (bytes) => (this.into += bytes.length)).on('error', () => near.destroy())
      near.pipe(far).pipe(near)
    })
  }
  async start(): Promise<string> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  /** @returns what has passed since the last time */
  take(): { out: number; in: number } {
    const { out, into } = this
    this.out = this.into = 0
    return { out, in: into }
  }
  stop(): void {
    this.#server.close()
    this.#server.unref()
  }
}
