/**
 * The desk's secrets: its Ed25519 key pair and the key of everything sealed at rest, bound to this machine by the shell's
 * protector. Kept twice; a damaged vault is an error, never a reason for new keys: those would open nothing.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { Shell } from '../../shell/shell.ts'
import type { Disk } from '../disk/disk.ts'
import { readState, writeState } from '../disk/durable-file.ts'
import { HostStartError } from '../host-error.ts'

const base64Text = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)
const fileSchema = z.object({ version: z.literal(1), sealed: base64Text })
export const secretsSchema = z.object({
  version: z.literal(1),
  /** PKCS #8, DER. */
  signingKey: base64Text,
  dataKey: base64Text,
})
export type Secrets = z.infer<typeof secretsSchema>

export interface Vault {
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string
  /** 32 bytes. */
  readonly dataKey: Uint8Array
  /** Ed25519, base64url. */
  sign(bytes: Uint8Array): string
  /** The Ed25519 seed, 32 bytes: opens what the province sealed for this desk. */
  readonly seed: Uint8Array
  readonly secrets: Secrets
}

export interface VaultPlace {
  disk: Disk
  /** `<dataFolder>/vault` */
  folder: string
  protector: Shell['protector']
}

const copies = ['keys.json', 'keys-copy.json']

/**
 * null: there is no vault. Throws HostStartError: `VAULT_DAMAGED` when neither copy is whole, `VAULT_FOREIGN` when this
 * machine or user cannot open it.
 */
export async function openVault(place: VaultPlace): Promise<Vault | null> {
  const stored = await Promise.all(copies.map((name) => readState(place.disk, join(place.folder, name), fileSchema)))
  if (stored.every(({ kind }) => kind === 'absent')) return null
  const whole = stored.flatMap((copy) => (copy.kind === 'intact' ? [copy.value] : []))
  const [file] = whole
  if (file === undefined) throw new HostStartError('VAULT_DAMAGED')
  const vault = vaultOf(await unprotect(place, file.sealed))
  if (whole.length < copies.length) await writeCopies(place, file)
  return vault
}

/** Throws when there is a vault already, whole or not. */
export async function createVault(place: VaultPlace): Promise<Vault> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const secrets: Secrets = {
    version: 1,
    signingKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    dataKey: randomBytes(32).toString('base64'),
  }
  await storeSecrets(place, secrets)
  return vaultOf(secrets)
}

/** Binds secrets to this machine. Throws when there is a vault already, whole or not. */
export async function storeSecrets(place: VaultPlace, secrets: Secrets): Promise<void> {
  const present = (await place.disk.list(place.folder)).filter((name) => copies.includes(name))
  if (present.length > 0) throw new HostStartError('VAULT_DAMAGED')
  await place.disk.makeFolder(place.folder)
  const sealed = await place.protector.seal(Buffer.from(JSON.stringify(secrets)))
  await writeCopies(place, { version: 1, sealed: Buffer.from(sealed).toString('base64') })
}

/** Throws when the secrets hold no usable keys. */
export function vaultOf(secrets: Secrets): Vault {
  const privateKey = createPrivateKey({ key: Buffer.from(secrets.signingKey, 'base64'), format: 'der', type: 'pkcs8' })
  const dataKey = new Uint8Array(Buffer.from(secrets.dataKey, 'base64'))
  if (privateKey.asymmetricKeyType !== 'ed25519' || dataKey.length !== 32) throw new HostStartError('VAULT_DAMAGED')
  return {
    publicKey: rawPublicKey(privateKey),
    dataKey,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
    seed: seedOf(privateKey),
    secrets,
  }
}

async function writeCopies(place: VaultPlace, file: z.infer<typeof fileSchema>): Promise<void> {
  for (const name of copies) await writeState(place.disk, join(place.folder, name), file)
}

async function unprotect(place: VaultPlace, sealed: string): Promise<Secrets> {
  let plain: Uint8Array
  try {
    plain = await place.protector.open(Buffer.from(sealed, 'base64'))
  } catch (error) {
    // The file is whole, by its checksum: so it is another machine's or another user's.
    throw new HostStartError('VAULT_FOREIGN', { cause: error })
  }
  try {
    return secretsSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')))
  } catch (error) {
    throw new HostStartError('VAULT_DAMAGED', { cause: error })
  }
}

function seedOf(privateKey: KeyObject): Uint8Array {
  const { d } = privateKey.export({ format: 'jwk' })
  return new Uint8Array(Buffer.from(String(d), 'base64url'))
}

function rawPublicKey(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (typeof x !== 'string') throw new HostStartError('VAULT_DAMAGED')
  return x
}
