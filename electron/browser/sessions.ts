/**
 * Who may talk to the browser host. Opening the desk takes a one-time token; it is traded for a session that lives in an
 * HttpOnly cookie. Only hashes are kept, and in a file, so that the open window survives a restart of the host.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'

export interface Sessions {
  /** A fresh token, good once and for ten minutes. */
  mintToken(): string
  /** Trades a token for a session's secret; null: never minted, used, or too old. */
  redeem(token: string): Promise<string | null>
  isKnown(secret: string): boolean
}

const tokenLifeMs = 10 * 60_000
const sessionLifeMs = 16 * 3600_000
const mostSessions = 16
const secretShape = /^[\w-]{43}$/

interface Kept {
  hash: string
  until: number
}

export async function openSessions(file: string, now: () => number = Date.now): Promise<Sessions> {
  const tokens: Kept[] = []
  let sessions = (await readSessions(file)).filter((session) => session.until > now())
  const take = (list: Kept[], secret: string): Kept | null =>
    (secretShape.test(secret) && list.find((kept) => kept.until > now() && sameHash(kept.hash, hashOf(secret)))) || null
  return {
    mintToken() {
      const token = randomBytes(32).toString('base64url')
      tokens.push({ hash: hashOf(token), until: now() + tokenLifeMs })
      if (tokens.length > mostSessions) tokens.shift()
      return token
    },
    async redeem(token) {
      const found = take(tokens, token)
      if (found === null) return null
      tokens.splice(tokens.indexOf(found), 1)
      const secret = randomBytes(32).toString('base64url')
      sessions = [...sessions, { hash: hashOf(secret), until: now() + sessionLifeMs }].slice(-mostSessions)
      await writeFile(`${file}.new`, JSON.stringify(sessions), { mode: 0o600 })
      await rename(`${file}.new`, file)
      return secret
    },
    isKnown: (secret) => take(sessions, secret) !== null,
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/** A file that is missing or damaged means that the window is opened anew with a token: nothing of value is in it. */
async function readSessions(file: string): Promise<Kept[]> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (!Array.isArray(parsed)) return []
    return parsed.filter(isKept)
  } catch {
    return []
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false
  if (!('hash' in value) || !('until' in value)) return false
  return typeof value.hash === 'string' && /^[0-9a-f]{64}$/.test(value.hash) && typeof value.until === 'number'
}
