/** Keys of the province's other systems and operators, sent as a bearer token. Only their hashes are kept. */
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Store } from '../store/store.ts'
import { ProblemError } from './problem.ts'

export type KeyRole = 'core' | 'operator'

const form = /^mck_[A-Za-z0-9_-]{43}$/
const bearer = /^Bearer (\S+)$/

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** @returns the key, shown this once */
export async function createApiKey({ db }: Store, role: KeyRole, name: string): Promise<string> {
  const key = `mck_${randomBytes(32).toString('base64url')}`
  await db
    .insertInto('api_key')
    .values({ key_hash: hashOf(key), role, name, revoked_at: null })
    .execute()
  return key
}

export async function revokeApiKeys({ db }: Store, name: string): Promise<number> {
  const result = await db
    .updateTable('api_key')
    .set({ revoked_at: new Date() })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export async function hasKey(store: Store, request: FastifyRequest, role: KeyRole): Promise<boolean> {
  const key = bearer.exec(request.headers.authorization ?? '')?.[1]
  return key !== undefined && (await findKeyHash(store, key, role)) !== null
}

/** @returns what names the key without being it; null: no such key, of another role, or revoked */
export async function findKeyHash(store: Store, key: string, role: KeyRole): Promise<string | null> {
  if (!form.test(key)) return null
  const hash = hashOf(key)
  return (await isInForce(store, hash, role)) ? hash : null
}

export async function isInForce({ db }: Store, keyHash: string, role: KeyRole): Promise<boolean> {
  const row = await db
    .selectFrom('api_key')
    .select('name')
    .where('key_hash', '=', keyHash)
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export function requireKey(store: Store, role: KeyRole): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    if (!(await hasKey(store, request, role))) throw new ProblemError('UNAUTHENTICATED')
  }
}
