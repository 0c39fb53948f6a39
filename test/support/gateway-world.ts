/** A running gateway with two communes, and desks that speak to it over real HTTP. */
import { readFileSync } from 'node:fs'
import { createEnrolmentCode, publish } from '../../gateway/admin.ts'
import { startGateway } from '../../gateway/gateway.ts'
import type { Gateway, GatewayOptions } from '../../gateway/gateway.ts'
import { makeVerifier } from '../../gateway/sample.ts'
import type { DossierEvent, EventType, PayloadOf } from '../../shared/dossier/event.ts'
import { formatStamp } from '../../shared/dossier/hybrid-clock.ts'
import type { Organisation } from '../../shared/reference/organisation.ts'
import type { TestDatabase, TestEngine } from './gateway-engines.ts'
import { samplePayloads, sampleUuid } from './event-builder.ts'
import { WireDesk } from './wire-client.ts'

export const communeA = '25459'
export const communeB = '25480'
export const agencyOf: Record<string, string> = { [communeA]: '000.00.01.H53', [communeB]: '000.00.02.H53' }

export interface World {
  gateway: Gateway
  database: TestDatabase
  enrol(communeId?: string): Promise<WireDesk>
  stop(): Promise<void>
}

export const openLimits = { desk: 1e6, address: 1e6, enrol: 1e6, status: 1e6, bundles: 1e6 }

export async function createWorld(engine: TestEngine, options: Partial<GatewayOptions> = {}): Promise<World> {
  const database = await engine.create()
  const gateway = await startGateway({ store: database.options, rateLimits: openLimits, ...options })
  await publishSample(gateway)
  return {
    gateway,
    database,
    enrol: (communeId = communeA) => enrolAt(gateway, communeId),
    async stop() {
      await gateway.stop()
      await database.drop()
    },
  }
}

export async function enrolAt(gateway: Gateway, communeId: string): Promise<WireDesk> {
  const code = await createEnrolmentCode(gateway.store, { communeId, organisationId: `${communeId}.mot-cua` })
  const desk = await WireDesk.enrol(gateway.url, code, 'Quầy thử')
  await desk.signIn()
  return desk
}

export async function publishSample({ store }: Gateway): Promise<void> {
  await publish(store, 'organisations', { version: 'thu-1', organisations: organisations() })
  const officers = [communeA, communeB].map((communeId, index) => ({
    id: `can-bo-${index + 1}`,
    name: `Cán bộ ${index + 1}`,
    title: '',
    organisationId: `${communeId}.mot-cua`,
    roles: ['intake'],
    active: true,
    pin: makeVerifier('1111'),
  }))
  await publish(store, 'officers', { version: 'thu-1', officers })
  await publish(store, 'calendar', readSample('calendar.json'))
  await publish(store, 'catalogue', readSample('catalogue.json'))
}

export function readSample(name: string): { version: string } {
  return JSON.parse(readFileSync(new URL(`../../gateway/sample/${name}`, import.meta.url), 'utf8'))
}

export function organisations(): Organisation[] {
  const bare = { agencyCode: null, phone: null, website: null, address: null }
  const province = { ...bare, id: '80', parentId: null, kind: 'province' as const, name: 'Tỉnh', communeId: null }
  return [
    province,
    ...[communeA, communeB].flatMap((communeId): Organisation[] => [
      { ...bare, id: `${communeId}.ubnd`, parentId: '80', kind: 'commune', name: `Xã ${communeId}`, communeId },
      {
        ...bare,
        id: `${communeId}.mot-cua`,
        parentId: `${communeId}.ubnd`,
        kind: 'desk',
        name: `Một cửa ${communeId}`,
        communeId,
        agencyCode: agencyOf[communeId] ?? null,
      },
    ]),
  ]
}

export const baseMs = Date.UTC(2026, 10, 24, 1, 0, 0)
let counter = 0

/** A signed event of `desk`; each call a minute later than the one before. */
export function makeEvent<T extends EventType>(
  desk: WireDesk,
  dossierId: string,
  type: T,
  options: { payload?: PayloadOf<T>; at?: string; wallMs?: number } = {},
): DossierEvent {
  counter += 1
  const wallMs = options.wallMs ?? baseMs + counter * 60_000
  return desk.signEvent({
    id: sampleUuid(99, counter),
    dossierId,
    type,
    at: options.at ?? `${new Date(wallMs + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`,
    clock: formatStamp(wallMs, 0, desk.deskId),
    officerId: 'can-bo-1',
    payload: (options.payload ?? samplePayloads[type]()) as Record<string, unknown>,
  })
}

export function newDossierId(): string {
  counter += 1
  return sampleUuid(77, counter)
}

/** A receipt under a number of its own, unless one is given. */
export function makeReceipt(
  desk: WireDesk,
  dossierId: string,
  number: Partial<PayloadOf<'received'>['number']> = {},
  at?: string,
): DossierEvent {
  counter += 1
  const code = `${agencyOf[desk.communeId]}-251124-${String(counter).padStart(5, '0')}`
  const payload = { ...samplePayloads.received(), number: { code, kind: 'leased' as const, ...number } }
  return makeEvent(desk, dossierId, 'received', at === undefined ? { payload } : { payload, at })
}
