import 'fake-indexeddb/auto'
import { createRxDatabase, type RxCollection } from 'rxdb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import type { DossierDocument } from '../../renderer/database/document.ts'
import { DossierStore } from '../../renderer/database/dossier-store.ts'
import { createMeta } from '../../renderer/database/meta.ts'
import { dossierSchema, metaSchema, type MetaDocument } from '../../renderer/database/schema.ts'
import { MemorySyncStore } from '../support/memory-sync-store.ts'
import { describeSyncStore } from './sync-store.ts'

let opened = 0

describeSyncStore('in memory', async () => {
  const store = new MemorySyncStore()
  return {
    store,
    breakDisk: () => {
      store.beforeWrite = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    close: async () => undefined,
  }
})

describeSyncStore('RxDB', async () => {
  opened += 1
  const rx = await createRxDatabase<{ dossiers: RxCollection<DossierDocument>; meta: RxCollection<MetaDocument> }>({
    name: `sync-store-${opened}`,
    storage: getRxStorageDexie(),
    multiInstance: false,
    eventReduce: false,
  })
  const { dossiers, meta } = await rx.addCollections({
    dossiers: { schema: dossierSchema },
    meta: { schema: metaSchema },
  })
  const store = new DossierStore({ collection: dossiers, meta: createMeta(meta), index: async () => undefined })
  await store.load()
  return {
    store,
    breakDisk: () => {
      dossiers.storageInstance.bulkWrite = async () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    close: async () => {
      await rx.remove()
    },
  }
})
