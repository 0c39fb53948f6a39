/** Bodies of the browser bridge. MessagePack, so that keys and PDFs travel as bytes, as structured clone does in Electron. */
import { decode, encode } from '@msgpack/msgpack'

export const messagePackType = 'application/msgpack'

export function packBody(value: unknown): Uint8Array {
  return encode(value, { ignoreUndefined: true, maxDepth: 200 })
}

/** Throws on anything that is no single MessagePack value. */
export function mustUnpackBody(body: Uint8Array): unknown {
  // Each element takes at least a byte: a header that promises more would only make the decoder reserve memory.
  const most = body.byteLength
  return decode(body, {
    maxStrLength: most,
    maxBinLength: most,
    maxArrayLength: most,
    maxMapLength: most,
    maxExtLength: 0,
  })
}
