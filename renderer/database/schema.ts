/**
 * The RxDB collections. Bump a version only with a migration strategy and a test from a frozen fixture of the version
 * before; additive members of the sealed `body` need no bump.
 */
import type { RxJsonSchema } from 'rxdb'
import type { DossierDocument } from './document.ts'

const anything = { type: 'object', additionalProperties: true } as const

export const dossierSchema: RxJsonSchema<DossierDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    board: { type: 'string', maxLength: 8 },
    debt: { type: 'string', maxLength: 8 },
    body: anything as unknown as NonNullable<RxJsonSchema<DossierDocument>['properties']['body']>,
  },
  required: ['id', 'board', 'debt', 'body'],
  indexes: ['board', 'debt'],
}

export interface DraftDocument {
  id: string
  body: { officerId: string; updatedAt: string; title: string; body: unknown }
}
export const draftSchema: RxJsonSchema<DraftDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 64 },
    body: anything as unknown as NonNullable<RxJsonSchema<DraftDocument>['properties']['body']>,
  },
  required: ['id', 'body'],
}

/** Where the desk stands: nothing personal, so nothing sealed. */
export interface MetaDocument {
  id: 'journalMark' | 'pullMark' | 'lastSuccess' | 'bundles'
  value: string
}
export const metaSchema: RxJsonSchema<MetaDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 32 }, value: { type: 'string' } },
  required: ['id', 'value'],
}
