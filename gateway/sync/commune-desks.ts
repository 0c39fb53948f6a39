/** The desks of a commune, their keys, and the agency in whose name each of them gives numbers. */
import type { KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { isOfficialCode } from '../../shared/dossier/numbers.ts'
import { readPublicKey } from '../keys/ed25519.ts'
import type { Scoped } from '../store/store.ts'

export interface CommuneDesks {
  keyOf(deskId: string): KeyObject | null
  /** null: no place in the tree, at or above the desk, gives numbers. */
  agencyOf(deskId: string): string | null
}

const knownKeys = new Map<string, KeyObject | null>()
const mostKnownKeys = 10_000

function keyFromText(text: string): KeyObject | null {
  const known = knownKeys.get(text)
  if (known !== undefined) return known
  const key = readPublicKey(text)
  if (knownKeys.size >= mostKnownKeys) knownKeys.clear()
  knownKeys.set(text, key)
  return key
}

/** Revoked desks are among them: what they signed before stays true, and may be brought by another desk or a bundle. */
export async function readCommuneDesks(tx: Scoped, communeId: string): Promise<CommuneDesks> {
  const rows = await readRows(tx, communeId)
  const deskById = new Map(rows.flatMap((row) => (row.kind === 'desk' ? [[row.id, row]] : [])))
  const placeById = new Map(rows.flatMap((row) => (row.kind === 'place' ? [[row.id, row]] : [])))
  return {
    keyOf(deskId) {
      const desk = deskById.get(deskId)
      return desk === undefined ? null : keyFromText(desk.text)
    },
    agencyOf(deskId) {
      let placeId = deskById.get(deskId)?.parent ?? null
      for (let climbed = 0; placeId !== null && climbed < 20; climbed += 1) {
        const place = placeById.get(placeId)
        const code = place?.text ?? null
        if (code !== null && isOfficialCode(`${code}-261124-0001`)) return code
        placeId = place?.parent ?? null
      }
      return null
    },
  }
}

type Row =
  /** `text`: the public key; `parent`: the organisation. */
  | { kind: 'desk'; id: string; text: string; parent: string }
  /** `text`: the agency's code. */
  | { kind: 'place'; id: string; text: string | null; parent: string | null }

/** Two tables in one round trip: it is one of few in a push, and stands in each. */
async function readRows(tx: Scoped, communeId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select 'desk' as kind, id, public_key as text, organisation_id as parent
      from desk where commune_id = ${communeId}
    union all
    select 'place', id, agency_code, parent_id
      from organisation where commune_id in (${communeId}, '*')`.execute(tx)
  return rows
}
