/**
 * One desk as an officer has it: a host process, a browser with a profile, a cable to the province. Each can be stopped or
 * killed and started again by itself; what is on the disk stays.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from '@playwright/test'
import { stopChild } from '../../../scripts/launch/child.ts'
import { browserHostCommand, startHost, type RunningHost } from '../../../scripts/launch/host.ts'
import { deleteIndexedDb, killBrowser, openBrowser, type WindowSize } from './chromium.ts'
import type { Link } from './link.ts'

const deskRenderer = fileURLToPath(new URL('../../../dist/renderer', import.meta.url))

export interface DeskPlace {
  index: number
  folder: string
  link: Link
  size?: WindowSize
  /** Another page than the desk's own: benchmarks measure through one of theirs. */
  rendererFolder?: string
}

export class Desk {
  readonly index: number
  readonly link: Link
  readonly hostFolder: string
  readonly profileFolder: string
  /** What went wrong in the page: uncaught errors, console errors, breaches of the content policy. */
  readonly complaints: string[] = []
  readonly #folder: string
  readonly #size: WindowSize
  readonly #rendererFolder: string
  #host: RunningHost | null = null
  #browser: BrowserContext | null = null
  #page: Page | null = null

  constructor(place: DeskPlace) {
    this.index = place.index
    this.link = place.link
    this.#folder = place.folder
    this.#size = place.size ?? { width: 1366, height: 768 }
    this.#rendererFolder = place.rendererFolder ?? deskRenderer
    this.hostFolder = join(place.folder, 'host')
    this.profileFolder = join(place.folder, 'profile')
  }

  get page(): Page {
    if (this.#page === null) throw new Error('The desk’s window is not open.')
    return this.#page
  }

  get host(): RunningHost {
    if (this.#host === null) throw new Error('The desk’s host is not running.')
    return this.#host
  }

  async startHost(): Promise<void> {
    this.#host = await startHost({
      ...browserHostCommand({
        dataFolder: this.hostFolder,
        rendererFolder: this.#rendererFolder,
        keyFile: join(this.#folder, 'protector.key'),
        checkResults: true,
      }),
      output: 'keep',
    })
  }

  async enrol(code: string): Promise<void> {
    await this.host.enrol(this.link.url, code, `Quầy số ${this.index}`)
  }

  /** Opens the browser and the desk in it, as a click on its icon would. */
  async openWindow(path = '/'): Promise<Page> {
    const address = await this.host.open()
    this.#browser ??= await openBrowser(this.profileFolder, this.#size)
    const page = this.#browser.pages()[0] ?? (await this.#browser.newPage())
    if (page !== this.#page) this.#watch(page)
    this.#page = page
    await page.goto(address ?? '')
    if (path !== '/') await page.goto(`${this.host.ready.origin}${path}`)
    return page
  }

  async closeWindow(): Promise<void> {
    const browser = this.#browser
    this.#browser = null
    this.#page = null
    await browser?.close()
  }

  /** kill -9 of the browser, with whatever it was writing. */
  async killWindow(): Promise<void> {
    const browser = this.#browser
    this.#browser = null
    this.#page = null
    if (browser === null) return
    await killBrowser(this.profileFolder)
    await browser.close().catch(() => undefined)
  }

  async stopHost(): Promise<void> {
    const host = this.#host
    this.#host = null
    if (host !== null) await stopChild(host.child)
  }

  /** kill -9 of the host, with whatever it was writing. */
  async killHost(): Promise<void> {
    const host = this.#host
    this.#host = null
    if (host === null) return
    host.child.process.kill('SIGKILL')
    await host.child.ended
  }

  /** The cable is pulled out. */
  cutNetwork(): Promise<void> {
    return this.link.cut()
  }

  restoreNetwork(): Promise<void> {
    return this.link.restore()
  }

  async deleteDatabase(): Promise<void> {
    if (this.#browser !== null) throw new Error('Close the window first: a running browser holds its database open.')
    await deleteIndexedDb(this.profileFolder)
  }

  async end(): Promise<void> {
    await this.closeWindow().catch(() => undefined)
    await this.stopHost()
    await this.link.cut()
  }

  #watch(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
  }
}
