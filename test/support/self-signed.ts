/** A certificate authority of a test's own that vouches for itself: enough DER to begin a TLS server. */
import { generateKeyPairSync, sign } from 'node:crypto'

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
const text = (value: string) => der(0x0c, Buffer.from(value))
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
const truth = der(0x01, Buffer.from([0xff]))

/** PEM of a key and of a certificate for `host`, valid around `now`. */
export function selfSigned(host: string, now = Date.now()): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const algorithm = sequence(oid('2b6570'))
  const name = sequence(der(0x31, sequence(oid('550403'), text(host))))
  const day = 86_400_000
  const constraints = sequence(oid('551d13'), truth, der(0x04, sequence(truth)))
  const alternative = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))))
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(new Date(now - day)), time(new Date(now + day))),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(constraints, alternative)),
  )
  const signature = der(0x03, Buffer.from([0]), sign(null, content, privateKey))
  const lines = sequence(content, algorithm, signature)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trim()
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}
