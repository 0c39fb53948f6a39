/** The desk's side of a USB bundle: sealed to the province, signed with the desk's key; answers opened the same way back. */
import { randomBytes, randomUUID } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { BridgeParams, BridgeResult } from '../../../shared/bridge/contract.ts'
import { base64urlToBytes } from '../../../shared/wire/base64url.ts'
import { attachmentLimits } from '../../../shared/wire/attachments.ts'
import {
  bundleByteLimit,
  bundleVersion,
  nameBundle,
  openBundle,
  sealBundle,
  type BundleHeader,
} from '../../../shared/wire/bundle.ts'
import { scanPartLimits, scanPartVersion, sealScans } from '../../../shared/wire/scan-part.ts'
import { bundleFormat, type BoxKeys } from '../../../shared/wire/sealed-box.ts'
import type { Attachments } from '../attachments/attachments.ts'
import type { DeskFile } from '../desk-file.ts'
import type { Vault } from '../vault/vault.ts'

export interface BundleDesk {
  desk: Pick<DeskFile, 'deskId' | 'communeId' | 'gatewayPublicKey'>
  vault: Pick<Vault, 'sign' | 'seed'>
  now: () => number
}

const province = 'gateway'

export async function exportBundle(
  { desk, vault, now }: BundleDesk,
  { requests }: BridgeParams<'bundle.export'>,
): Promise<BridgeResult<'bundle.export'>> {
  const readerKey = keyOf(desk.gatewayPublicKey)
  if (readerKey === null) return { kind: 'failed', code: 'NO_PROVINCE_KEY' }
  const dossiers = requests.flatMap((request) => request.dossiers)
  const header = headerOf(desk, now(), {
    version: bundleVersion,
    kind: 'push',
    dossiers: new Set(dossiers.map(({ dossierId }) => dossierId)).size,
    events: dossiers.reduce((sum, { events }) => sum + events.length, 0),
  })
  const text = await sealBundle({ header, content: { kind: 'push', requests }, ...keysOf(vault, readerKey) })
  if (text.length > bundleByteLimit) return { kind: 'failed', code: 'TOO_LARGE' }
  const suggestedName = nameBundle(desk.deskId, header.createdAt)
  return { kind: 'sealed', id: header.id, file: new Uint8Array(Buffer.from(text)), suggestedName }
}

export interface ScanDesk extends BundleDesk {
  attachments: Pick<Attachments, 'pick'>
}

export async function exportScans(
  { desk, vault, now, attachments }: ScanDesk,
  { ids }: BridgeParams<'bundle.exportScans'>,
): Promise<BridgeResult<'bundle.exportScans'>> {
  const readerKey = keyOf(desk.gatewayPublicKey)
  if (readerKey === null) return { kind: 'failed', code: 'NO_PROVINCE_KEY' }
  const { scans, missing } = await attachments.pick(ids)
  const header = headerOf(desk, now(), {
    version: scanPartVersion,
    kind: 'scans',
    dossiers: new Set(scans.map(({ dossierId }) => dossierId)).size,
    events: 0,
  })
  const bytes = scans.reduce((sum, { content }) => sum + content.length, 0)
  // A page that asks for more than it should cannot fill the host.
  if (bytes > Math.max(scanPartLimits.bytes, attachmentLimits.bytes)) return { kind: 'failed', code: 'TOO_LARGE' }
  const file = await sealScans({ header, scans, ...keysOf(vault, readerKey) })
  return { kind: 'sealed', file, scans: scans.length, missing: missing.length }
}

function headerOf<Kind extends 'push' | 'scans'>(
  desk: BundleDesk['desk'],
  now: number,
  holds: Pick<BundleHeader, 'version' | 'dossiers' | 'events'> & { kind: Kind },
) {
  return {
    format: bundleFormat,
    id: randomUUID(),
    communeId: desk.communeId,
    writer: desk.deskId,
    reader: province,
    createdAt: new Date(now).toISOString(),
    ...holds,
  } as const
}

function keysOf(vault: BundleDesk['vault'], readerKey: Uint8Array): BoxKeys {
  return {
    readerKey,
    sign: (bytes) => Buffer.from(vault.sign(bytes), 'base64url'),
    oneTimeSecret: randomBytes(32),
    nonce: randomBytes(12),
  }
}

/** Total: whatever lies on the stick, the answer is a value. */
export function importBundle(
  { desk, vault }: BundleDesk,
  { file }: BridgeParams<'bundle.import'>,
): BridgeResult<'bundle.import'> {
  const writerKey = keyOf(desk.gatewayPublicKey)
  if (writerKey === null) return { kind: 'failed', problem: 'BAD_SIGNATURE' }
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('utf8')
  const opened = openBundle(text, { reader: desk.deskId, readerSecret: vault.seed, writerKey })
  if (!opened.ok) return { kind: 'failed', problem: opened.problem }
  if (opened.content.kind !== 'answer') return { kind: 'failed', problem: 'NOT_AN_ANSWER' }
  const { epoch, answers, outcomes, scans = null } = opened.content
  return { kind: 'answer', epoch, answers, outcomes, scans }
}

/** null: no point of the curve, so nobody's key. */
function keyOf(text: string): Uint8Array | null {
  const bytes = base64urlToBytes(text)
  if (bytes?.length !== 32) return null
  try {
    ed25519.utils.toMontgomery(bytes)
    return bytes
  } catch {
    return null
  }
}
