/**
 * A bundle from a USB stick: the same pushes as over the wire, taken the same way, so that importing it twice, late, or
 * after the link is back changes nothing. The answer goes back as a file that only that desk can read; a large one in parts,
 * each asked for by bringing the bundle again.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { PushOutcome, PushRequest } from '../../shared/wire/messages.ts'
import { base64urlToBytes } from '../../shared/wire/base64url.ts'
import { answerByteLimit, bundleVersion, openBundle, readBundleHeader, sealBundle } from '../../shared/wire/bundle.ts'
import type { BundleHeader, BundleProblem, ScanOutcomes } from '../../shared/wire/bundle.ts'
import { longestPartHead, readPartHead } from '../../shared/wire/carried-file.ts'
import { openScans, readScansHeader } from '../../shared/wire/scan-part.ts'
import { bundleFormat } from '../../shared/wire/sealed-box.ts'
import type { Contents } from '../attachments/contents.ts'
import { gatewayDeskId } from '../sync/check-event.ts'
import { findDesk } from '../sync/enrol.ts'
import { mustGetEpoch } from '../store/identity.ts'
import { takePush } from '../sync/push.ts'
import type { PushContext } from '../sync/push.ts'
import { leaveOutKnown, splitAnswer } from './answer-parts.ts'
import { takeScans } from './take-scans.ts'
import type { ScanOutcome } from './take-scans.ts'

export type ImportProblem =
  | BundleProblem
  | 'UNKNOWN_DESK'
  | 'DESK_REVOKED'
  | 'NOT_A_PUSH'
  | 'NO_SUCH_PART'
  /** A file of several parts, each of which is to be brought by itself. */
  | 'SEVERAL_PARTS'
  | 'SCANS_NOT_OFFERED'
interface Answered {
  ok: true
  header: BundleHeader
  /** Sealed; one of `parts`. */
  answer: string
  answerName: string
  parts: number
}
export interface ImportedPush extends Answered {
  kind: 'push'
  requests: readonly PushRequest[]
  outcomes: readonly PushOutcome[]
  /** How many events of each dossier were new here. */
  added: ReadonlyMap<string, number>
}
export interface ImportedScans extends Answered {
  kind: 'scans'
  scans: readonly ScanOutcome[]
}
export type Imported = ImportedPush | ImportedScans
export type Refused = { ok: false; problem: ImportProblem }

export interface ImportContext extends PushContext {
  /** null: no folder was given for scans. */
  contents: Contents | null
}

export interface ImportOptions {
  /** Which part of the answer; counted from 1, the default. */
  part?: number
  /** Bytes of one part before it is sealed; for tests. */
  partBytes?: number
}

/** Sealing takes base64's third more, and a header. */
const mostPartBytes = Math.floor((answerByteLimit - 8192) * 0.75)

/** Total over whatever the file holds; throws only when the database or the disk is away, full or busy. */
export async function importBundle(
  context: ImportContext,
  file: Uint8Array,
  options: ImportOptions = {},
): Promise<Imported | Refused> {
  if (readPartHead(Buffer.from(file.subarray(0, longestPartHead)).toString('latin1')) !== null)
    return { ok: false, problem: 'SEVERAL_PARTS' }
  const header = readScansHeader(file)
  return header === null
    ? importPush(context, Buffer.from(file).toString('utf8'), options)
    : importScans(context, file, header)
}

async function importPush(
  context: PushContext,
  text: string,
  { part = 1, partBytes = mostPartBytes }: ImportOptions,
): Promise<ImportedPush | Refused> {
  const opened = await openPush(context, text)
  if (!opened.ok) return opened
  const { header, writerKey, requests } = opened
  const taken = await takeAll(context, header.communeId, requests)
  const parts = splitAnswer(leaveOutKnown(taken.outcomes, requests), partBytes)
  const outcomes = parts[part - 1]
  if (outcomes === undefined) return { ok: false, problem: 'NO_SUCH_PART' }
  const answer = await sealAnswer(context, header, writerKey, { epoch: taken.epoch, outcomes })
  const answerName = nameAnswer(header.writer, part, parts.length)
  return { ok: true, kind: 'push', header, requests, ...taken, answer, answerName, parts: parts.length }
}

async function importScans(
  context: ImportContext,
  file: Uint8Array,
  claimed: BundleHeader,
): Promise<ImportedScans | Refused> {
  const { store, signing, contents } = context
  const writer = await findWriter(store, claimed)
  if (!writer.ok) return writer
  const opened = openScans(file, { reader: gatewayDeskId, readerSecret: signing.seed, writerKey: writer.key })
  if (!opened.ok) return opened
  if (contents === null) return { ok: false, problem: 'SCANS_NOT_OFFERED' }
  const { header } = opened
  const desk = { communeId: header.communeId, deskId: header.writer }
  // Before anything is taken: an epoch that begins meanwhile must make the desk doubt this answer.
  const epoch = (await mustGetEpoch(store.db)).id
  const scans = await takeScans({ store, contents, desk }, opened.scans)
  const answer = await sealAnswer(context, header, writer.key, {
    epoch,
    outcomes: [],
    scans: {
      atProvince: scans.flatMap(({ id, kind }) => (kind === 'refused' ? [] : [id])),
      refused: scans.flatMap((one) => (one.kind === 'refused' ? [{ id: one.id, reason: one.reason }] : [])),
    },
  })
  return { ok: true, kind: 'scans', header, scans, answer, answerName: nameAnswer(header.writer, 1, 1), parts: 1 }
}

function nameAnswer(deskId: string, part: number, parts: number): string {
  return `mot-cua-${deskId}-phan-hoi${parts === 1 ? '' : `-${part}`}.motcua`
}

type OpenedPush = { ok: true; header: BundleHeader; writerKey: Uint8Array; requests: PushRequest[] } | Refused

type Writer = { ok: true; key: Uint8Array } | Refused

async function findWriter(store: PushContext['store'], header: BundleHeader): Promise<Writer> {
  const desk = /^[\w-]+$/.test(header.writer) ? await findDesk(store, header.writer) : null
  const key = desk === null ? null : base64urlToBytes(desk.publicKey)
  if (desk === null || key === null || desk.communeId !== header.communeId)
    return { ok: false, problem: 'UNKNOWN_DESK' }
  return desk.revoked ? { ok: false, problem: 'DESK_REVOKED' } : { ok: true, key }
}

async function openPush({ store, signing }: PushContext, text: string): Promise<OpenedPush> {
  const header = readBundleHeader(text)
  if (header === null) return { ok: false, problem: 'NOT_A_BUNDLE' }
  if (header.kind !== 'push') return { ok: false, problem: 'NOT_A_PUSH' }
  const writer = await findWriter(store, header)
  if (!writer.ok) return writer
  const writerKey = writer.key
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
  readerKey: Uint8Array,
  said: { epoch: string; outcomes: PushOutcome[]; scans?: ScanOutcomes },
): Promise<string> {
  const { outcomes } = said
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
    content: { kind: 'answer', answers: asked.id, ...said },
    readerKey,
    sign: (bytes) => Buffer.from(signing.sign(bytes), 'base64url'),
    oneTimeSecret: randomBytes(32),
    nonce: randomBytes(12),
  })
}
