/** The certificate authorities of a province's own, as an IT officer hands them in. */
import { X509Certificate } from 'node:crypto'

export interface Certificate {
  subject: string
  /** ISO. */
  validTo: string
}
export type ReadCa =
  { ok: true; pem: string; certificates: Certificate[] } | { ok: false; code: 'NOT_A_CERTIFICATE' | 'EXPIRED' }

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g
const mostCertificates = 50

/** Only the certificates are kept: a private key that stood beside them has no place on a desk. */
export function readCa(text: string, nowMs: number): ReadCa {
  const blocks = text.match(block) ?? []
  if (blocks.length === 0 || blocks.length > mostCertificates) return { ok: false, code: 'NOT_A_CERTIFICATE' }
  const certificates: Certificate[] = []
  for (const pem of blocks) {
    const certificate = parse(pem)
    if (certificate === null) return { ok: false, code: 'NOT_A_CERTIFICATE' }
    if (Date.parse(certificate.validTo) < nowMs) return { ok: false, code: 'EXPIRED' }
    certificates.push(certificate)
  }
  return { ok: true, pem: `${blocks.join('\n')}\n`, certificates }
}

function parse(pem: string): Certificate | null {
  try {
    const certificate = new X509Certificate(pem)
    const name = /^(?:CN|O)=(.+)$/m.exec(certificate.subject)?.[1] ?? certificate.subject
    return { subject: name.slice(0, 200), validTo: certificate.validToDate.toISOString() }
  } catch {
    return null
  }
}
