/** What identifies a person lies on the disk only sealed: AES-256-GCM by WebCrypto, one derived key per purpose. */
export interface Seal {
  /** `context` is bound to the sealed text: moved to another place it does not open. */
  seal(value: unknown, context: string): Promise<string>
  /** @throws SealBroken when the text was changed, moved, or sealed under another key */
  open(sealed: string, context: string): Promise<unknown>
}

export class SealBroken extends Error {
  constructor(context: string) {
    super(`sealed text does not open: ${context.slice(0, 80)}`)
    this.name = 'SealBroken'
  }
}

const nonceBytes = 12
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export async function createSeal(dataKey: Uint8Array, purpose: 'documents' | 'drafts' | 'search'): Promise<Seal> {
  const material = await crypto.subtle.importKey('raw', new Uint8Array(dataKey), 'HKDF', false, ['deriveKey'])
  const info = encoder.encode(`mot-cua renderer ${purpose}`)
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info }
  const key = await crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  return {
    async seal(value, context) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
      const options = { name: 'AES-GCM', iv, additionalData: encoder.encode(context) }
      const sealed = new Uint8Array(await crypto.subtle.encrypt(options, key, encoder.encode(JSON.stringify(value))))
      const whole = new Uint8Array(nonceBytes + sealed.length)
      whole.set(iv)
      whole.set(sealed, nonceBytes)
      return toBase64(whole)
    },
    async open(sealed, context) {
      try {
        const whole = fromBase64(sealed)
        const options = { name: 'AES-GCM', iv: whole.slice(0, nonceBytes), additionalData: encoder.encode(context) }
        return JSON.parse(decoder.decode(await crypto.subtle.decrypt(options, key, whole.slice(nonceBytes))))
      } catch {
        throw new SealBroken(context)
      }
    },
  }
}

const chunk = 0x8000
function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(binary)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}
