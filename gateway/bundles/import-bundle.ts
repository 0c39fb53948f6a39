/**
 * A bundle from a USB stick: the same pushes as over the wire, taken the same way, so that importing it twice, late, or
 * after the link is back changes nothing. The answer goes back as a file that only that desk can read.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { PushOutcome } from '../../shared/wire/messages.ts'
import { base64urlToBytes } from '../../shared/wire/base64url.ts'
import { bundleFormat, bundleVersion, openBundle, readBundleHeader, sealBundle } from '../../shared/wire/bundle.ts'
import type { BundleHeader, BundleProblem } from '../../shared/wire/bundle.ts'
import { gatewayDeskId } from '../sync/check-event.ts'
import { findDesk } from '../sync/enrol.ts'
import { takePush } from '../sync/push.ts'
import type { PushContext } from '../sync/push.ts'

export type ImportProblem = BundleProblem | 'UNKNOWN_DESK' | 'DESK_REVOKED' | 'NOT_A_PUSH'
export type ImportedBundle =
  | { ok: true; header: BundleHeader; outcomes: PushOutcome[]; answer: string; answerName: string }
  | { ok: false; problem: ImportProblem }

/** Total over whatever the file holds; throws only when the database is away or busy. */
export async function importBundle(context: PushContext, text: string): Promise<ImportedBundle> {
  const header = readBundleHeader(text)
  if (header === null) return { ok: false, problem: 'NOT_A_BUNDLE' }
  const desk = /^[\w-]+$/.test(header.writer) ? await findDesk(context.store, header.writer) : null
  const writerKey = desk === null ? null : base64urlToBytes(desk.publicKey)
  if (desk === null || writerKey === null || desk.communeId !== header.communeId)
    return { ok: false, problem: 'UNKNOWN_DESK' }
  if (desk.revoked) return { ok: false, problem: 'DESK_REVOKED' }
  const opened = openBundle(text, { reader: gatewayDeskId, readerSecret: context.signing.seed, writerKey })
  if (!opened.ok) return opened
  if (opened.content.kind !== 'push') return { ok: false, problem: 'NOT_A_PUSH' }
  const outcomes: PushOutcome[] = []
  let epoch = ''
  for (const { dossiers } of opened.content.requests) {
    const taken = await takePush(context, desk.communeId, dossiers)
    outcomes.push(...taken.outcomes)
    epoch = taken.epoch
  }
  if (epoch === '') return { ok: false, problem: 'NOT_A_PUSH' }
  const answer = await sealAnswer(context, opened.header, { epoch, outcomes, writerKey })
  return { ok: true, header: opened.header, outcomes, answer, answerName: `mot-cua-${header.writer}-tra-loi.motcua` }
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
