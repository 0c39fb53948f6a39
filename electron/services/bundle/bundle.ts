/** The desk's side of a USB bundle: sealed to the province, signed with the desk's key; answers opened the same way back. */
import { randomBytes, randomUUID } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { BridgeParams, BridgeResult } from '../../../shared/bridge/contract.ts'
import { base64urlToBytes } from '../../../shared/wire/base64url.ts'
import {
  bundleByteLimit,
  bundleVersion,
  openBundle,
  sealBundle,
  type BundleHeader,
} from '../../../shared/wire/bundle.ts'
import { bundleFormat } from '../../../shared/wire/sealed-box.ts'
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
  const createdAt = new Date(now()).toISOString()
  const header: BundleHeader = {
    format: bundleFormat,
    version: bundleVersion,
    id: randomUUID(),
    kind: 'push',
    communeId: desk.communeId,
    writer: desk.deskId,
    reader: province,
    createdAt,
    dossiers: new Set(dossiers.map(({ dossierId }) => dossierId)).size,
    events: dossiers.reduce((sum, { events }) => sum + events.length, 0),
  }
  const text = await sealBundle({
    header,
    content: { kind: 'push', requests },
    readerKey,
    sign: (bytes) => Buffer.from(vault.sign(bytes), 'base64url'),
    oneTimeSecret: randomBytes(32),
    nonce: randomBytes(12),
  })
  if (text.length > bundleByteLimit) return { kind: 'failed', code: 'TOO_LARGE' }
  const suggestedName = `mot-cua-${desk.deskId}-${createdAt.slice(0, 16).replace(/[-:]/g, '')}.motcua`
  return { kind: 'sealed', id: header.id, file: new Uint8Array(Buffer.from(text)), suggestedName }
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
  const { epoch, answers, outcomes } = opened.content
  return { kind: 'answer', epoch, answers, outcomes }
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
