/**
 * The other side: PouchDB replicating with express-pouchdb, both in memory. A dossier is one plain document that holds what
 * its events say, without the signatures, chains and ids that PouchDB has no use for; each event is one change of it.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import expressPouchDb from 'express-pouchdb'
import adapterHttp from 'pouchdb-adapter-http'
import adapterMemory from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import type { Database, Replication } from 'pouchdb-core'
import mapreduce from 'pouchdb-mapreduce'
import replication from 'pouchdb-replication'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { ByteCounter } from './byte-counter.ts'
import type { History, Side, SideDesk } from './byte-side.ts'

const Pouch = PouchDB.plugin(adapterMemory).plugin(adapterHttp).plugin(replication).plugin(mapreduce)
const fillBatch = 500
let databases = 0

type Document = Record<string, unknown> & { _id: string; _rev?: string }

/** `received` is the document; what happens later stands in it under its name. */
export function applyToDocument(before: Document | null, event: DossierEvent): Document {
  const { dossierId, type, at, officerId, payload } = event
  if (before === null) return { ...payload, _id: dossierId, status: type, at, officerId }
  return { ...before, status: type, [type]: { ...payload, at, officerId } }
}

export async function openPouchSide(): Promise<Side> {
  const OnServer = Pouch.defaults({ adapter: 'memory' })
  const name = `dossiers-${++databases}`
  const stored = new OnServer(name)
  const logPath = join(tmpdir(), `express-pouchdb-${process.pid}.log`)
  const app = expressPouchDb(OnServer, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath })
  const server = createServer(app)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    name: 'PouchDB',
    fill: (histories) => fill(stored, histories),
    hasAll: (histories) => hasAll(stored, histories),
    openDesk: () => openDesk(url, name),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await stored.close()
    },
  }
}

async function hasAll(stored: Database, histories: readonly History[]): Promise<boolean> {
  const { rows } = await stored.allDocs({ include_docs: true })
  const states = new Map(rows.map(({ id, doc }) => [id, doc?.['status']]))
  return histories.every((history) => states.get(history[0]?.dossierId ?? '') === history.at(-1)?.type)
}

/** Every event is a revision, as if each had been saved by itself. */
async function fill(stored: Database, histories: Iterable<History>): Promise<void> {
  let batch: History[] = []
  const flush = async () => {
    const documents = new Map<string, Document>()
    for (let step = 0; batch.some((history) => history.length > step); step++) {
      const changed = batch.flatMap((history) => {
        const event = history[step]
        return event === undefined ? [] : [applyToDocument(documents.get(event.dossierId) ?? null, event)]
      })
      const answers = await stored.bulkDocs(changed)
      changed.forEach((document, index) => {
        const { rev } = answers[index] ?? {}
        if (rev === undefined) throw new Error('a document was not stored')
        documents.set(document._id, { ...document, _rev: rev })
      })
    }
    batch = []
  }
  for (const history of histories) {
    batch.push(history)
    if (batch.length === fillBatch) await flush()
  }
  await flush()
}

async function openDesk(url: string, name: string): Promise<SideDesk> {
  const counter = new ByteCounter(url)
  const remote = new Pouch(`${await counter.start()}/${name}`)
  const local = new Pouch(`desk-${++databases}`, { adapter: 'memory' })
  const documents = new Map<string, Document>()
  let sync: Replication | null = null
  return {
    counter,
    async connect() {
      sync = local.sync(remote, { live: true, retry: true })
      // A cancelled replication rejects.
      sync.catch(() => undefined)
    },
    async change(event) {
      const next = applyToDocument(documents.get(event.dossierId) ?? null, event)
      const { rev } = await local.put(next)
      documents.set(event.dossierId, { ...next, _rev: rev })
    },
    // It does not tell; the quiet on the connection has to.
    isIdle: () => true,
    countDossiers: async () => (await local.info()).doc_count,
    async close() {
      sync?.cancel()
      await local.close()
      counter.stop()
    },
  }
}
