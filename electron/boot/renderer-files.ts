/**
 * The built renderer as both hosts serve it: the same files, media types and headers under `app://` and on loopback, so
 * that what passes the content policy in a test passes it at the counter.
 */
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pdf': 'application/pdf',
}

/**
 * No inline script and no eval. Inline styles stay allowed: Mantine writes its theme into `<style>` elements. Frames only
 * for PDFs the page made itself (print preview).
 */
export const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  'frame-src blob:',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=(), payment=()',
  'x-frame-options': 'DENY',
}

export interface RendererFile {
  body: Uint8Array<ArrayBuffer>
  headers: Readonly<Record<string, string>>
}

/**
 * The file behind a URL path; a path without an extension is a route of the single page. null: there is none, or the
 * path tries to leave the folder (also through a link).
 */
export async function getRendererFile(folder: string, urlPath: string): Promise<RendererFile | null> {
  const relative = planRendererPath(urlPath)
  if (relative === null) return null
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, relative))
    if (!file.startsWith(root + sep)) return null
    const body = new Uint8Array(await readFile(file))
    return { body, headers: headersOf(relative) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null
    throw error
  }
}

/** From a URL's path to a path inside the renderer's folder; null: refused. */
export function planRendererPath(urlPath: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (!path.startsWith('/') || path.length > 500 || path.includes('\\') || path.includes('\0')) return null
  const parts = path.split('/').slice(1)
  if (parts.some((part) => part === '..' || part.startsWith('.') || part.includes(':'))) return null
  if (extname(path) === '') return 'index.html'
  if (!Object.hasOwn(mediaTypes, extname(path).toLowerCase())) return null
  const inside = resolve('/', ...parts).slice(resolve('/').length)
  return inside === '' ? 'index.html' : inside
}

function headersOf(relative: string): Readonly<Record<string, string>> {
  const mediaType = mediaTypes[extname(relative).toLowerCase()] ?? 'application/octet-stream'
  // The build names everything in assets/ by its content; only index.html changes under one name.
  const forever = relative.startsWith(`assets${sep}`) || relative.startsWith('assets/')
  const cacheControl = forever ? 'private, max-age=31536000, immutable' : 'no-cache'
  return { ...securityHeaders, 'content-type': mediaType, 'cache-control': cacheControl }
}
