/**
 * The cable between a desk and the province: a TCP relay that can be cut. Unlike the switch of the development menu it
 * knows nothing of the desk's code, and it cuts what is on its way.
 */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'

export class Link {
  readonly #target: { host: string; port: number }
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  #port = 0

  private constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port) }
  }

  static async open(targetUrl: string): Promise<Link> {
    const link = new Link(new URL(targetUrl))
    await link.restore()
    return link
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** From now on connections are refused, and those that are open end in the middle of whatever they carry. */
  async cut(): Promise<void> {
    const server = this.#server
    this.#server = null
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
    if (server !== null) await new Promise((resolve) => server.close(resolve))
  }

  async restore(): Promise<void> {
    if (this.#server !== null) return
    const server = createServer((incoming) => this.#relay(incoming))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  #relay(incoming: Socket): void {
    const outgoing = connect(this.#target)
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      this.#sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        this.#sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  }
}
