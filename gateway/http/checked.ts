/** A request's body, query or parameters against the wire's schema. */
import type { z } from 'zod'
import { ProblemError } from './problem.ts'

/** The answer names the first member that does not fit, never its value. */
export function mustMatch<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProblemError('BAD_REQUEST', { detail: pathOf(parsed.error) })
}

function pathOf(error: z.ZodError): string {
  return (error.issues[0]?.path ?? [])
    .map(String)
    .join('.')
    .replace(/[^\w.-]/g, '?')
    .slice(0, 200)
}
