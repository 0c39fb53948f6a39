/**
 * A desk for practising: keys, journal and data of its own, the sample commune's references, and no province: its desk.json
 * holds no address, and nothing in this process could make up one.
 */
import { randomBytes, scrypt } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { practicePin } from '../../../shared/bridge/practice.ts'
import { officerSchema, organisationTreeSchema, type PinVerifier } from '../../../shared/reference/organisation.ts'
import type { DeskContext } from '../desk-storage.ts'
import { readDeskFile, writeDeskFile, type DeskFile } from '../desk-file.ts'
import { HostStartError } from '../host-error.ts'
import { ReferenceStore } from '../reference/reference-store.ts'
import { createVault, openVault, type Vault } from '../vault/vault.ts'

/** What a desk keeps; locks, logs and the browser's own files stay. */
const kept = [
  'journal',
  'vault',
  'reference',
  'queue',
  'books',
  'room',
  'attachments',
  'backup',
  'numbers.json',
  'lock-out.json',
]

/** The practice desk of this folder, made at the first start. Throws HostStartError when the folder is a real desk's. */
export async function mustOpenPracticeDesk(context: DeskContext, sampleFolder: string): Promise<DeskFile> {
  const { disk, dataFolder } = context
  const found = await readDeskFile(disk, dataFolder)
  if (found === null) return makePracticeDesk(context, sampleFolder)
  if (!isPracticeDesk(found)) throw new HostStartError('REAL_DESK')
  return found
}

/** Both must hold: a practice desk that was given an address by hand is none. */
export function isPracticeDesk(desk: DeskFile): boolean {
  return desk.practice && desk.gatewayUrl === null
}

/** The caller has stopped the desk. desk.json goes first: an interrupted reset is finished by the next start. */
export async function erasePracticeDesk({ dataFolder }: DeskContext): Promise<void> {
  await rm(join(dataFolder, 'desk.json'), { force: true })
  for (const name of kept) await rm(join(dataFolder, name), { recursive: true, force: true })
}

async function makePracticeDesk(context: DeskContext, sampleFolder: string): Promise<DeskFile> {
  const { disk, dataFolder, shell } = context
  // Left by a reset or a first start that did not end.
  await erasePracticeDesk(context)
  const vaultPlace = { disk, folder: join(dataFolder, 'vault'), protector: shell.protector }
  const vault = (await openVault(vaultPlace)) ?? (await createVault(vaultPlace))
  const place = await fillReferences(context, vault, sampleFolder)
  const desk: DeskFile = {
    version: 1,
    practice: true,
    deskId: `tap-huan-${randomBytes(4).toString('hex')}`,
    deskName: 'Quầy tập huấn',
    ...place,
    gatewayUrl: null,
    gatewayPublicKey: '',
    extraCaFile: null,
    backupFolder: null,
    scannerFolder: null,
  }
  // Last: a folder with a desk.json is a whole desk.
  await writeDeskFile(disk, dataFolder, desk)
  return desk
}

async function fillReferences({ disk, dataFolder, log, now }: DeskContext, vault: Vault, sampleFolder: string) {
  const folder = join(dataFolder, 'reference')
  const store = await ReferenceStore.open({ disk, folder, dataKey: vault.dataKey, log, now })
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(sampleFolder, name), 'utf8'))
  const tree = organisationTreeSchema.parse(await read('organisations.json'))
  const desk = tree.organisations.find(({ kind, communeId }) => kind === 'desk' && communeId !== null)
  if (desk === undefined || desk.communeId === null) throw new Error('The sample has no desk.')
  const bodies = {
    organisations: tree,
    officers: await withPins(await read('officers.json')),
    calendar: await read('calendar.json'),
    catalogue: await read('catalogue.json'),
  } as const
  for (const [kind, body] of Object.entries(bodies)) {
    const { version } = z.object({ version: z.string() }).parse(body)
    if (!(await store.put(kind as keyof typeof bodies, version, body)))
      throw new Error(`The sample's ${kind} is not usable.`)
  }
  return { communeId: desk.communeId, organisationId: desk.id }
}

const cost = { N: 16_384, r: 8, p: 1 }
const deriveKey = promisify<string, Buffer, number, object, Buffer>(scrypt)

async function withPins(list: unknown) {
  const { version, officers } = z
    .object({ version: z.string(), officers: z.array(officerSchema.omit({ pin: true })) })
    .parse(list)
  const salt = randomBytes(16)
  const hash = await deriveKey(practicePin, salt, 32, cost)
  const pin: PinVerifier = {
    algorithm: 'scrypt',
    cost: cost.N,
    blockSize: cost.r,
    parallelization: cost.p,
    salt: salt.toString('base64url'),
    hash: hash.toString('base64url'),
  }
  return { version, officers: officers.map((officer) => ({ ...officer, pin })) }
}
