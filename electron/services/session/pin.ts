/** Checks a PIN against an officer's verifier, with the verifier's own parameters. */
import { scrypt, timingSafeEqual } from 'node:crypto'
import type { PinVerifier } from '../../../shared/reference/organisation.ts'

const mostMemory = 256 * 1024 * 1024

/** Whether this machine can work the verifier out at all; an officer list with one that it cannot is refused as a whole. */
export function isUsableVerifier(verifier: PinVerifier): boolean {
  const { cost, blockSize, parallelization, salt, hash } = verifier
  const isPowerOfTwo = cost >= 2 ** 10 && Number.isInteger(Math.log2(cost))
  const counts = blockSize >= 1 && parallelization >= 1 && parallelization <= 16
  const length = bytesOf(hash).length
  return (
    isPowerOfTwo &&
    counts &&
    memoryOf(verifier) <= mostMemory &&
    bytesOf(salt).length >= 8 &&
    length >= 16 &&
    length <= 64
  )
}

/** Takes as long for a wrong PIN as for a right one. `salt` and `hash` are base64url (base64 is read too). */
export function checkPin(pin: string, verifier: PinVerifier): Promise<boolean> {
  const expected = bytesOf(verifier.hash)
  const { cost, blockSize, parallelization } = verifier
  const options = { cost, blockSize, parallelization, maxmem: 2 * memoryOf(verifier) }
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize('NFKC'), bytesOf(verifier.salt), expected.length, options, (error, hash) =>
      error ? reject(error) : resolve(timingSafeEqual(hash, expected)),
    )
  })
}

function memoryOf({ cost, blockSize }: PinVerifier): number {
  return 128 * cost * blockSize
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
