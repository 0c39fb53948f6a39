/** What identifies a person lies on the disk only sealed: AES-256-GCM by WebCrypto, one derived key per purpose. */
export interface Seal {
  /** `context` is bound to the sealed text: moved to another place it does not open. */
  seal(value: unknown, context: string): Promise<string>
  sealBytes(bytes: Uint8Array<ArrayBuffer>, context: string): Promise<Uint8Array<ArrayBuffer>>
  /** @throws SealBroken as `open` */
  openBytes(sealed: Uint8Array<ArrayBuffer>, context: string): Promise<Uint8Array>
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
  const sealBytes: Seal['sealBytes'] = async (bytes, context) => {
    const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
    const sealed = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, context), key, bytes))
    const whole = new Uint8Array(nonceBytes + sealed.length)
    whole.set(iv)
    whole.set(sealed, nonceBytes)
    return whole
  }
  const openBytes: Seal['openBytes'] = async (whole, context) => {
    try {
      return new Uint8Array(
        await crypto.subtle.decrypt(gcm(whole.slice(0, nonceBytes), context), key, whole.subarray(nonceBytes)),
      )
    } catch {
      throw new SealBroken(context)
    }
  }
  return {
    sealBytes,
    openBytes,
    seal: async (value, context) => toBase64(await sealBytes(encoder.encode(JSON.stringify(value)), context)),
    open: async (sealed, context) => JSON.parse(decoder.decode(await openBytes(fromBase64(sealed, context), context))),
  }
}

const gcm = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: encoder.encode(context),
})

const chunk = 0x8000
function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(binary)
}

function fromBase64(text: string, context: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
    return bytes
  } catch {
    throw new SealBroken(context)
  }
}
