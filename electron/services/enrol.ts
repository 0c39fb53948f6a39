/** Makes a machine a desk: a key pair of its own, the one-time code, and the province's answer in `desk.json`. */
import { join } from 'node:path'
import type { z } from 'zod'
import type { BridgeParams, BridgeResult } from '../../shared/bridge/contract.ts'
import { enrolResponseSchema } from '../../shared/wire/messages.ts'
import type { Shell } from '../shell/shell.ts'
import { deskFileSchema, readDeskFile, writeDeskFile, type DeskFile } from './desk-file.ts'
import type { Disk } from './disk/disk.ts'
import { createDispatcher, GatewayHttp, readExtraCa, type Outcome } from './province/http.ts'
import type { Log } from './log.ts'
import { keepCa, ownCaFile } from './machine/machine.ts'
import { createVault, openVault, type VaultPlace } from './vault/vault.ts'

export type EnrolRequest = BridgeParams<'desk.enrol'> & { extraCaFile?: string | null }
export type EnrolResult = BridgeResult<'desk.enrol'>

export interface EnrolPlace {
  log: Log
  disk: Disk
  dataFolder: string
  shell: Pick<Shell, 'protector'>
  now: () => number
}

const timeoutMs = 30_000

/** The caller holds the folder's lock. A repeated try after a lost answer uses the same key, so that the gateway knows it again. */
export async function enrol(place: EnrolPlace, { ownCa, ...asked }: EnrolRequest): Promise<EnrolResult> {
  const { disk, dataFolder } = place
  if ((await readDeskFile(disk, dataFolder)) !== null) return { kind: 'failed', code: 'ALREADY_ENROLLED' }
  const failure = ownCa === undefined ? null : await keepCa(place, ownCa)
  if (failure !== null) return { kind: 'failed', code: failure }
  const request = ownCa === undefined ? asked : { ...asked, extraCaFile: ownCaFile }
  const vaultPlace: VaultPlace = { disk, folder: join(dataFolder, 'vault'), protector: place.shell.protector }
  const vault = (await openVault(vaultPlace)) ?? (await createVault(vaultPlace))
  const outcome = await ask(place, request, vault.publicKey)
  if (!outcome.ok) return { kind: 'failed', code: codeOf(outcome) }
  const desk = deskOf(request, outcome.value)
  if (desk === null) return { kind: 'failed', code: 'SERVER' }
  await writeDeskFile(disk, dataFolder, desk)
  return { kind: 'enrolled' }
}

async function ask(
  { now, dataFolder }: EnrolPlace,
  { gatewayUrl, code, deskName, extraCaFile = null }: EnrolRequest,
  publicKey: string,
): Promise<Outcome<z.infer<typeof enrolResponseSchema>>> {
  const extraCa = await readExtraCa(extraCaFile === null ? null : join(dataFolder, extraCaFile))
  const http = new GatewayHttp(gatewayUrl, createDispatcher(gatewayUrl, extraCa), now)
  try {
    const body = { code: code.trim(), deskName, publicKey }
    return await http.exchange({ method: 'POST', path: 'v1/enrol', body, timeoutMs }, enrolResponseSchema)
  } finally {
    await http.close()
  }
}

function deskOf(request: EnrolRequest, answer: z.infer<typeof enrolResponseSchema>): DeskFile | null {
  const { deskId, communeId, organisationId, gatewayPublicKey } = answer
  const { gatewayUrl, deskName, extraCaFile = null } = request
  const place = { deskId, deskName, communeId, organisationId }
  const desk = { version: 1, ...place, gatewayUrl, gatewayPublicKey, practice: false, extraCaFile, backupFolder: null }
  return deskFileSchema.safeParse(desk).data ?? null
}

function codeOf(outcome: Extract<Outcome<unknown>, { ok: false }>) {
  if (outcome.code === 'OFFLINE' || outcome.code === 'TIMEOUT') return 'OFFLINE'
  return outcome.code === 'REFUSED' || outcome.code === 'NOT_ENROLLED' ? 'WRONG_CODE' : 'SERVER'
}
