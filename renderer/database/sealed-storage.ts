/**
 * An RxDB storage whose documents leave for the disk with `body` sealed. RxDB above sees clear documents; IndexedDB below
 * never does. The id and the open fields are bound to the seal, so that a body cannot be moved to another dossier nor an
 * open field be changed behind its back.
 */
import { wrapRxStorageInstance, type RxDocumentData, type RxStorage, type RxStorageInstanceCreationParams } from 'rxdb'
import type { Seal } from './seal.ts'

type Stored = Record<string, unknown> & { body?: unknown }

export function sealedStorage<Internals, Options>(
  storage: RxStorage<Internals, Options>,
  sealFor: (collection: string) => { seal: Seal; open: readonly string[] } | null,
): RxStorage<Internals, Options> {
  return {
    ...storage,
    async createStorageInstance<T>(parameters: RxStorageInstanceCreationParams<T, Options>) {
      const instance = await storage.createStorageInstance<T>(parameters)
      const plan = sealFor(parameters.collectionName)
      if (plan === null) return instance
      const context = (data: Stored) =>
        JSON.stringify([parameters.collectionName, ...plan.open.map((field) => data[field])])
      const change = async (data: unknown, body: (data: Stored) => Promise<unknown>) => {
        const stored = data as Stored
        return (stored.body === undefined ? stored : { ...stored, body: await body(stored) }) as RxDocumentData<T>
      }
      return wrapRxStorageInstance<T>(
        parameters.schema,
        instance,
        (data) => change(data, (stored) => plan.seal.seal(stored.body, context(stored))),
        (data) => change(data, (stored) => plan.seal.open(String(stored.body), context(stored))),
      ) as typeof instance
    },
  }
}
