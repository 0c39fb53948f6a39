/**
 * A bundle from a USB stick: the same pushes as over the wire, taken the same way, so that importing it twice, late, or
 * after the link is back changes nothing. The answer goes back as a file that only that desk can read; a large one in parts,
 * each asked for by bringing the bundle again.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { PushOutcome, PushRequest } from '../../shared/wire/messages.ts'
import { base64urlToBytes } from '../../shared/wire/base64url.ts'
import {
  answerByteLimit,
  bundleFormat,
  bundleVersion,
  openBundle,
  readBundleHeader,
  sealBundle,
} from '../../shared/wire/bundle.ts'
import type { BundleHeader, BundleProblem } from '../../shared/wire/bundle.ts'
import { gatewayDeskId } from '../sync/check-event.ts'
import { findDesk } from '../sync/enrol.ts'
import { takePush } from '../sync/push.ts'
import type { PushContext } from '../sync/push.ts'
import { leaveOutKnown, splitAnswer } from './answer-parts.ts'

export type ImportProblem = BundleProblem | 'UNKNOWN_DESK' | 'DESK_REVOKED' | 'NOT_A_PUSH' | 'NO_SUCH_PART'
export interface ImportedBundle {
  ok: true
  header: BundleHeader
  requests: readonly PushRequest[]
  outcomes: readonly PushOutcome[]
  /** How many events of each dossier were new here. */
  added: ReadonlyMap<string, number>
  /** Sealed; one of `parts`. */
  answer: string
  answerName: string
  parts: number
}

export interface ImportOptions {
  /** Which part of the answer; counted from 1, the default. */
  part?: number
  /** Bytes of one part before it is sealed; for tests. */
  partBytes?: number
}

/** Sealing takes base64's third more, and a header. */
const mostPartBytes = Math.floor((answerByteLimit - 8192) * 0.75)

/** Total over whatever the file holds; throws only when the database is away or busy. */
export async function importBundle(
  context: PushContext,
  text: string,
  { part = 1, partBytes = mostPartBytes }: ImportOptions = {},
): Promise<ImportedBundle | { ok: false; problem: ImportProblem }> {
  const opened = await openPush(context, text)
  if (!opened.ok) return opened
  const { header, writerKey, requests } = opened
  const taken = await takeAll(context, header.communeId, requests)
  const parts = splitAnswer(leaveOutKnown(taken.outcomes, requests), partBytes)
  const outcomes = parts[part - 1]
  if (outcomes === undefined) return { ok: false, problem: 'NO_SUCH_PART' }
  const answer = await sealAnswer(context, header, { epoch: taken.epoch, outcomes, writerKey })
  const answerName = nameAnswer(header.writer, part, parts.length)
  return { ok: true, header, requests, ...taken, answer, answerName, parts: parts.length }
}

function nameAnswer(deskId: string, part: number, parts: number): string {
  return `mot-cua-${deskId}-phan-hoi${parts === 1 ? '' : `-${part}`}.motcua`
}

type OpenedPush =
  | { ok: true; header: BundleHeader; writerKey: Uint8Array; requests: PushRequest[] }
  | { ok: false; problem: ImportProblem }

async function openPush({ store, signing }: PushContext, text: string): Promise<OpenedPush> {
  const header = readBundleHeader(text)
  if (header === null) return { ok: false, problem: 'NOT_A_BUNDLE' }
  if (header.kind !== 'push') return { ok: false, problem: 'NOT_A_PUSH' }
  const desk = /^[\w-]+$/.test(header.writer) ? await findDesk(store, header.writer) : null
  const writerKey = desk === null ? null : base64urlToBytes(desk.publicKey)
  if (desk === null || writerKey === null || desk.communeId !== header.communeId)
    return { ok: false, problem: 'UNKNOWN_DESK' }
  if (desk.revoked) return { ok: false, problem: 'DESK_REVOKED' }
  const opened = openBundle(text, { reader: gatewayDeskId, readerSecret: signing.seed, writerKey })
  if (!opened.ok) return opened
  const { content } = opened
  if (content.kind !== 'push' || content.requests.length === 0) return { ok: false, problem: 'NOT_A_PUSH' }
  return { ok: true, header: opened.header, writerKey, requests: content.requests }
}

async function takeAll(context: PushContext, communeId: string, requests: readonly PushRequest[]) {
  const outcomes: PushOutcome[] = []
  const added = new Map<string, number>()
  let epoch = ''
  for (const { dossiers } of requests) {
    const taken = await takePush(context, communeId, dossiers)
    outcomes.push(...taken.outcomes)
    for (const [dossierId, count] of taken.added) added.set(dossierId, (added.get(dossierId) ?? 0) + count)
    epoch = taken.epoch
  }
  return { outcomes, added, epoch }
}

async function sealAnswer(
  { signing, now }: PushContext,
  asked: BundleHeader,
  { epoch, outcomes, writerKey }: { epoch: string; outcomes: PushOutcome[]; writerKey: Uint8Array },
): Promise<string> {
  return sealBundle({
    header: {
      format: bundleFormat,
      version: bundleVersion,
      id: randomUUID(),
      kind: 'answer',
      communeId: asked.communeId,
      writer: gatewayDeskId,
      reader: asked.writer,
      createdAt: new Date(now()).toISOString(),
      dossiers: new Set(outcomes.map(({ dossierId }) => dossierId)).size,
      events: outcomes.reduce((sum, outcome) => sum + (outcome.outcome === 'merged' ? outcome.events.length : 0), 0),
    },
    content: { kind: 'answer', epoch, answers: asked.id, outcomes },
    readerKey: writerKey,
    sign: (bytes) => Buffer.from(signing.sign(bytes), 'base64url'),
    oneTimeSecret: randomBytes(32),
    nonce: randomBytes(12),
  })
}
