/**
 * The renderer's own origin under Electron, the same for ever: IndexedDB is kept by origin, and a product that changed its
 * own lost its users' data. Pure decisions only; electron/shell/electron.ts wires them.
 */
export const appScheme = 'app'
export const appHost = 'mot-cua'
export const appOrigin = `${appScheme}://${appHost}`

/** Node gives schemes of one's own no `origin`, and leaves their hosts in any case: both parts are compared as they are. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url)
    return protocol === `${appScheme}:` && host === appHost && username === '' && password === ''
  } catch {
    return false
  }
}

export interface FrameLike {
  readonly url: string
  readonly parent: unknown
}

/** Only the top frame of our own page may call: not a frame within it, not a frame that is already gone. */
export function isTrustedSender(frame: FrameLike | null, contentsId: number, windowIds: ReadonlySet<number>): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url) && windowIds.has(contentsId)
}

const boardCalls: readonly unknown[] = ['app.info', 'queue.board']
export const boardEvents: readonly string[] = ['queue.changed', 'session.ended']

/** The window above the counter is looked at by everybody and signed in to by nobody: it asks for nothing else. */
export function isBoardCall(method: unknown): boolean {
  return boardCalls.includes(method)
}

/** A page may replace itself only by a reload of our own; everything else, other windows too, is refused. */
export function isAllowedNavigation(url: string): boolean {
  return isAppUrl(url)
}

/** Chromium's own PDF viewer, which draws what is printed. */
const viewerAddresses = ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/', 'chrome://resources/']

/** What a page may load: itself, and what it made. The province is reached by the host alone. */
export function isAllowedRequest(url: string, development: boolean): boolean {
  if (isAppUrl(url) || url.startsWith('blob:') || url.startsWith('data:')) return true
  if (viewerAddresses.some((address) => url.startsWith(address))) return true
  return development && url.startsWith('devtools:')
}

/** Denied unless named here. Writing to the clipboard needs a click and gives nothing away. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

export function isAllowedPermission(permission: string, requestingUrl: string): boolean {
  return grantedPermissions.has(permission) && isAppUrl(requestingUrl)
}

export interface CameraRequest {
  permission: string
  requestingUrl: string
  mediaTypes: readonly string[]
  /** Milliseconds since the officer last pressed a key or a button of the mouse in the window. */
  sinceActMs: number
}
const actMs = 5000

/** Pictures without sound, for the desk's own page, and only as the answer to something the officer just did. */
export function isAllowedCamera({ permission, requestingUrl, mediaTypes, sinceActMs }: CameraRequest): boolean {
  const isPicture = mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video')
  return permission === 'media' && isPicture && sinceActMs <= actMs && isAppUrl(requestingUrl)
}

export function isAct(inputType: string): boolean {
  return ['mouseDown', 'keyDown', 'rawKeyDown', 'touchStart', 'gestureTap'].includes(inputType)
}

/** A crashed page is reloaded; one that keeps crashing is not, or the officer would watch it flicker. */
export function planRecovery(crashes: readonly number[], now: number): 'reload' | 'ask' {
  return crashes.filter((at) => now - at < 60_000).length > 2 ? 'ask' : 'reload'
}
