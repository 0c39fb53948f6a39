import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appOrigin,
  isAct,
  isAllowedCamera,
  isAllowedRequest,
  isAppUrl,
  isTrustedSender,
  planRecovery,
} from './app-scheme.ts'

describe('the desk’s own origin', () => {
  it('never changes: the database of every desk lies under it', () => {
    expect(appOrigin).toBe('app://mot-cua')
  })

  it('is told from everything that looks like it', () => {
    for (const url of ['app://mot-cua', 'app://mot-cua/', 'app://mot-cua/assets/a.js?x#y', 'app://mot-cua?notice=1'])
      expect([url, isAppUrl(url)]).toEqual([url, true])
    const others = [
      'app://mot-cua.vn/',
      'app://x@mot-cua/',
      'app://mot-cua:80/',
      'http://mot-cua/',
      'app:mot-cua',
      'app:///mot-cua',
    ]
    for (const url of [...others, 'apps://mot-cua/', 'app://MOT-CUA/', '', 'mot-cua', 'blob:app://mot-cua/1'])
      expect([url, isAppUrl(url)]).toEqual([url, false])
  })

  it('is nobody else’s, for any URL', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => !isAppUrl(url)))
  })
})

describe('a sender', () => {
  it('is trusted only as the top frame of the desk’s own page in the desk’s own window', () => {
    const windows = new Set([7])
    const frame = { url: 'app://mot-cua/', parent: null }
    expect(isTrustedSender(frame, 7, windows)).toBe(true)
    expect(isTrustedSender(frame, 8, windows)).toBe(false)
    expect(isTrustedSender(null, 7, windows)).toBe(false)
    expect(isTrustedSender({ ...frame, parent: frame }, 7, windows)).toBe(false)
    expect(isTrustedSender({ ...frame, url: 'about:blank' }, 7, windows)).toBe(false)
  })
})

describe('requests', () => {
  it('open the developer tools only in development', () => {
    expect(isAllowedRequest('devtools://devtools/x.js', true)).toBe(true)
    expect(isAllowedRequest('devtools://devtools/x.js', false)).toBe(false)
  })
})

describe('recovery from crashes', () => {
  it('reloads twice a minute, then asks, and forgets after a minute', () => {
    expect(planRecovery([0], 0)).toBe('reload')
    expect(planRecovery([0, 1_000], 1_000)).toBe('reload')
    expect(planRecovery([0, 1_000, 2_000], 2_000)).toBe('ask')
    expect(planRecovery([0, 1_000, 61_500], 61_500)).toBe('reload')
  })
})

describe('the camera', () => {
  const asked = { permission: 'media', requestingUrl: 'app://mot-cua/', mediaTypes: ['video'], sinceActMs: 200 }
  it('is the desk’s own page’s, without sound, right after the officer did something', () => {
    expect(isAllowedCamera(asked)).toBe(true)
    for (const wrong of [
      { permission: 'geolocation' },
      { requestingUrl: 'https://x.example/' },
      { requestingUrl: 'app://mot-cua.vn/' },
      { mediaTypes: ['video', 'audio'] },
      { mediaTypes: [] },
      { sinceActMs: 6000 },
      { sinceActMs: Infinity },
    ])
      expect([wrong, isAllowedCamera({ ...asked, ...wrong })]).toEqual([wrong, false])
  })

  it('moving the mouse is no act', () => {
    expect([isAct('mouseDown'), isAct('rawKeyDown'), isAct('mouseMove'), isAct('mouseEnter')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
