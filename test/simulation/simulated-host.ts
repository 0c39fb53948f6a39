/** A desk's host without screens: the real journal, numbers, keys, bundles and province client, on a disk in memory. */
import { exportBundle, importBundle } from '../../electron/services/bundle/bundle.ts'
import type { DeskFile } from '../../electron/services/desk-file.ts'
import { readDeskFile } from '../../electron/services/desk-file.ts'
import { enrol } from '../../electron/services/enrol.ts'
import { Journal } from '../../electron/services/journal/journal.ts'
import { readUsedCodes } from '../../electron/services/journal/used-codes.ts'
import { silentLog } from '../../electron/services/log.ts'
import { Numbers } from '../../electron/services/numbers/numbers.ts'
import { TopUp } from '../../electron/services/numbers/top-up.ts'
import { ProvinceClient } from '../../electron/services/province/client.ts'
import { DeskToken } from '../../electron/services/province/desk-token.ts'
import { createDispatcher, GatewayHttp, type Exchange, type Outcome } from '../../electron/services/province/http.ts'
import type { z } from 'zod'
import { Link } from '../../electron/services/province/link.ts'
import { openVault, type Vault } from '../../electron/services/vault/vault.ts'
import type { Shell } from '../../electron/shell/shell.ts'
import type { Bridge, BridgeHandlers, BridgeMethod, BridgeParams, BridgeResult } from '../../shared/bridge/contract.ts'
import type { MemoryDisk } from '../support/memory-disk.ts'

export const officerId = 'can-bo-1'
const dataFolder = '/data'

export interface HostPlace {
  disk: MemoryDisk
  shell: Shell
  /** The desk's own clock, right or wrong. */
  now: () => number
  /** A clock that only runs forward. */
  monotonic: () => number
}

export async function enrolDesk(
  place: HostPlace,
  gatewayUrl: string,
  code: string,
  deskName: string,
): Promise<DeskFile> {
  const result = await enrol({ ...place, dataFolder, log: silentLog }, { gatewayUrl, code, deskName })
  const desk = await readDeskFile(place.disk, dataFolder)
  if (result.kind === 'failed' || desk === null) throw new Error(`enrolment: ${JSON.stringify(result)}`)
  return desk
}

/** Counts the exchanges that are under way, so that one can tell whether the network holds all of them. */
class CountedHttp extends GatewayHttp {
  underWay = 0

  override async exchange<S extends z.ZodType>(request: Exchange, schema: S): Promise<Outcome<z.infer<S>>> {
    this.underWay += 1
    try {
      return await super.exchange(request, schema)
    } finally {
      this.underWay -= 1
    }
  }
}

export class SimulatedHost implements Bridge {
  readonly desk: DeskFile
  readonly journal: Journal
  readonly numbers: Numbers
  readonly topUp: TopUp
  readonly link: Link
  /** Calls that end at the province and have not come back. */
  waiting = 0
  readonly #vault: Vault
  readonly #http: CountedHttp
  readonly #handlers: Partial<BridgeHandlers>
  #linkListener: ((state: BridgeResult<'province.link'>) => void) | null = null

  static async boot(place: HostPlace): Promise<SimulatedHost> {
    const { disk, now, shell } = place
    const desk = await readDeskFile(disk, dataFolder)
    const vault = await openVault({ disk, folder: `${dataFolder}/vault`, protector: shell.protector })
    if (desk === null || vault === null) throw new Error('this disk is no desk')
    const link = new Link()
    const journal = await Journal.open({
      folder: `${dataFolder}/journal`,
      disk,
      dataKey: vault.dataKey,
      desk: { deskId: desk.deskId, communeId: desk.communeId, sign: vault.sign },
      log: silentLog,
      now,
      skewMs: () => link.state.skewMs ?? 0,
      hasRoom: async () => true,
      segmentBytes: 256 * 1024,
    })
    const numbers = await Numbers.open({
      disk,
      file: `${dataFolder}/numbers.json`,
      deskId: desk.deskId,
      log: silentLog,
      policy: () => 'leased',
      usedCodes: () => readUsedCodes(journal),
    })
    return new SimulatedHost(place, { desk, vault, link, journal, numbers })
  }

  private constructor(
    { now, monotonic }: HostPlace,
    parts: { desk: DeskFile; vault: Vault; link: Link; journal: Journal; numbers: Numbers },
  ) {
    const { desk, vault, link, journal, numbers } = parts
    this.desk = desk
    this.journal = journal
    this.numbers = numbers
    this.link = link
    this.#vault = vault
    const { gatewayUrl } = desk
    if (gatewayUrl === null) throw new Error('this disk is a practice desk')
    this.#http = new CountedHttp(gatewayUrl, createDispatcher(gatewayUrl, null), now)
    const token = new DeskToken({ http: this.#http, link, deskId: desk.deskId, sign: vault.sign, now, monotonic })
    const province = new ProvinceClient(this.#http, token, link)
    const lease: typeof province.lease = (request) => this.#onTheWay(province.lease(request))
    this.topUp = new TopUp({
      numbers,
      province: { lease },
      policy: () => 'leased',
      calendar: () => null,
      now,
      log: silentLog,
      blockSize: 25,
    })
    link.onChange((state) => this.#linkListener?.(state))
    this.#handlers = {
      'journal.commit': ({ drafts, observed }) => journal.commit({ drafts, observed, officerId }),
      'journal.read': (request) => journal.read(request),
      'journal.acceptClock': async () => {
        journal.acceptClock()
        return {}
      },
      'numbers.take': ({ date }) => numbers.take(date),
      'province.link': async () => link.state,
      'province.push': (request) => this.#onTheWay(province.push(request)),
      'province.pull': (request) => this.#onTheWay(province.pull(request)),
      'province.reconcile': (request) => this.#onTheWay(province.reconcile(request)),
      'bundle.export': (request) => exportBundle({ desk, vault: this.#vault, now }, request),
      'bundle.import': async (request) => importBundle({ desk, vault: this.#vault, now }, request),
    }
  }

  async call<M extends BridgeMethod>(method: M, params: BridgeParams<M>): Promise<BridgeResult<M>> {
    const handler = this.#handlers[method] as ((params: BridgeParams<M>) => Promise<BridgeResult<M>>) | undefined
    if (handler === undefined) throw new Error(`the simulated host has no ${method}`)
    // What crosses a bridge is a copy.
    return structuredClone(await handler(structuredClone(params)))
  }

  on: Bridge['on'] = (event, listener) => {
    if (event !== 'province.link') return () => undefined
    this.#linkListener = listener as (state: BridgeResult<'province.link'>) => void
    return () => (this.#linkListener = null)
  }

  get exchanges(): number {
    return this.#http.underWay
  }

  /** The process is gone: its connections break. */
  async kill(): Promise<void> {
    await this.#http.close()
  }

  async #onTheWay<T>(call: Promise<T>): Promise<T> {
    this.waiting += 1
    try {
      return await call
    } finally {
      this.waiting -= 1
    }
  }
}
