/** Who hears what was scanned: the screen that is open, and what it has no use for, whoever finds it its place. */
import { readScan } from '../../../shared/forms/read-scan.ts'
import type { Scan, ScanHandler, ScannerPort } from '../../ui/use-scanner.ts'

interface Listener {
  handler: ScanHandler
  inDialog: boolean
}

export interface ScanDeskPorts {
  isDialogOpen: () => boolean
  /** The path of the screen that is shown. */
  path: () => string
  /** Nobody wanted it. */
  route: (scan: Scan) => void
  blocked: () => void
}

export class ScanDesk implements ScannerPort {
  readonly #ports: ScanDeskPorts
  #listeners: Listener[] = []
  #waiting: { scan: Scan; path: string } | null = null

  constructor(ports: ScanDeskPorts) {
    this.#ports = ports
  }

  readonly deliver = (text: string, target: Element | null): void => {
    const thing = readScan(text)
    const scan: Scan = { text: thing.text, thing, target }
    this.#waiting = null
    const isBlocked = this.#ports.isDialogOpen()
    const asked = this.#listeners.filter(({ inDialog }) => inDialog || !isBlocked)
    if (asked.toReversed().some(({ handler }) => handler(scan, this))) return
    if (isBlocked) this.#ports.blocked()
    else this.#ports.route(scan)
  }

  readonly listen = (handler: ScanHandler, inDialog: boolean): (() => void) => {
    const listener = { handler, inDialog }
    this.#listeners.push(listener)
    if (this.#waiting !== null) queueMicrotask(() => this.#offer(listener))
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }

  /**
   * Kept for the screen that is being opened at `path`. In memory and not in the page's address or history: those lie on the
   * disk in the clear, and a card is a person's.
   */
  readonly keepFor = (path: string, scan: Scan): void => {
    this.#waiting = { scan, path }
  }

  #offer(listener: Listener): void {
    const waiting = this.#waiting
    if (waiting === null || !this.#listeners.includes(listener) || !this.#ports.path().startsWith(waiting.path)) return
    if (listener.handler(waiting.scan, this)) this.#waiting = null
  }
}
