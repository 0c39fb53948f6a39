/**
 * What a desk lacks. A page is a list of dossiers in order of their latest position, each with all its events above the
 * floor; the floor moves only when nothing is left. Filtering events by the page's own position instead would lose those
 * of a dossier that lie between the floor and the page.
 */
import { sql } from 'kysely'
import type { Identity } from '../store/identity.ts'
import { beginEpoch, mustGetEpoch } from '../store/identity.ts'
import type { Epoch } from '../store/identity.ts'
import { anyOf } from '../store/arrays.ts'
import type { Scoped, Store } from '../store/store.ts'
import { formatCheckpoint, readCheckpoint } from './checkpoint.ts'
import type { Checkpoint, CheckpointUse } from './checkpoint.ts'

/** Characters of events in one page; one dossier alone may exceed it (a dossier is limited when taken in). */
const pageChars = 4 * 1024 * 1024

export interface PullPage {
  epoch: string
  /** Bodies stay the text that was signed: they are sent on without being parsed. */
  dossiers: { dossierId: string; bodies: string[] }[]
  checkpoint: string
  more: boolean
  remaining: number
}
export interface PullRequest {
  communeId: string
  checkpoint: string | null
  /** `seen` of a push that was answered. */
  seen?: string | null
  limit: number
}

export async function readPage(store: Store, identity: Identity, request: PullRequest): Promise<PullPage> {
  const { communeId } = request
  const given = readProof(identity, communeId, 'checkpoint', request.checkpoint)
  const proofs = [given, readProof(identity, communeId, 'seen', request.seen ?? null)].filter((proof) => proof !== null)
  const picture = await store.inCommune(communeId, 'read', async (tx) => {
    const epoch = await mustGetEpoch(tx)
    const position = await mustGetPosition(tx, communeId)
    for (const proof of proofs)
      if (await isOfAnotherLife(tx, communeId, proof, epoch)) return { kind: 'restored', from: epoch.id } as const
    const from = given?.epoch === epoch.id ? given : { floor: 0, position: 0, dossierId: '' }
    return { kind: 'page', page: await readRows(tx, request, { epoch, position, from, identity }) } as const
  })
  if (picture.kind === 'page') return picture.page
  await beginEpoch(store.db, { from: picture.from, above: Math.max(...proofs.map(({ generation }) => generation)) })
  return readPage(store, identity, request)
}

function readProof(
  identity: Identity,
  communeId: string,
  use: CheckpointUse,
  sealed: string | null,
): Checkpoint | null {
  return sealed === null ? null : readCheckpoint({ secret: identity.tokenSecret, communeId, use }, sealed)
}

/**
 * A desk holds a checkpoint of ours at a position that this database never reached, or reached with other events: it was
 * restored from an older copy, and nobody said so. (A later epoch under the same secret says the same.)
 */
async function isOfAnotherLife(tx: Scoped, communeId: string, given: Checkpoint, epoch: Epoch): Promise<boolean> {
  if (given.epoch !== epoch.id) return given.generation > epoch.generation
  return (await getMark(tx, communeId, given.position)) !== given.mark
}

export async function getMark(tx: Scoped, communeId: string, position: number): Promise<string> {
  const row = await tx
    .selectFrom('position_mark')
    .select('mark')
    .where('commune_id', '=', communeId)
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.mark ?? ''
}

export async function mustGetPosition(tx: Scoped, communeId: string): Promise<number> {
  const row = await tx
    .selectFrom('commune')
    .select('position')
    .where('commune_id', '=', communeId)
    .executeTakeFirstOrThrow()
  return row.position
}

interface PageFrom {
  epoch: Epoch
  /** The commune's position in this picture: everything up to it is committed and seen. */
  position: number
  from: Pick<Checkpoint, 'floor' | 'position' | 'dossierId'>
  identity: Identity
}

async function readRows(tx: Scoped, request: PullRequest, at: PageFrom): Promise<PullPage> {
  const { communeId, limit } = request
  const { from, epoch } = at
  const listed = await tx
    .selectFrom('dossier')
    .select(['id', 'position', 'bytes'])
    .where('commune_id', '=', communeId)
    .where(isAfter(from))
    .orderBy('position')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const page = takeFitting(listed.slice(0, limit))
  const more = page.length < listed.length
  const last = page.at(-1)
  const next =
    more && last !== undefined
      ? { floor: from.floor, position: last.position, dossierId: last.id }
      : { floor: at.position, position: at.position, dossierId: '' }
  const mark = await getMark(tx, communeId, next.position)
  const seal = { secret: at.identity.tokenSecret, communeId, use: 'checkpoint' } as const
  return {
    epoch: epoch.id,
    dossiers: await readBodies(tx, request, page, from.floor),
    checkpoint: formatCheckpoint(seal, { epoch: epoch.id, ...next, mark }),
    more,
    remaining: more ? await countAfter(tx, communeId, next) : 0,
  }
}

/** Without a dossier, everything at that position was delivered. */
function isAfter({ position, dossierId }: { position: number; dossierId: string }) {
  return dossierId === ''
    ? sql<boolean>`position > ${position}`
    : sql<boolean>`(position, id) > (${position}, ${dossierId} collate "C")`
}

function takeFitting<R extends { bytes: number }>(rows: readonly R[]): R[] {
  let chars = 0
  const page: R[] = []
  for (const row of rows) {
    chars += row.bytes
    if (chars > pageChars && page.length > 0) break
    page.push(row)
  }
  return page
}

async function readBodies(tx: Scoped, { communeId }: PullRequest, page: readonly { id: string }[], floor: number) {
  if (page.length === 0) return []
  const rows = await tx
    .selectFrom('event')
    .select(['dossier_id', 'body'])
    .where('commune_id', '=', communeId)
    .where('dossier_id', '=', anyOf(page.map((row) => row.id)))
    .where('position', '>', floor)
    .execute()
  const bodies = Map.groupBy(rows, (row) => row.dossier_id)
  return page.map(({ id }) => ({ dossierId: id, bodies: (bodies.get(id) ?? []).map((row) => row.body) }))
}

async function countAfter(tx: Scoped, communeId: string, next: { position: number; dossierId: string }) {
  const row = await tx
    .selectFrom('dossier')
    .select((dossier) => dossier.fn.countAll<number>().as('count'))
    .where('commune_id', '=', communeId)
    .where(isAfter(next))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The answer's JSON, with each event's text as it was stored. */
export function writePage(page: PullPage): string {
  const { dossiers, ...rest } = page
  const entries = dossiers.map(({ dossierId, bodies }) => `{"dossierId":"${dossierId}","events":[${bodies.join(',')}]}`)
  return `${JSON.stringify(rest).slice(0, -1)},"dossiers":[${entries.join(',')}]}`
}
