/** The real gateway with a database that can be copied, put back, and read from behind. */
import { createEnrolmentCode, publish } from '../../gateway/admin.ts'
import { startGateway, type Gateway } from '../../gateway/gateway.ts'
import { importBundle } from '../../gateway/bundles/import-bundle.ts'
import { beginEpoch, openIdentity } from '../../gateway/store/identity.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { communeA, communeB, openLimits, publishSample, readSample } from '../support/gateway-world.ts'
import type { TestDatabase, TestEngine } from '../support/gateway-engines.ts'

export const communes = [communeA, communeB] as const

export interface GatewayUnderTestOptions {
  engine: TestEngine
  now: () => number
}

export class GatewayUnderTest {
  readonly #options: GatewayUnderTestOptions
  readonly #database: TestDatabase
  #gateway: Gateway | null = null
  hasBackup = false

  static async create(options: GatewayUnderTestOptions): Promise<GatewayUnderTest> {
    const gateway = new GatewayUnderTest(options, await options.engine.create('kept'))
    await gateway.start()
    await publishSample(gateway.#running)
    const catalogue = { ...readSample('catalogue.json'), version: 'mo-phong-1', numbering: 'leased' }
    await publish(gateway.#running.store, 'catalogue', catalogue)
    return gateway
  }

  private constructor(options: GatewayUnderTestOptions, database: TestDatabase) {
    this.#options = options
    this.#database = database
  }

  get #running(): Gateway {
    if (this.#gateway === null) throw new Error('the gateway is down')
    return this.#gateway
  }
  get url(): string {
    return this.#running.url
  }

  async start(): Promise<void> {
    const { now } = this.#options
    this.#gateway = await startGateway({ store: this.#database.options, rateLimits: openLimits, now })
  }

  async stop(): Promise<void> {
    const gateway = this.#gateway
    this.#gateway = null
    await gateway?.stop()
  }

  /** While it is down. */
  async backUp(): Promise<void> {
    await this.#database.backUp()
    this.hasBackup = true
  }

  /** While it is down. */
  async restore(): Promise<void> {
    await this.#database.restore()
  }

  /** The last step of a restore as docs/operations.md has it. */
  async announceRestore(): Promise<void> {
    await beginEpoch(this.#running.store.db)
  }

  mintCode(communeId: string): Promise<string> {
    return createEnrolmentCode(this.#running.store, { communeId, organisationId: `${communeId}.mot-cua` })
  }

  /** The answer's file; null: not taken. */
  async takeBundle(file: Uint8Array): Promise<Uint8Array | null> {
    const { store } = this.#running
    const { signing, tokenSecret } = await openIdentity(store)
    const context = { store, signing, tokenSecret, now: this.#options.now, report: () => undefined, contents: null }
    const imported = await importBundle(context, file)
    return imported.ok ? new Uint8Array(Buffer.from(imported.answer)) : null
  }

  /** Every row of every event, as it lies in the table. */
  async readEvents(communeId: string): Promise<DossierEvent[]> {
    const rows = await this.#running.store.inCommune(communeId, 'read', (tx) =>
      tx.selectFrom('event').select('body').where('commune_id', '=', communeId).execute(),
    )
    return rows.map(({ body }) => JSON.parse(body) as DossierEvent)
  }

  async drop(): Promise<void> {
    await this.stop()
    await this.#database.drop()
  }
}
