/**
 * Every dossier of a span, a piece at a time: registers and reports read a year of them, and the window must stay alive
 * while they do.
 */
import type { DossierRecord, VisitOptions, VisitRange } from './desk-database.ts'
import type { DossierDocument } from './document.ts'
import type { SearchCatalogue } from './search-catalogue.ts'

const pieceSize = 200

export interface VisitParts {
  catalogue: SearchCatalogue
  getMany: (ids: readonly string[]) => Promise<Map<string, DossierDocument>>
  toRecord: (document: DossierDocument) => DossierRecord
}

export async function visitDossiers(
  parts: VisitParts,
  range: VisitRange,
  take: (records: DossierRecord[]) => void,
  { signal, onProgress }: VisitOptions = {},
): Promise<void> {
  const ids = 'ids' in range ? [...range.ids] : idsOf(parts.catalogue, range)
  onProgress?.(0, ids.length)
  for (let at = 0; at < ids.length; at += pieceSize) {
    signal?.throwIfAborted()
    const piece = ids.slice(at, at + pieceSize)
    const documents = await parts.getMany(piece)
    signal?.throwIfAborted()
    take(piece.flatMap((id) => documents.get(id) ?? []).map((document) => parts.toRecord(document)))
    onProgress?.(Math.min(at + pieceSize, ids.length), ids.length)
    // Reading may be answered from memory without a pause: the window gets its turn all the same.
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

/** Oldest first. */
function idsOf(
  catalogue: SearchCatalogue,
  { receivedFrom, receivedTo }: { receivedFrom?: string; receivedTo?: string },
) {
  return catalogue
    .find({
      text: '',
      limit: Infinity,
      ...(receivedFrom === undefined ? {} : { receivedFrom }),
      ...(receivedTo === undefined ? {} : { receivedTo }),
    })
    .toReversed()
}
