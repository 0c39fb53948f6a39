/**
 * A second way into the vault, by a passphrase that the IT officer keeps: for the day the machine dies or the system's key
 * store forgets. Written only when asked for.
 */
import { randomBytes, scrypt } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { readState, writeState } from '../disk/durable-file.ts'
import { HostStartError } from '../host-error.ts'
import { seal, unseal } from './seal.ts'
import { secretsSchema, storeSecrets, vaultOf, type Vault, type VaultPlace } from './vault.ts'

const cost = z
  .int()
  .min(2 ** 10)
  .max(2 ** 20)
const recoverySchema = z.object({
  version: z.literal(1),
  scrypt: z.object({ cost, blockSize: z.int().min(1).max(16), parallelization: z.int().min(1).max(16) }),
  salt: z.string().min(16),
  sealed: z.string().min(1),
})
type Recovery = z.infer<typeof recoverySchema>

const context = 'vault recovery'
export const shortestPassphrase = 12
const strength = { cost: 2 ** 17, blockSize: 8, parallelization: 1 }

/** Replaces an earlier copy. Throws RangeError when the passphrase is shorter than `shortestPassphrase`. */
export async function writeRecoveryCopy(place: VaultPlace, vault: Vault, passphrase: string): Promise<void> {
  if (normalise(passphrase).length < shortestPassphrase) throw new RangeError('The passphrase is too short.')
  const salt = randomBytes(16).toString('base64')
  const key = await keyFrom(passphrase, { scrypt: strength, salt })
  const sealed = seal(key, Buffer.from(JSON.stringify(vault.secrets)), context).toString('base64')
  await writeState(place.disk, fileOf(place), { version: 1, scrypt: strength, salt, sealed } satisfies Recovery)
}

/**
 * Makes the vault again on this machine from the recovery copy. A vault that is there is moved aside first, never deleted.
 * Throws HostStartError: `RECOVERY_MISSING`, `RECOVERY_DAMAGED`, `WRONG_PASSPHRASE`.
 */
export async function restoreVault(place: VaultPlace, passphrase: string): Promise<Vault> {
  const stored = await readState(place.disk, fileOf(place), recoverySchema)
  if (stored.kind === 'absent') throw new HostStartError('RECOVERY_MISSING')
  if (stored.kind === 'damaged') throw new HostStartError('RECOVERY_DAMAGED')
  const plain = unseal(await keyFrom(passphrase, stored.value), Buffer.from(stored.value.sealed, 'base64'), context)
  if (plain === null) throw new HostStartError('WRONG_PASSPHRASE')
  const secrets = secretsSchema.parse(JSON.parse(plain.toString('utf8')))
  const vault = vaultOf(secrets)
  for (const name of await place.disk.list(place.folder)) {
    if (!/^keys(-copy)?\.json$/.test(name)) continue
    await place.disk.rename(join(place.folder, name), join(place.folder, `${name}.${Date.now()}.aside`))
  }
  await storeSecrets(place, secrets)
  return vault
}

function fileOf(place: VaultPlace): string {
  return join(place.folder, 'recovery.json')
}

function keyFrom(passphrase: string, { scrypt: parameters, salt }: Pick<Recovery, 'scrypt' | 'salt'>): Promise<Buffer> {
  const { cost, blockSize, parallelization } = parameters
  const maxmem = 256 * cost * blockSize
  return new Promise((resolve, reject) => {
    const options = { cost, blockSize, parallelization, maxmem }
    scrypt(normalise(passphrase), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** Keyboards type "ệ" as one or as three characters. */
function normalise(passphrase: string): string {
  return passphrase.normalize('NFKC').trim()
}
