/** A request's body, query or parameters against the wire's schema. */
import type { z } from 'zod'
import { isShallow } from '../../shared/dossier/nesting.ts'
import { ProblemError } from './problem.ts'

/** The answer names the first member that does not fit, never its value. */
export function mustMatch<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProblemError('BAD_REQUEST', { detail: pathOf(parsed.error) })
}

/** For what becomes an event: members it does not know are kept, so they too must not be deeper than an event may be. */
export function mustMatchShallow<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  if (!isShallow(body)) throw new ProblemError('BAD_REQUEST')
  return mustMatch(schema, body)
}

function pathOf(error: z.ZodError): string {
  return (error.issues[0]?.path ?? [])
    .map(String)
    .join('.')
    .replace(/[^\w.-]/g, '?')
    .slice(0, 200)
}
