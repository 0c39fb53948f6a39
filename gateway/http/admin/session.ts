/**
 * Who is at the administration's pages: an operator who has shown the key, kept in a cookie that no script reads and no other
 * site can send. What changes something needs the session's form token too, and must come from these pages.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findKeyHash, isInForce } from '../api-keys.ts'
import type { GatewayContext } from '../context.ts'
import { ProblemError } from '../problem.ts'
import { operatorSeconds } from '../tokens.ts'
import type { Operator } from '../tokens.ts'

export interface OperatorSession {
  /** Of the operator's key; for logs. */
  keyName: string
  formToken: string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** null: nobody has signed in. */
    operator: OperatorSession | null
  }
}

const cookieName = 'mot_cua_operator'
/** A working day; then the key is asked for again, however busy the operator was. */
const longestSeconds = 10 * 3600

export const formTokenHeader = 'x-form-token'

export function readOperators(pages: FastifyInstance, context: GatewayContext): void {
  pages.decorateRequest('operator', null)
  pages.addHook('onRequest', async (request, reply) => {
    const token = request.cookies[cookieName]
    const operator = token === undefined ? null : await context.tokens.readOperator(token)
    if (operator === null || !(await isCurrent(context, operator))) return
    request.operator = { keyName: operator.keyHash.slice(0, 8), formToken: formTokenOf(context, operator.sessionId) }
    await setCookie(context, request, reply, operator)
  })
  pages.addHook('preValidation', async (request) => mustComeFromHere(request))
}

async function isCurrent({ store, now }: GatewayContext, { keyHash, since }: Operator): Promise<boolean> {
  return now() / 1000 - since < longestSeconds && (await isInForce(store, keyHash, 'operator'))
}

/** @returns false: no key of an operator */
export async function signIn(
  context: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
): Promise<boolean> {
  const keyHash = await findKeyHash(context.store, key, 'operator')
  if (keyHash === null) return false
  const sessionId = randomBytes(16).toString('base64url')
  await setCookie(context, request, reply, { keyHash, sessionId, since: Math.floor(context.now() / 1000) })
  return true
}

export function signOut(reply: FastifyReply): void {
  void reply.clearCookie(cookieName, { path: '/admin' })
}

async function setCookie(
  { tokens }: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  operator: Operator,
): Promise<void> {
  void reply.setCookie(cookieName, await tokens.makeOperator(operator), {
    path: '/admin',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: operatorSeconds,
  })
}

function formTokenOf({ identity }: GatewayContext, sessionId: string): string {
  return createHmac('sha256', identity.tokenSecret).update(`mot-cua form ${sessionId}`).digest('base64url')
}

/** Browsers say whose page sends a request; older ones and tools do not, so the form token is asked for as well. */
function mustComeFromHere(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw new ProblemError('FORM_EXPIRED')
  // Nobody is signed in: there is nothing that could be done in their name.
  if (request.operator === null) return
  const body = Object(request.body) as { formToken?: unknown }
  const given = request.headers[formTokenHeader] ?? body.formToken
  if (typeof given !== 'string' || !isSame(given, request.operator.formToken)) throw new ProblemError('FORM_EXPIRED')
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

export function mustGetOperator(request: FastifyRequest): OperatorSession {
  if (request.operator === null) throw new ProblemError('UNAUTHENTICATED')
  return request.operator
}
