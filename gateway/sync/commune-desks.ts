/** The desks of a commune, their keys, and the agency in whose name each of them gives numbers. */
import type { KeyObject } from 'node:crypto'
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
  const desks = await tx
    .selectFrom('desk')
    .select(['id', 'public_key', 'organisation_id'])
    .where('commune_id', '=', communeId)
    .execute()
  const organisations = await tx
    .selectFrom('organisation')
    .select(['id', 'parent_id', 'agency_code'])
    .where('commune_id', 'in', [communeId, '*'])
    .execute()
  const deskById = new Map(desks.map((desk) => [desk.id, desk]))
  const placeById = new Map(organisations.map((place) => [place.id, place]))
  return {
    keyOf(deskId) {
      const desk = deskById.get(deskId)
      return desk === undefined ? null : keyFromText(desk.public_key)
    },
    agencyOf(deskId) {
      let placeId = deskById.get(deskId)?.organisation_id ?? null
      for (let climbed = 0; placeId !== null && climbed < 20; climbed += 1) {
        const place = placeById.get(placeId)
        const code = place?.agency_code ?? null
        if (code !== null && isOfficialCode(`${code}-261124-0001`)) return code
        placeId = place?.parent_id ?? null
      }
      return null
    },
  }
}
