/** The OpenAPI 3.1 document, generated from the wire's schemas: another vendor can implement either end from it. */
import { z } from 'zod'
import { dossierEventSchema, eventTypes, payloadSchemas } from '../../shared/dossier/event.ts'
import { dossierChangedSchema } from '../../shared/wire/connector.ts'
import { problemSchema, wireVersion } from '../../shared/wire/messages.ts'
import { problems } from '../../shared/wire/problems.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'
import { components, documentedRoutes } from './openapi-routes.ts'
import type { DocumentedRoute, Who } from './openapi-routes.ts'

type Json = Record<string, unknown>

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const security: Record<Who, Json[]> = {
  anybody: [],
  desk: [{ deskSession: [] }],
  core: [{ apiKey: [] }],
  operatorOrDesk: [{ apiKey: [] }, { deskSession: [] }],
  metrics: [{ metricsToken: [] }],
}

export function createOpenApi(): Json {
  const paths: Record<string, Json> = {}
  for (const route of documentedRoutes) (paths[route.path] ??= {})[route.method] = describeRoute(route)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Một Cửa: cổng tiếp nhận của tỉnh',
      version: `${wireVersion}.0.0`,
      description:
        'Delivery is at least once and every message is idempotent. Readers ignore members they do not know. See docs/sync-model.md.',
    },
    paths,
    webhooks: { 'dossier.changed': { post: describeWebhook() } },
    components: { schemas: describeSchemas(), securitySchemes },
  }
}

const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description })
const securitySchemes = {
  deskSession: bearer('Token of POST /v1/session.'),
  apiKey: bearer('Key of a system or an operator of the province.'),
  metricsToken: bearer('Token given at start; without one only the gateway’s own machine may read.'),
}

function describeSchemas(): Record<string, Json> {
  const schemas: Record<string, Json> = {}
  for (const [name, { schema, io }] of Object.entries(components)) schemas[name] = toSchema(schema, io)
  schemas['Problem'] = toSchema(problemSchema, 'output')
  schemas['DossierEvent'] = toSchema(dossierEventSchema, 'output')
  schemas['DossierChanged'] = toSchema(dossierChangedSchema, 'output')
  for (const type of eventTypes) schemas[`Payload.${type}`] = toSchema(payloadSchemas[type], 'output')
  return schemas
}

function describeRoute(route: DocumentedRoute): Json {
  const parameters = [...pathParameters(route.path), ...queryParameters(route.query)]
  const answer = {
    description: 'OK',
    ...(route.response === undefined ? {} : { content: describeBody(route.response) }),
  }
  return {
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: security[route.who],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.request === undefined ? {} : { requestBody: { required: true, content: describeBody(route.request) } }),
    responses: { [route.status ?? 200]: answer, ...describeProblems(route) },
  }
}

function describeBody(body: string | readonly string[]): Json {
  if (typeof body === 'string' && !body.includes('/')) return { 'application/json': { schema: ref(body) } }
  return Object.fromEntries([body].flat().map((mediaType) => [mediaType, {}]))
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodObject | undefined): Json[] {
  if (query === undefined) return []
  const { properties = {} } = toSchema(query, 'input') as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))
}

/** Problems that any route may answer are said once, as `default`. */
function describeProblems({ problems: own = [], who }: DocumentedRoute): Record<string, Json> {
  const codes: ProblemCode[] = [...own, ...(who === 'anybody' ? [] : (['UNAUTHENTICATED'] as const))]
  const byStatus = Map.groupBy(codes, (code) => problems[code].status)
  const answers: Record<string, Json> = {
    default: { description: 'Problem (RFC 9457) with a stable `code`', content: problemContent },
  }
  for (const [status, group] of byStatus) answers[status] = { description: group.join(', '), content: problemContent }
  return answers
}

const problemContent = { 'application/problem+json': { schema: ref('Problem') } }

function describeWebhook(): Json {
  const headers = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  return {
    summary: 'A dossier changed',
    description:
      'At least once, in order per dossier. 2xx: taken. 400, 410 and other plain refusals make a dead letter, which holds back later changes of that dossier until an operator replays or skips it; anything else is tried again.',
    parameters: headers.map((name) => ({ name, in: 'header', required: true, schema: { type: 'string' } })),
    requestBody: { required: true, content: { 'application/json': { schema: ref('DossierChanged') } } },
    responses: { 200: { description: 'Taken' } },
  }
}
