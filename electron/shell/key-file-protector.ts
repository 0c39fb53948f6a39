/**
 * Seals secrets with a key file of the user's, outside the data folder: a copied data folder is worth nothing, an account
 * that can read the key file can open it. Weaker than the system's key store, and used only where there is none.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Shell } from './shell.ts'

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const header = Buffer.from('MCB1')

/** The key is read, or made, on first use. */
export function createKeyFileProtector(keyFile: string): Shell['protector'] {
  let opening: Promise<Buffer> | null = null
  const openOnce = () => (opening ??= openKey(keyFile).catch(forget))
  const forget = (error: unknown): never => {
    opening = null
    throw error
  }
  return {
    seal: async (secret) => seal(await openOnce(), secret),
    open: async (sealed) => open(await openOnce(), sealed),
  }
}

function seal(key: Buffer, secret: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header)
  return new Uint8Array(Buffer.concat([header, nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]))
}

function open(key: Buffer, sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed)
  const bodyAt = header.length + nonceBytes
  if (bytes.length < bodyAt + tagBytes || !bytes.subarray(0, header.length).equals(header))
    throw new Error('Not a sealed secret.')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(header.length, bodyAt), {
    authTagLength: tagBytes,
  })
    .setAAD(header)
    .setAuthTag(bytes.subarray(bytes.length - tagBytes))
  const body = bytes.subarray(bodyAt, bytes.length - tagBytes)
  return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]))
}

/** Two desks may start at once: `link` lets exactly one key become the file, and both read that one. */
async function openKey(file: string): Promise<Buffer> {
  const found = await getKey(file)
  if (found !== null) return found
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const attempt = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`
  await writeFile(attempt, randomBytes(keyBytes), { mode: 0o600, flush: true })
  try {
    await link(attempt, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(attempt, { force: true })
  }
  const made = await getKey(file)
  if (made === null) throw new Error('The key file vanished while it was made.')
  return made
}

/** A damaged key is never replaced: what it sealed could still be opened with a copy of it. */
async function getKey(file: string): Promise<Buffer | null> {
  try {
    const key = await readFile(file)
    if (key.length !== keyBytes) throw new Error('The key file is damaged.')
    return key
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
