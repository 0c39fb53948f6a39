/**
 * Reference data on the desk's disk: every version that was ever in force stays, since old dossiers name it. Officers are
 * sealed: short PINs would not stand up to a copied file.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { referenceKindSchema, type ReferenceKind } from '../../../shared/wire/messages.ts'
import type { Disk } from '../disk/disk.ts'
import { readState, writeState } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'
import { Serial } from '../serial.ts'
import { deriveKey, seal, unseal } from '../vault/seal.ts'
import { parseReference, type ReferenceBodies } from './reference-body.ts'

const indexSchema = z.object({ version: z.literal(1), inForce: z.partialRecord(referenceKindSchema, z.string()) })
const fileSchema = z.object({
  kind: referenceKindSchema,
  version: z.string(),
  storedAt: z.number(),
  body: z.unknown().optional(),
  sealed: z.string().optional(),
})
type StoredFile = z.infer<typeof fileSchema>
export interface ReferenceVersion<K extends ReferenceKind> {
  version: string
  body: ReferenceBodies[K]
}
type InForce = { [K in ReferenceKind]?: ReferenceVersion<K> }

export interface ReferenceStoreOptions {
  disk: Disk
  /** `<dataFolder>/reference` */
  folder: string
  dataKey: Uint8Array
  log: Log
  now: () => number
}

export class ReferenceStore {
  readonly #options: ReferenceStoreOptions
  readonly #key: Uint8Array
  readonly #serial = new Serial()
  readonly #inForce: InForce = {}

  private constructor(options: ReferenceStoreOptions) {
    this.#options = options
    this.#key = deriveKey(options.dataKey, 'reference')
  }

  static async open(options: ReferenceStoreOptions): Promise<ReferenceStore> {
    const store = new ReferenceStore(options)
    const index = await readState(options.disk, store.#indexFile, indexSchema)
    if (index.kind === 'damaged') options.log.warn({ reason: index.reason }, 'reference index damaged')
    for (const kind of referenceKindSchema.options) {
      const named = index.kind === 'intact' ? index.value.inForce[kind] : undefined
      const found = named === undefined ? null : await store.#load(kind, named)
      store.#setInForce(kind, found ?? (await store.#newest(kind)))
    }
    return store
  }

  inForce<K extends ReferenceKind>(kind: K): ReferenceVersion<K> | null {
    return this.#inForce[kind] ?? null
  }

  /** null: this desk never had that version. */
  async get<K extends ReferenceKind>(kind: K, version: string): Promise<ReferenceVersion<K> | null> {
    const current = this.inForce(kind)
    return current?.version === version ? current : this.#load(kind, version)
  }

  /** Keeps a version beside the others without putting it in force. false: the body is not of its kind. */
  keep(kind: ReferenceKind, version: string, body: unknown): Promise<boolean> {
    return this.#serial.run(async () => (await this.#write(kind, version, body)) !== null)
  }

  /** false: the body is not of its kind, and what was in force stays. */
  put(kind: ReferenceKind, version: string, body: unknown): Promise<boolean> {
    return this.#serial.run(async () => {
      const written = await this.#write(kind, version, body)
      if (written === null) return false
      await this.#force(kind, written)
      return true
    })
  }

  /** Puts a version that lies on the disk in force again. false: it does not. */
  reinstate(kind: ReferenceKind, version: string): Promise<boolean> {
    return this.#serial.run(async () => {
      const found = await this.#load(kind, version)
      if (found === null) return false
      await this.#force(kind, found)
      return true
    })
  }

  async #force<K extends ReferenceKind>(kind: K, found: ReferenceVersion<K>): Promise<void> {
    const inForce = Object.fromEntries(
      referenceKindSchema.options.flatMap((one) => {
        const version = one === kind ? found.version : this.#inForce[one]?.version
        return version === undefined ? [] : [[one, version]]
      }),
    )
    await writeState(this.#options.disk, this.#indexFile, { version: 1, inForce })
    this.#setInForce(kind, found)
  }

  #setInForce<K extends ReferenceKind>(kind: K, found: ReferenceVersion<K> | null): void {
    if (found !== null) (this.#inForce as Partial<Record<K, ReferenceVersion<K>>>)[kind] = found
  }

  get #indexFile(): string {
    return join(this.#options.folder, 'in-force.json')
  }

  async #write<K extends ReferenceKind>(kind: K, version: string, body: unknown): Promise<ReferenceVersion<K> | null> {
    const parsed = parseReference(kind, version, body)
    if (parsed === null) return null
    const { disk, folder, now } = this.#options
    const content =
      kind === 'officers'
        ? { sealed: seal(this.#key, Buffer.from(JSON.stringify(parsed)), `officers ${version}`).toString('base64') }
        : { body: parsed }
    await disk.makeFolder(join(folder, kind))
    await writeState(disk, this.#fileOf(kind, version), { kind, version, storedAt: now(), ...content })
    await disk.syncFolder(folder)
    return { version, body: parsed }
  }

  async #load<K extends ReferenceKind>(kind: K, version: string): Promise<ReferenceVersion<K> | null> {
    const stored = await this.#read(this.#fileOf(kind, version))
    return stored?.version === version ? this.#open(kind, stored) : null
  }

  async #read(path: string): Promise<StoredFile | null> {
    try {
      const stored = await readState(this.#options.disk, path, fileSchema)
      if (stored.kind === 'damaged') this.#options.log.warn({ reason: stored.reason }, 'reference file damaged')
      return stored.kind === 'intact' ? stored.value : null
    } catch (error) {
      this.#options.log.error({ error: errorName(error) }, 'reference file not read')
      return null
    }
  }

  #open<K extends ReferenceKind>(kind: K, { version, body, sealed }: StoredFile): ReferenceVersion<K> | null {
    if (kind !== 'officers') return versionOf(version, parseReference(kind, version, body))
    const plain = unseal(this.#key, Buffer.from(sealed ?? '', 'base64'), `officers ${version}`)
    return plain === null ? null : versionOf(version, parseReference(kind, version, JSON.parse(plain.toString('utf8'))))
  }

  /** Without an index: an officer must be able to sign in all the same. */
  async #newest<K extends ReferenceKind>(kind: K): Promise<ReferenceVersion<K> | null> {
    const folder = join(this.#options.folder, kind)
    let newest: StoredFile | null = null
    for (const name of await this.#options.disk.list(folder)) {
      const stored = name.endsWith('.json') ? await this.#read(join(folder, name)) : null
      if (stored !== null && stored.storedAt >= (newest?.storedAt ?? 0)) newest = stored
    }
    return newest === null ? null : this.#open(kind, newest)
  }

  /** A version is the province's own text: `163/QĐ-BTP` is one. */
  #fileOf(kind: ReferenceKind, version: string): string {
    const name = createHash('sha256').update(version).digest('hex').slice(0, 24)
    return join(this.#options.folder, kind, `${name}.json`)
  }
}

function versionOf<K extends ReferenceKind>(
  version: string,
  body: ReferenceBodies[K] | null,
): ReferenceVersion<K> | null {
  return body === null ? null : { version, body }
}
