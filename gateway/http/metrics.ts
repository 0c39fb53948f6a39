/** Prometheus metrics of one process. Labels are routes, codes and names of connectors: never a commune's or a person's data. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { timingSafeEqual } from 'node:crypto'
import type { PushOutcome } from '../../shared/wire/messages.ts'
import { countDeliveries } from '../connectors/deliveries.ts'
import type { Store } from '../store/store.ts'
import type { LiveStreams } from './live-streams.ts'
import { ProblemError } from './problem.ts'

export interface Metrics {
  registry: Registry
  countOutcomes(outcomes: readonly PushOutcome[]): void
  countPulled(dossiers: number): void
  observe(route: string, method: string, status: number, seconds: number): void
}

export function createMetrics(store: Store, live: LiveStreams): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'motcua_http_request_duration_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10],
    registers,
  })
  const outcomes = new Counter({
    name: 'motcua_push_outcomes_total',
    help: 'Dossiers pushed, by outcome and by the code of a rejection.',
    labelNames: ['outcome', 'code'],
    registers,
  })
  const pulled = new Counter({ name: 'motcua_pulled_dossiers_total', help: 'Dossiers handed to desks.', registers })
  watch(registry, 'motcua_live_streams', 'Desks listening to this process.', async (gauge) => gauge.set(live.count))
  watchDeliveries(registry, store)
  return {
    registry,
    countOutcomes(all) {
      for (const outcome of all)
        outcomes.inc({ outcome: outcome.outcome, code: outcome.outcome === 'rejected' ? outcome.rejection.code : '' })
    },
    countPulled: (dossiers) => pulled.inc(dossiers),
    observe: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
  }
}

function watch(registry: Registry, name: string, help: string, read: (gauge: Gauge) => Promise<void>): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => read(gauge) })
}

/** Of the whole gateway: each process tells the same. */
function watchDeliveries(registry: Registry, store: Store): void {
  const gauge: Gauge<'connector' | 'state'> = new Gauge({
    name: 'motcua_deliveries',
    help: 'Changes owed to connectors (waiting), and given up (dead).',
    labelNames: ['connector', 'state'],
    registers: [registry],
    async collect() {
      gauge.reset()
      for (const { connectorId, state, count } of await countDeliveries(store.db))
        gauge.set({ connector: connectorId, state }, count)
    },
  })
}

export function addMetricsRoute(app: FastifyInstance, { registry, observe }: Metrics, token: string | null): void {
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, not the path: a path may name a dossier, and would make a series of its own.
    observe(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime / 1000)
  })
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    if (!mayRead(request, token)) throw new ProblemError('UNAUTHENTICATED')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** With a token: who has it. Without: this machine alone, and nothing that came through a proxy. */
function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) {
    const given = Buffer.from(request.headers.authorization ?? '')
    const expected = Buffer.from(`Bearer ${token}`)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  const isForwarded = ['forwarded', 'x-forwarded-for', 'via'].some((name) => request.headers[name] !== undefined)
  return !isForwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
}
