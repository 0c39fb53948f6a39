/** Opens a desk's database: storage, recovery from the journal, lists in memory, sync. The one way in for the screens. */
import { addRxPlugin, createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb'
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { Bridge } from '../../shared/bridge/contract.ts'
import { workingCalendarSchema, type WorkingCalendar } from '../../shared/deadline/calendar.ts'
import { SyncEngine } from '../sync/engine.ts'
import { ensureSole } from './sole-owner.ts'
import { RxDeskDatabase } from './rx-desk-database.ts'
import type { DeskDatabase } from './desk-database.ts'
import { mergeDocuments, type DossierDocument } from './document.ts'
import { DossierStore } from './dossier-store.ts'
import { createDrafts } from './drafts.ts'
import { OpenDossiers } from './due-board.ts'
import { EventSaver } from './event-saver.ts'
import { createMeta } from './meta.ts'
import { recoverFromJournal, type JournalMark } from './recovery.ts'
import { dossierSchema, draftSchema, metaSchema, type DraftDocument, type MetaDocument } from './schema.ts'
import { createSeal } from './seal.ts'
import { sealedStorage } from './sealed-storage.ts'
import { SearchCatalogue } from './search-catalogue.ts'
import { toSearchLine } from './search-index.ts'
import { SearchSegments } from './search-segments.ts'

addRxPlugin(RxDBMigrationSchemaPlugin)

export interface OpenProgress {
  phase: 'opening' | 'recovering' | 'indexing'
  done: number
  total: number | null
}

export interface OpenDeskDatabaseOptions {
  bridge: Bridge
  /** 32 bytes, from the vault after sign-in. */
  dataKey: Uint8Array
  /** One database a desk on this machine. */
  deskId: string
  now: () => Date
  onProgress?: (progress: OpenProgress) => void
  /** Tests replace the storage and the schedule. */
  storage?: RxStorage<unknown, unknown>
  random?: () => number
  schedule?: (task: () => void, ms: number) => () => void
}

/** Power may fail right after "Đã lưu": each transaction is flushed to the disk. */
const durable = { chromeTransactionDurability: 'strict' } as const

/**
 * @throws DeskInUse when another window holds this desk; SealBroken when the data key is not the one it was sealed with
 */
export async function openDeskDatabase(options: OpenDeskDatabaseOptions): Promise<DeskDatabase> {
  const release = await ensureSole(`mot-cua-${options.deskId}`)
  const undo: (() => unknown)[] = [release]
  const closeAll = async () => {
    while (undo.length > 0) await undo.pop()?.()
  }
  try {
    return await open(options, undo, closeAll)
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function open(
  options: OpenDeskDatabaseOptions,
  undo: (() => unknown)[],
  closeStorage: () => Promise<void>,
): Promise<DeskDatabase> {
  const { bridge, now } = options
  const progress = options.onProgress ?? (() => undefined)
  progress({ phase: 'opening', done: 0, total: null })
  const name = databaseName(options.deskId)
  const rx = await createRxDatabase({
    name,
    storage: await storageOf(options),
    multiInstance: false,
    eventReduce: false,
  })
  undo.push(() => rx.close())
  const collections = await addCollections(rx)
  const meta = createMeta(collections.meta)
  const catalogue = new SearchCatalogue(
    new SearchSegments(`${name}-search`, await createSeal(options.dataKey, 'search'), durable),
  )
  undo.push(() => catalogue.close())
  const store = new DossierStore({
    collection: collections.dossiers,
    meta,
    index: (changed) => catalogue.add(changed),
  })
  const dossiers = new OpenDossiers()
  store.changes.subscribe((changed) => changed.forEach((document) => dossiers.put(toSearchLine(document))))
  await Promise.all([
    store.load(),
    catalogue.load(collections.dossiers, (done, total) => progress({ phase: 'indexing', done, total })),
  ])
  for (const line of catalogue.lines()) dossiers.put(line)
  const mark: JournalMark = {
    read: () => meta.read<number>('journalMark'),
    write: (seq) => meta.write('journalMark', seq),
  }
  await recoverFromJournal({
    bridge,
    store,
    mark,
    onProgress: (done, total) => progress({ phase: 'recovering', done, total }),
  })
  const { random = Math.random, schedule = later } = options
  const engine = new SyncEngine({ bridge, store, now, random, schedule }, await meta.read<string>('lastSuccess'))
  const drafts = createDrafts(collections.drafts)
  const calendar = () => readCalendar(bridge)
  const database = new RxDeskDatabase({
    bridge,
    store,
    meta,
    saver: new EventSaver({ bridge, store, mark, onSaved: () => engine.wake(), schedule: later }),
    open: dossiers,
    catalogue,
    engine,
    now,
    drafts,
    calendar,
    closeStorage,
  })
  await database.start()
  return database
}

const databaseName = (deskId: string): string => `mot-cua-${deskId.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}`

async function storageOf({ dataKey, storage }: OpenDeskDatabaseOptions): Promise<RxStorage<unknown, unknown>> {
  const [dossiers, drafts] = await Promise.all([createSeal(dataKey, 'documents'), createSeal(dataKey, 'drafts')])
  return sealedStorage(
    storage ?? (getRxStorageDexie(durable) as unknown as RxStorage<unknown, unknown>),
    (collection) => {
      if (collection === 'dossiers') return { seal: dossiers, open: ['id', 'board', 'debt'] }
      return collection === 'drafts' ? { seal: drafts, open: ['id'] } : null
    },
  )
}

interface Collections {
  dossiers: DossierDocument
  drafts: DraftDocument
  meta: MetaDocument
}

function addCollections(rx: RxDatabase) {
  return rx.addCollections<{ [K in keyof Collections]: RxCollection<Collections[K]> }>({
    dossiers: {
      schema: dossierSchema,
      conflictHandler: {
        isEqual: (a, b) => a.id === b.id && JSON.stringify(a.body) === JSON.stringify(b.body),
        resolve: ({ realMasterState, newDocumentState }) => ({
          ...realMasterState,
          ...mergeDocuments(realMasterState, newDocumentState),
        }),
      },
    },
    drafts: { schema: draftSchema },
    meta: { schema: metaSchema },
  })
}

async function readCalendar(bridge: Bridge): Promise<WorkingCalendar | null> {
  const reference = await bridge.call('reference.get', { kind: 'calendar', version: null })
  return workingCalendarSchema.safeParse(reference?.body).data ?? null
}

function later(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}
