/**
 * Which requests the loopback server answers at all. Any page the officer visits, and any program on the machine, can send
 * requests to 127.0.0.1: the Host header stops DNS rebinding, Origin and Sec-Fetch-Site stop other pages, the session
 * cookie stops everyone who did not open the desk with its one-time token.
 */
import type { IncomingHttpHeaders } from 'node:http'

export type Admission = { kind: 'admitted' } | { kind: 'refused'; reason: 'HOST' | 'ORIGIN' | 'SESSION' }

export interface Asker {
  method: string
  headers: IncomingHttpHeaders
}

export interface GateOptions {
  /** `127.0.0.1:port` */
  authority: string
  isKnownSession(secret: string): boolean
  /** A practice desk is opened from the real desk's page, which is of this machine but of another port. */
  openedFromBeside: boolean
}

export function checkPlace(
  asker: Asker,
  { authority, openedFromBeside }: Omit<GateOptions, 'isKnownSession'>,
): Admission {
  const { headers } = asker
  if (headers.host !== authority) return { kind: 'refused', reason: 'HOST' }
  const { origin } = headers
  const originNeeded = asker.method !== 'GET' && asker.method !== 'HEAD'
  if (origin === undefined ? originNeeded : origin !== `http://${authority}`)
    return { kind: 'refused', reason: 'ORIGIN' }
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return { kind: 'admitted' }
  const isBeside = openedFromBeside && site === 'same-site' && isOpening(asker)
  return isBeside ? { kind: 'admitted' } : { kind: 'refused', reason: 'ORIGIN' }
}

/** A window that goes to this page; no frame, no script, no form. */
function isOpening({ method, headers }: Asker): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

export function admit(asker: Asker, options: GateOptions): Admission {
  const place = checkPlace(asker, options)
  if (place.kind === 'refused') return place
  const secret = getCookie(asker.headers.cookie, sessionCookieName(options.authority))
  if (secret === null || !options.isKnownSession(secret)) return { kind: 'refused', reason: 'SESSION' }
  return place
}

/** Cookies know no ports: the name keeps two desks in one browser apart. */
export function sessionCookieName(authority: string): string {
  return `motcua_${authority.split(':').at(-1)}`
}

export function sessionCookie(authority: string, secret: string): string {
  return `${sessionCookieName(authority)}=${secret}; HttpOnly; SameSite=Strict; Path=/`
}

function getCookie(header: string | undefined, name: string): string | null {
  if (header === undefined || header.length > 8000) return null
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}
