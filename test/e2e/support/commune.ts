/** The fixture of the end-to-end tests: a gateway, and desks of its sample commune, all real, all in a folder of their own. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { stopChild } from '../../../scripts/launch/child.ts'
import { startGatewayProcess, type RunningGateway } from '../../../scripts/launch/gateway.ts'
import type { WindowSize } from './chromium.ts'
import { Desk } from './desk.ts'
import { Link } from './link.ts'

export class Commune {
  readonly folder: string
  readonly desks: Desk[] = []
  #gateway: RunningGateway | null = null

  constructor(folder: string) {
    this.folder = folder
  }

  get gateway(): RunningGateway {
    if (this.#gateway === null) throw new Error('The gateway is not running.')
    return this.#gateway
  }

  async startGateway(): Promise<void> {
    const port = this.#port
    this.#gateway = await startGatewayProcess({ dataFolder: join(this.folder, 'gateway'), port, output: 'keep' })
    this.#port = Number(new URL(this.#gateway.url).port)
  }
  #port: number | null = null

  async stopGateway(): Promise<void> {
    const gateway = this.#gateway
    this.#gateway = null
    if (gateway !== null) await stopChild(gateway.child)
  }

  async killGateway(): Promise<void> {
    const gateway = this.#gateway
    this.#gateway = null
    if (gateway === null) return
    gateway.child.process.kill('SIGKILL')
    await gateway.child.ended
  }

  /** A desk with its host running, enrolled unless told otherwise, its window not yet open. */
  async addDesk(options: { enrolled?: boolean; size?: WindowSize; rendererFolder?: string } = {}): Promise<Desk> {
    const index = this.desks.length + 1
    const link = await Link.open(this.gateway.url)
    const folder = join(this.folder, `desk-${index}`)
    const { size, rendererFolder } = options
    const desk = new Desk({
      index,
      folder,
      link,
      ...(size === undefined ? {} : { size }),
      ...(rendererFolder === undefined ? {} : { rendererFolder }),
    })
    this.desks.push(desk)
    await desk.startHost()
    if (options.enrolled !== false) await desk.enrol(await this.gateway.mintCode())
    return desk
  }

  async end(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.end()))
    await this.stopGateway()
  }
}

/** A gateway's folder with the sample province in it, made once: a new database takes seconds, a copy of one does not. */
async function makeProvince(folder: string): Promise<void> {
  const gateway = await startGatewayProcess({ dataFolder: folder, output: 'keep' })
  await stopChild(gateway.child)
  await rm(join(folder, 'port.json'))
}

export const test = base.extend<{ commune: Commune }, { province: string }>({
  province: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of a fixture's needs from this pattern.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'mot-cua-province-'))
      await makeProvince(folder)
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  commune: async ({ province }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'mot-cua-e2e-'))
    await cp(province, join(folder, 'gateway'), { recursive: true })
    const commune = new Commune(folder)
    try {
      await commune.startGateway()
      await use(commune)
    } finally {
      await commune.end()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  },
})
export { expect } from '@playwright/test'
