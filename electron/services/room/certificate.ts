/**
 * The certificate under which a desk answers the others of its room. Made anew at each opening and kept nowhere: nobody trusts
 * it for itself, only for the desk's own signature over it (`proof.ts`).
 */
import { createHash, KeyObject, webcrypto } from 'node:crypto'
import { Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, Certificate, CryptoEngine } from 'pkijs'

export interface RoomCertificate {
  /** PEM */
  key: string
  /** PEM */
  cert: string
  /** SHA-256 of the certificate, base64url. */
  fingerprint: string
}

/** The library is typed for a browser's keys; Node's are the same. */
type EngineCrypto = ConstructorParameters<typeof CryptoEngine>[0]['crypto']
type EngineKey = Parameters<Certificate['sign']>[0]

export async function makeCertificate(): Promise<RoomCertificate> {
  const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as EngineCrypto })
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const { privateKey, publicKey } = pair as unknown as { privateKey: EngineKey; publicKey: EngineKey }
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ value: 1 })
  const name = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: 'mot-cua' }) })
  certificate.subject.typesAndValues.push(name)
  certificate.issuer.typesAndValues.push(name)
  // A commune's clocks are not to be trusted, and nobody reads these dates: the certificate lives as long as its process.
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z')
  certificate.notAfter.value = new Date('2049-01-01T00:00:00Z')
  await certificate.subjectPublicKeyInfo.importKey(publicKey, engine)
  await certificate.sign(privateKey, 'SHA-256', engine)
  const der = Buffer.from(certificate.toSchema().toBER())
  return {
    key: KeyObject.from(pair.privateKey).export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: pemOf(der),
    fingerprint: fingerprintOf(der),
  }
}

export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64url')
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').replace(/(.{64})/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${lines.trim()}\n-----END CERTIFICATE-----\n`
}
