/** The two engines of the gateway's store, each with a database of its own that is gone after the test. */
import { PGlite } from '@electric-sql/pglite'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import packageJson from '../../package.json' with { type: 'json' }
import type { StoreOptions } from '../../gateway/store/store.ts'

export interface TestDatabase {
  options: StoreOptions
  /** A copy as it is now, in place of an earlier one; only while no gateway has the database open. */
  backUp(): Promise<void>
  /** Back to the copy. */
  restore(): Promise<void>
  drop(): Promise<void>
}
export interface TestEngine {
  name: 'pglite' | 'postgres'
  /** Whether two transactions can be open at once. */
  concurrent: boolean
  /** `kept`: it must outlive the process that has it open. */
  create(kept?: 'kept'): Promise<TestDatabase>
}

const pgliteVersion = packageJson.dependencies['@electric-sql/pglite'].replace(/[^\d.]/g, '')
const adminUrl = process.env['DATABASE_URL'] ?? 'postgres://root@127.0.0.1:5432/postgres'

const pglite: TestEngine = {
  name: 'pglite',
  concurrent: false,
  async create(kept) {
    if (kept === undefined)
      return { options: { kind: 'memory' }, backUp: unkept, restore: unkept, drop: async () => undefined }
    const root = await mkdtemp(join(tmpdir(), 'mot-cua-gateway-'))
    const [folder, copy] = [join(root, 'data'), join(root, 'copy')]
    await cp(await freshFolder(), folder, { recursive: true })
    return {
      options: { kind: 'folder', folder },
      async backUp() {
        await rm(copy, { recursive: true, force: true })
        await cp(folder, copy, { recursive: true })
      },
      async restore() {
        await rm(folder, { recursive: true, force: true })
        await cp(copy, folder, { recursive: true })
      },
      drop: () => rm(root, { recursive: true, force: true }),
    }
  },
}

/** An empty database costs seconds to make and a moment to copy; one a version of PGlite stays in the temporary folder. */
async function freshFolder(): Promise<string> {
  const folder = join(tmpdir(), `mot-cua-pglite-${pgliteVersion}`)
  if (existsSync(folder)) return folder
  const making = await mkdtemp(`${folder}-`)
  const client = await PGlite.create(making)
  await client.close()
  // Whoever is second finds the first one's there.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }))
  return folder
}

async function unkept(): Promise<void> {
  throw new Error('a database in memory has no copy')
}

const postgres: TestEngine = {
  name: 'postgres',
  concurrent: true,
  async create() {
    const name = `mot_cua_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
    const url = new URL(adminUrl)
    url.pathname = `/${name}`
    await asAdmin(`create database ${name}`)
    return {
      options: { kind: 'server', url: url.href, connections: 8 },
      backUp: () =>
        asAdmin(`drop database if exists ${name}_copy with (force)`, `create database ${name}_copy template ${name}`),
      restore: () => asAdmin(`drop database ${name} with (force)`, `create database ${name} template ${name}_copy`),
      drop: () => asAdmin(`drop database if exists ${name} with (force)`, `drop database if exists ${name}_copy`),
    }
  },
}

async function asAdmin(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Why PostgreSQL cannot be used, or null. */
async function whyNoServer(): Promise<string | null> {
  try {
    await asAdmin('select 1')
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** PGlite always; PostgreSQL where one answers, and a clear word where none does. */
export async function findEngines(): Promise<TestEngine[]> {
  const reason = await whyNoServer()
  if (reason === null) return [pglite, postgres]
  console.warn(`The PostgreSQL half of these tests is left out: no server at DATABASE_URL (${reason}).`)
  return [pglite]
}
