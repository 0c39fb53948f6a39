import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { samplePin, samplePinText, sampleReferences } from '../../../test/support/sample-references.ts'
import { HostEvents } from '../host-events.ts'
import { silentLog } from '../log.ts'
import { LockOut, waitAfter } from './lock-out.ts'
import { checkPin, isUsableVerifier } from './pin.ts'
import { Session, subtreeOf } from './session.ts'

const file = '/data/lock-out.json'
const dataKey = new Uint8Array(32).fill(5)
let disk: MemoryDisk
let clock: number
let references = sampleReferences()
let ended: string[]

async function start(): Promise<Session> {
  const events = new HostEvents(silentLog)
  events.on('session.ended', ({ reason }) => ended.push(reason))
  return new Session({
    organisationId: '25459.mot-cua',
    dataKey,
    officers: () => references.officers.officers,
    tree: () => references.organisations,
    lockOut: await LockOut.open({ disk, file, log: silentLog, monotonic: () => clock }),
    events,
    log: silentLog,
  })
}
const right = { officerId: 'can-bo-1', pin: samplePinText }
const wrong = { officerId: 'can-bo-1', pin: '000000' }

beforeEach(() => {
  disk = new MemoryDisk()
  clock = 1_000_000
  references = sampleReferences()
  ended = []
})

describe('signing in', () => {
  it('gives the data key and the profile without its verifier', async () => {
    const session = await start()
    const result = await session.signIn(right)
    expect(result).toMatchObject({ kind: 'signedIn', officer: { id: 'can-bo-1' } })
    if (result.kind !== 'signedIn') return
    expect(result.officer).not.toHaveProperty('pin')
    expect(result.dataKey).toEqual(dataKey)
    result.dataKey.fill(0)
    expect(dataKey[0]).toBe(5)
    expect(session.officerId).toBe('can-bo-1')
  })

  it('is for active officers of this desk and what lies below it', async () => {
    const session = await start()
    const ids = session.listOfficers().map(({ id }) => id)
    expect(ids).toContain('can-bo-1')
    expect(ids).not.toContain('giam-sat-1')
    expect(session.listOfficers().every((profile) => !('pin' in profile))).toBe(true)
    for (const officerId of ['giam-sat-1', 'không có', '', '__proto__', 'constructor'])
      expect(await session.signIn({ officerId, pin: samplePinText })).toEqual({ kind: 'unknownOfficer' })
    references.officers.officers[0]!.active = false
    expect(await session.signIn(right)).toEqual({ kind: 'unknownOfficer' })
  })

  it('is for the IT officer of the commune too, whose office is another; of no other commune', async () => {
    const session = await start()
    const listed = () => session.listOfficers().map(({ id }) => id)
    expect(listed()).toContain('cong-nghe-1')
    expect(await session.signIn({ officerId: 'cong-nghe-1', pin: samplePinText })).toMatchObject({ kind: 'signedIn' })
    const { organisations } = references.organisations
    for (const place of organisations) if (place.id === '25459.van-phong') place.communeId = '25460'
    expect(listed()).not.toContain('cong-nghe-1')
    for (const place of organisations) place.communeId = null
    expect(listed()).not.toContain('cong-nghe-1')
    expect(listed()).toContain('can-bo-1')
  })

  it('another officer ends the first one’s session; so does leaving the officer list', async () => {
    const session = await start()
    await session.signIn(right)
    await session.signIn({ officerId: 'can-bo-2', pin: samplePinText })
    expect([ended, session.officerId]).toEqual([['signedOut'], 'can-bo-2'])
    session.recheck()
    expect(session.officerId).toBe('can-bo-2')
    references.officers.officers = references.officers.officers.filter(({ id }) => id !== 'can-bo-2')
    session.recheck()
    expect([ended, session.officerId]).toEqual([['signedOut', 'signedOut'], null])
    session.signOut()
    expect(ended).toHaveLength(2)
  })

  it('a wrong PIN leaves the one who is signed in alone', async () => {
    const session = await start()
    await session.signIn(right)
    expect(await session.signIn(wrong)).toMatchObject({ kind: 'wrongPin' })
    expect(session.officerId).toBe('can-bo-1')
  })
})

describe('lock-out', () => {
  it('after five tries, growing, per officer, ended by the right PIN', async () => {
    const session = await start()
    for (const attemptsLeft of [4, 3, 2, 1])
      expect(await session.signIn(wrong)).toEqual({ kind: 'wrongPin', attemptsLeft })
    expect(await session.signIn(wrong)).toEqual({ kind: 'locked', retryAfterMs: 30_000 })
    expect(await session.signIn(right)).toEqual({ kind: 'locked', retryAfterMs: 30_000 })
    expect(await session.signIn({ ...right, officerId: 'can-bo-2' })).toMatchObject({ kind: 'signedIn' })
    clock += 30_000
    expect(await session.signIn(wrong)).toEqual({ kind: 'locked', retryAfterMs: 60_000 })
    clock += 59_999
    expect(await session.signIn(right)).toMatchObject({ kind: 'locked' })
    clock += 1
    expect(await session.signIn(right)).toMatchObject({ kind: 'signedIn' })
    expect(await session.signIn(wrong)).toEqual({ kind: 'wrongPin', attemptsLeft: 4 })
    expect([4, 5, 6, 9, 10, 11, 5000].map(waitAfter)).toEqual([0, 30_000, 60_000, 480_000, 900_000, 900_000, 900_000])
  })

  it('survives a restart in full, whatever the clocks of the machine say', async () => {
    const session = await start()
    for (let n = 0; n < 7; n++) {
      clock += 120_000
      await session.signIn(wrong)
    }
    // A new process: its forward-running clock begins somewhere else.
    clock = 5
    const restarted = await start()
    expect(await restarted.signIn(right)).toEqual({ kind: 'locked', retryAfterMs: 120_000 })
    clock += 120_000
    expect(await restarted.signIn(right)).toMatchObject({ kind: 'signedIn' })
    expect(await (await start()).signIn(right)).toMatchObject({ kind: 'signedIn' })
  })

  it('counts a try before looking at it, so that ending the process wins none', async () => {
    for (let n = 0; n < 5; n++) {
      const session = await start()
      void session.signIn(wrong)
      await expect.poll(() => disk.paths()).toContain(file)
      await new Promise((resolve) => void setTimeout(resolve, 20))
      disk.crash()
    }
    expect(await (await start()).signIn(right)).toMatchObject({ kind: 'locked' })
  })

  it('cannot be outrun by many tries at once', async () => {
    const session = await start()
    const results = await Promise.all(Array.from({ length: 30 }, () => session.signIn(wrong)))
    expect(results.filter(({ kind }) => kind === 'wrongPin')).toHaveLength(4)
    expect(results.filter(({ kind }) => kind === 'locked')).toHaveLength(26)
  })

  it('a damaged file locks rather than forgives; a full disk does not keep officers out', async () => {
    disk.setContent(file, Buffer.from('{"can-bo-1":0}'))
    const session = await start()
    expect(await session.signIn(right)).toMatchObject({ kind: 'locked' })
    clock += 30_000
    disk.failFrom(0, { code: 'ENOSPC' })
    expect(await session.signIn(right)).toMatchObject({ kind: 'signedIn' })
  })
})

describe('verifiers', () => {
  it('are checked with their own parameters', async () => {
    const verifier = samplePin('123456')
    expect(await checkPin('123456', verifier)).toBe(true)
    expect(await checkPin('１２３４５６', verifier)).toBe(true)
    for (const pin of ['', '123457', '1234567', '\u0000', 'á'.repeat(64)])
      expect(await checkPin(pin, verifier)).toBe(false)
    expect(await checkPin('123456', { ...verifier, cost: 2048 })).toBe(false)
  })

  it('that this machine cannot or should not work out are not usable', () => {
    const verifier = samplePin('1')
    expect(isUsableVerifier(verifier)).toBe(true)
    const odd = [
      { cost: 1 },
      { cost: 1025 },
      { cost: 2 ** 40 },
      { blockSize: 0 },
      { parallelization: 0 },
      { salt: '' },
      { hash: '' },
    ]
    for (const change of odd) expect(isUsableVerifier({ ...verifier, ...change })).toBe(false)
  })
})

describe('subtreeOf', () => {
  it('ends on circular trees and takes what lies below only', () => {
    const { organisations } = references.organisations
    expect(subtreeOf('25459.mot-cua', null)).toEqual(new Set(['25459.mot-cua']))
    expect(subtreeOf('80', references.organisations).size).toBe(organisations.length)
    const circular = organisations.map((one) => ({ ...one, parentId: organisations[0]!.id }))
    expect(subtreeOf('80', { version: '1', organisations: circular }).size).toBe(circular.length)
  })
})
