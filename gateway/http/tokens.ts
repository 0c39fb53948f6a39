/** Challenges and session tokens: all signed with the database's secret, so that any process of the gateway reads them. */
import { SignJWT, jwtVerify } from 'jose'
import { randomBytes } from 'node:crypto'

export const sessionSeconds = 15 * 60
const challengeSeconds = 120
/** Tokens whose signature was checked by this process. */
const mostSessions = 20_000
/** An operator who does nothing for so long signs in again. */
export const operatorSeconds = 30 * 60

export interface Desk {
  deskId: string
  communeId: string
}

/** An operator of the province at the administration's pages. */
export interface Operator {
  /** Of the key that was shown; asked for each time, so that a revoked key is out at once. */
  keyHash: string
  /** Random, one a sign-in. */
  sessionId: string
  /** Seconds since the epoch: a session is renewed by use, but not for ever. */
  since: number
}

export interface Tokens {
  makeChallenge(): Promise<string>
  isOwnChallenge(challenge: string): Promise<boolean>
  makeSession(desk: Desk): Promise<string>
  /** null: not ours, or past its time. */
  readSession(token: string): Promise<Desk | null>
  makeOperator(operator: Operator): Promise<string>
  readOperator(token: string): Promise<Operator | null>
}

const issuer = 'mot-cua'
const algorithm = 'HS256'

/** @param now milliseconds since the epoch */
export function createTokens(secret: Uint8Array, now: () => number): Tokens {
  const seconds = () => Math.floor(now() / 1000)
  const make = (audience: string, claims: Record<string, string | number>, lifetime: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + lifetime)
      .sign(secret)
  const read = async (audience: string, token: string) => {
    try {
      const options = { issuer, audience, algorithms: [algorithm], currentDate: new Date(now()) }
      return (await jwtVerify(token, secret, options)).payload
    } catch {
      return null
    }
  }
  // A desk shows the same token for a quarter of an hour; whether a desk is revoked is asked elsewhere, each time.
  const sessions = new Map<string, { desk: Desk; expires: number }>()
  return {
    makeChallenge: () => make('challenge', { jti: randomBytes(16).toString('base64url') }, challengeSeconds),
    isOwnChallenge: async (challenge) => (await read('challenge', challenge)) !== null,
    makeSession: ({ deskId, communeId }) => make('session', { sub: deskId, commune: communeId }, sessionSeconds),
    async readSession(token) {
      const known = sessions.get(token)
      if (known !== undefined && seconds() < known.expires) return known.desk
      const payload = await read('session', token)
      if (typeof payload?.sub !== 'string' || typeof payload['commune'] !== 'string') return null
      const desk = { deskId: payload.sub, communeId: payload['commune'] }
      if (sessions.size >= mostSessions) sessions.clear()
      sessions.set(token, { desk, expires: payload.exp ?? 0 })
      return desk
    },
    makeOperator: ({ keyHash, sessionId, since }) =>
      make('operator', { sub: keyHash, jti: sessionId, since }, operatorSeconds),
    async readOperator(token) {
      const payload = await read('operator', token)
      const since = payload?.['since']
      if (typeof payload?.sub !== 'string' || typeof payload.jti !== 'string' || typeof since !== 'number') return null
      return { keyHash: payload.sub, sessionId: payload.jti, since }
    },
  }
}
