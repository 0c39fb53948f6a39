/** A province to put load on: processes of the gateway on a database of its own, communes, desks, and what they write. */
import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createEnrolmentCode, publish } from '../../gateway/admin.ts'
import { openStore, type Store } from '../../gateway/store/store.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { formatStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { Organisation } from '../../shared/reference/organisation.ts'
import { receivedPayload } from '../support/event-builder.ts'
import type { TestDatabase, TestEngine } from '../support/gateway-engines.ts'
import { readSample } from '../support/gateway-world.ts'
import { WireDesk } from '../support/wire-client.ts'
import { CpuWatch } from './cpu.ts'

export class LoadedProvince {
  readonly urls: string[] = []
  readonly communes: readonly string[]
  readonly #database: TestDatabase
  readonly #store: Store
  readonly #children: ChildProcess[] = []
  #number = 0

  static async start(engine: TestEngine, communes: number, processes: number): Promise<LoadedProvince> {
    const database = await engine.create()
    const store = await openStore(database.options)
    const province = new LoadedProvince(database, store, communes)
    await publish(store, 'organisations', { version: 'tai-1', organisations: province.#organisations() })
    await publish(store, 'calendar', readSample('calendar.json'))
    await publish(store, 'catalogue', readSample('catalogue.json'))
    for (let n = 0; n < processes; n++) await province.#startProcess()
    return province
  }

  private constructor(database: TestDatabase, store: Store, communes: number) {
    this.#database = database
    this.#store = store
    this.communes = Array.from({ length: communes }, (_, n) => String(30_001 + n))
  }

  /** Of everything that serves the desks. */
  watchCpu(): Promise<CpuWatch> {
    return CpuWatch.start(this.#children, this.#store)
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(
        (child) =>
          new Promise<void>((resolve) => {
            child.on('exit', () => resolve())
            child.disconnect()
          }),
      ),
    )
    await this.#store.close()
    await this.#database.drop()
  }

  /** Desks are spread over communes and processes in turn. */
  async enrol(n: number): Promise<WireDesk> {
    const communeId = this.communes[n % this.communes.length] as string
    const code = await createEnrolmentCode(this.#store, { communeId, organisationId: `${communeId}.mot-cua` })
    return WireDesk.enrol(this.urls[n % this.urls.length] as string, code, `Quầy ${n + 1}`)
  }

  /** An intake as a desk would send it. */
  receive(desk: WireDesk): DossierEvent {
    this.#number += 1
    const wallMs = Date.now()
    const code = `${this.#agency(desk.communeId)}-261124-${String(this.#number).padStart(6, '0')}`
    const name = `Người Thử Thứ ${this.#number}`
    const submitter = { ...receivedPayload().submitter, name }
    return desk.signEvent({
      id: randomUUID(),
      dossierId: randomUUID(),
      type: 'received',
      at: `${new Date(wallMs + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`,
      clock: formatStamp(wallMs, this.#number % 1000, desk.deskId),
      officerId: 'can-bo-1',
      payload: { ...receivedPayload({ number: { code, kind: 'leased' }, submitter }) },
    })
  }

  #agency = (communeId: string): string => `000.00.${communeId.slice(2)}.H53`

  #organisations(): Organisation[] {
    const bare = { agencyCode: null, phone: null, website: null, address: null }
    const province = { ...bare, id: '80', parentId: null, kind: 'province' as const, name: 'Tỉnh', communeId: null }
    return [
      province,
      ...this.communes.flatMap((communeId): Organisation[] => [
        { ...bare, id: `${communeId}.ubnd`, parentId: '80', kind: 'commune', name: `Xã ${communeId}`, communeId },
        {
          ...bare,
          id: `${communeId}.mot-cua`,
          parentId: `${communeId}.ubnd`,
          kind: 'desk',
          name: `Một cửa ${communeId}`,
          communeId,
          agencyCode: this.#agency(communeId),
        },
      ]),
    ]
  }

  async #startProcess(): Promise<void> {
    if (this.#database.options.kind !== 'server') throw new Error('the load test needs a database server')
    const env = { ...process.env, DATABASE_URL: this.#database.options.url }
    const child = fork(new URL('gateway-process.ts', import.meta.url), {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#children.push(child)
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message) => resolve(String(message)))
      child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)))
    })
    this.urls.push(url)
  }
}
