/** Numbers handed to a desk ahead of time, so that it can print final codes without a network. */
import { mustFormatPrefix } from '../../shared/dossier/numbers.ts'
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import type { LeaseRequest, LeaseResponse } from '../../shared/wire/messages.ts'
import type { ProblemCode } from '../../shared/wire/problems.ts'
import { findReference } from '../store/references.ts'
import type { Scoped, Store } from '../store/store.ts'
import { readCommuneDesks } from './commune-desks.ts'
import { countRestores, lastLeasable, leaseDaysAhead, planRange, readSequence, writeLast } from './official-numbers.ts'
import { localInstant } from './own-event.ts'
import { mustLockCommune } from './commune-lock.ts'

const dayMs = 86_400_000
const daysBack = 1

export type LeaseAnswer = { ok: true; lease: LeaseResponse } | { ok: false; problem: ProblemCode }

export async function takeLease(
  store: Store,
  desk: { communeId: string; deskId: string },
  request: LeaseRequest,
  nowMs: number,
): Promise<LeaseAnswer> {
  const [earliest, latest] = [nowMs - daysBack * dayMs, nowMs + leaseDaysAhead * dayMs].map((ms) =>
    localInstant(ms).slice(0, 10),
  )
  if (request.date < (earliest ?? '') || request.date > (latest ?? ''))
    return { ok: false, problem: 'LEASE_DATE_REFUSED' }
  const { communeId, deskId } = desk
  return store.inCommune(communeId, 'write', async (tx): Promise<LeaseAnswer> => {
    await mustLockCommune(tx, communeId)
    const agencyCode = (await readCommuneDesks(tx, communeId)).agencyOf(deskId)
    if (agencyCode === null || !(await offersLeases(tx, communeId))) return { ok: false, problem: 'LEASE_NOT_OFFERED' }
    const day = { communeId, agencyCode, day: request.date }
    const restores = await countRestores(tx, day.day)
    const range = planRange(await readSequence(tx, day), restores, request.count, lastLeasable(restores))
    if (range === null) return { ok: false, problem: 'NUMBERS_EXHAUSTED' }
    await writeLast(tx, day, range.last)
    await tx
      .insertInto('lease')
      .values({ commune_id: communeId, agency_code: agencyCode, day: request.date, ...range, desk_id: deskId })
      .execute()
    return { ok: true, lease: { date: request.date, prefix: mustFormatPrefix(agencyCode, request.date), ...range } }
  })
}

/** The catalogue says whether the province leases numbers. */
async function offersLeases(tx: Scoped, communeId: string): Promise<boolean> {
  const catalogue = await findReference(tx, communeId, 'catalogue', null)
  return catalogue !== null && catalogueSchema.parse(JSON.parse(catalogue.body)).numbering === 'leased'
}
