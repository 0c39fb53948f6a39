import { recogniseCode } from '../../../shared/dossier/numbers.ts'
import type { DeskDatabase, DossierRow } from '../../database/desk-database.ts'

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i

/** By a code as scanned or typed. The receipt's QR may carry the dossier's own id, where it was printed without a final code. */
export async function findScanned(db: DeskDatabase, text: string): Promise<DossierRow[]> {
  const code = recogniseCode(text)
  const rows = await db.findByCode(code === null || code.kind === 'dossierId' ? text : code.code)
  const id = uuid.exec(text)?.[0]?.toLowerCase()
  if (rows.length > 0 || id === undefined) return rows
  const record = await db.get(id)
  return record === null ? [] : db.findByCode(record.dossier.number.code)
}
