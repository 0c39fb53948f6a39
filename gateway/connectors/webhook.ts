/** One change as a signed HTTP request, and what its answer means. */
import { unsettled } from '../../shared/dossier/attention.ts'
import { createHmac } from 'node:crypto'
import { nationalStatusCode } from '../../shared/dossier/dossier.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import type { DossierChanged } from '../../shared/wire/connector.ts'
import type { Store } from '../store/store.ts'
import type { Claim, Settlement } from './deliveries.ts'

const timeoutMs = 15_000
/** About three days with the longest waits. */
const mostAttempts = 80
const longestWaitSeconds = 3600

/** As the change was, also when later ones have come since. null: the events are gone, which only a damaged database can explain. */
export async function readChange(store: Store, claim: Claim): Promise<DossierChanged | null> {
  const { communeId, dossierId, position } = claim
  const rows = await store.inCommune(communeId, 'read', (tx) =>
    tx
      .selectFrom('event')
      .select(['position', 'body'])
      .where('commune_id', '=', communeId)
      .where('dossier_id', '=', dossierId)
      .where('position', '<=', position)
      .execute(),
  )
  const parsed = rows.map((row) => ({ position: row.position, event: JSON.parse(row.body) as DossierEvent }))
  const events = parsed.filter((row) => row.position === position).map(({ event }) => event)
  if (events.length === 0) return null
  const dossier = fold(parsed.map(({ event }) => event))
  return {
    type: 'dossier.changed',
    communeId,
    dossierId,
    position,
    events,
    dossier: {
      number: dossier.number.code,
      codes: dossier.codes,
      procedureCode: dossier.procedure.code,
      status: dossier.status,
      nationalStatus: nationalStatusCode[dossier.status],
      receivedAt: dossier.receivedAt,
      dueAt: dossier.dueAt,
      finishedAt: dossier.finishedAt,
      needsAttention: unsettled(dossier).length > 0,
    },
  }
}

export function signWebhook(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** Never rejects. */
export async function sendWebhook(
  claim: Claim,
  change: DossierChanged,
  nowMs: number,
  stopped: AbortSignal,
): Promise<Settlement> {
  const body = JSON.stringify(change)
  // The same for every attempt: the receiver's own second lock against taking it twice.
  const id = `${claim.communeId}:${claim.dossierId}:${claim.position}`
  const timestamp = Math.floor(nowMs / 1000)
  try {
    const response = await fetch(claim.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(claim.secret, id, timestamp, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopped]),
    })
    await response.body?.cancel()
    return judge(response.status, Number(response.headers.get('retry-after')), claim.attempts)
  } catch (error) {
    return tryLater(error instanceof Error ? error.name : 'Error', claim.attempts)
  }
}

/** A plain refusal will not change by asking again; anything else may. */
export function judge(status: number, retryAfterSeconds: number, attempts: number): Settlement {
  if (status >= 200 && status < 300) return { state: 'delivered' }
  const problem = `HTTP ${status}`
  const isRefusal = status >= 400 && status < 500 && ![401, 403, 404, 408, 409, 425, 429].includes(status)
  if (isRefusal) return { state: 'dead', problem }
  return tryLater(problem, attempts, Number.isFinite(retryAfterSeconds) ? retryAfterSeconds : 0)
}

function tryLater(problem: string, attempts: number, atLeastSeconds = 0): Settlement {
  if (attempts >= mostAttempts) return { state: 'dead', problem }
  const backoff = Math.min(longestWaitSeconds, 2 ** Math.min(attempts, 20))
  const afterSeconds = Math.min(longestWaitSeconds, Math.max(atLeastSeconds, backoff * (0.5 + Math.random() / 2)))
  return { state: 'waiting', problem, afterSeconds }
}
