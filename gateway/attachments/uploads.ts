/** Resumable uploads (tus 1.0). What is whole and fits its hash becomes content; anything else is dropped. */
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import type { ServerOptions } from '@tus/server'
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { attachmentLimits, attachmentMetadataSchema } from '../../shared/wire/attachments.ts'
import type { AttachmentMetadata } from '../../shared/wire/attachments.ts'
import type { Desk } from '../http/tokens.ts'
import type { Store } from '../store/store.ts'
import { Contents, hashFile, isFileOfType } from './contents.ts'

export const uploadsPath = '/v1/attachments'
export const uploadIdPattern = /^(\d{5})-[0-9a-f]{32}$/
type ServerRequest = Parameters<NonNullable<ServerOptions['namingFunction']>>[0]
/** An unfinished upload that nobody goes on with. */
const expiresMs = 14 * 86_400_000

/** The answer of the tus server, with a body that holds nothing of what was sent. */
class Refusal extends Error {
  readonly status_code: number
  readonly body: string
  constructor(status: number, body: string) {
    super(body)
    this.status_code = status
    this.body = body
  }
}

export interface Uploads {
  contents: Contents
  /** Answers one request of this desk in the tus protocol. */
  handle(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void>
  /** Drops what expired. */
  cleanUp(): Promise<void>
}

export function createUploads(store: Store, folder: string): Uploads {
  const contents = new Contents(folder)
  const directory = contents.uploadsFolder
  const datastore = new FileStore({ directory, expirationPeriodInMilliseconds: expiresMs })
  const desks = new WeakMap<IncomingMessage, Desk>()
  const mustGetDesk = (request: ServerRequest): Desk => {
    const desk =
      request.runtime?.node === undefined ? undefined : desks.get(request.runtime.node.req as IncomingMessage)
    if (desk === undefined) throw new Refusal(401, 'desk')
    return desk
  }
  const server = new Server({
    path: uploadsPath,
    datastore,
    maxSize: attachmentLimits.bytes,
    relativeLocation: true,
    allowedOrigins: [],
    // The commune in front: nobody goes on with an upload of another one (see the route).
    namingFunction: (request) => `${mustGetDesk(request).communeId}-${randomBytes(16).toString('hex')}`,
    onUploadCreate: async (_request, upload) => mustBeDescribed(upload),
    onUploadFinish: async (request, { id, metadata }) => {
      const problem = await keepWhole(
        { store, contents, path: join(directory, id), desk: mustGetDesk(request) },
        metadata,
      )
      await datastore.remove(id)
      if (problem !== null) throw problem
      return {}
    },
    onResponseError: (_request, error) => {
      const status = (error as { status_code?: number }).status_code
      // An unexpected error of this process: the desk goes on later, from where it was.
      return status === undefined || status >= 500 ? { status_code: 503, body: 'busy' } : undefined
    },
  })
  return {
    contents,
    handle(request, response, desk) {
      desks.set(request, desk)
      return server.handle(request, response)
    },
    async cleanUp() {
      await server.cleanUpExpiredUploads()
      await contents.dropLeftovers(Date.now())
    },
  }
}

function mustBeDescribed({ metadata, size }: { metadata?: unknown; size?: number }): Record<string, never> {
  if (!attachmentMetadataSchema.safeParse(metadata).success) throw new Refusal(400, 'metadata')
  if (size === undefined || size < 1) throw new Refusal(400, 'length')
  return {}
}

interface Whole {
  store: Store
  contents: Contents
  path: string
  desk: Desk
}

async function keepWhole({ store, contents, path, desk }: Whole, raw: unknown): Promise<Refusal | null> {
  const metadata = attachmentMetadataSchema.safeParse(raw)
  if (!metadata.success) return new Refusal(400, 'metadata')
  const { sha256: id, mediaType } = metadata.data
  if ((await hashFile(path)) !== id) return new Refusal(460, 'checksum')
  if (!(await isFileOfType(path, mediaType))) return new Refusal(415, 'media type')
  await contents.keep(path, desk.communeId, id)
  const { size } = await stat(path)
  await recordAttachment(store, desk, metadata.data, size)
  return null
}

export async function recordAttachment(
  store: Store,
  desk: Desk,
  metadata: AttachmentMetadata,
  bytes: number,
): Promise<void> {
  const { communeId, deskId } = desk
  const { sha256: id, mediaType, dossierId } = metadata
  await store.inCommune(communeId, 'write', async (tx) => {
    await tx
      .insertInto('attachment')
      .values({ commune_id: communeId, id, media_type: mediaType, bytes, desk_id: deskId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .insertInto('attachment_dossier')
      .values({ commune_id: communeId, attachment_id: id, dossier_id: dossierId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

export interface StoredAttachment {
  mediaType: string
  bytes: number
}

export async function findAttachment(store: Store, communeId: string, id: string): Promise<StoredAttachment | null> {
  const row = await store.inCommune(communeId, 'read', (tx) =>
    tx
      .selectFrom('attachment')
      .select(['media_type', 'bytes'])
      .where('commune_id', '=', communeId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  return row === undefined ? null : { mediaType: row.media_type, bytes: row.bytes }
}
