/** Files that the province's core system hands over before the filing that names them; in one piece, for its link is good. */
import { createHash } from 'node:crypto'
import type { MediaType } from '../../shared/wire/attachments.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'
import { gatewayDeskId } from '../sync/check-event.ts'
import type { Store } from '../store/store.ts'
import { isOfType } from './contents.ts'
import type { Contents } from './contents.ts'

export interface OnlineFile {
  communeId: string
  /** SHA-256 of the content, hex: what it is to be. */
  id: string
  mediaType: MediaType
  bytes: Uint8Array
}

/** The same file twice is one. @returns why it was not taken */
export async function keepOnlineFile(store: Store, contents: Contents, file: OnlineFile): Promise<ProblemCode | null> {
  const { communeId, id, mediaType, bytes } = file
  const commune = await store.db
    .selectFrom('commune')
    .select('commune_id')
    .where('commune_id', '=', communeId)
    .executeTakeFirst()
  if (commune === undefined) return 'COMMUNE_UNKNOWN'
  if (createHash('sha256').update(bytes).digest('hex') !== id) return 'ATTACHMENT_REFUSED'
  if (!isOfType(bytes, mediaType)) return 'ATTACHMENT_REFUSED'
  await contents.put(bytes, communeId, id)
  await store.inCommune(communeId, 'write', async (tx) => {
    const row = { commune_id: communeId, id, media_type: mediaType, bytes: bytes.length, desk_id: gatewayDeskId }
    await tx
      .insertInto('attachment')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
  return null
}
