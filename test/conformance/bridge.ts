/**
 * What a way between renderer and host promises, whichever it is: each call of the contract and no other reaches its
 * handler, as it was sent; every refusal is a BridgeError with its code; bytes stay bytes; nothing of a call's content
 * shows in an error or a log; events arrive until one stops listening.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BridgeError, bridgeMethods, type Bridge, type BridgeErrorCode } from '../../shared/bridge/contract.ts'
import { callLimit } from '../../shared/bridge/limits.ts'
import { sampleInfo, type RecordingHost } from '../support/recording-host.ts'
import { samplePayloads, sampleUuid } from '../support/event-builder.ts'

export interface BridgeSubject {
  bridge: Bridge
  host: RecordingHost
  /** Everything that was logged so far. */
  logged(): string
  /** A call by a sender who is not the desk's own page. */
  callAsForeigner(method: string, params: unknown): Promise<unknown>
  close(): Promise<void>
}

const secret = 'Nguyễn Thị Hoà 072190001234'

async function codeOf(promise: Promise<unknown>): Promise<BridgeErrorCode | 'none'> {
  try {
    await promise
    return 'none'
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error
    expect(error.message).not.toContain('Nguyễn')
    expect(error.message).not.toContain('072190001234')
    return error.code
  }
}

/** The contract's types keep such calls out of the renderer; a compromised page has no types. */
const untyped = (bridge: Bridge) => bridge.call as unknown as (method: string, params: unknown) => Promise<unknown>

export function describeBridge(name: string, make: () => Promise<BridgeSubject>): void {
  describe(`${name}: bridge`, () => {
    let subject: BridgeSubject
    beforeEach(async () => {
      subject = await make()
    })
    afterEach(() => subject.close())

    it('carries parameters and answers unharmed', async () => {
      const draft = {
        dossierId: sampleUuid(0, 1),
        type: 'received' as const,
        at: '2026-11-24T08:00:00+07:00',
        payload: samplePayloads.received(),
      }
      const answer = { kind: 'failed', code: 'CLOCK_BEHIND', lastKnownInstant: '2026-11-24T01:00:00Z' }
      subject.host.answer('journal.commit', () => answer)
      expect(await subject.bridge.call('journal.commit', { drafts: [draft] })).toEqual(answer)
      expect(subject.host.calls).toEqual([{ method: 'journal.commit', params: { drafts: [draft] } }])
      expect(await subject.bridge.call('app.info', {})).toEqual(sampleInfo)
    })

    it('carries bytes both ways', async () => {
      const pdf = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256)
      subject.host.answer('session.signIn', () => ({ kind: 'signedIn', officer: null, dataKey: pdf.slice(0, 32) }))
      await subject.bridge.call('printing.print', { pdf, title: 'Giấy tiếp nhận' })
      const received = subject.host.calls[0]?.params as { pdf: Uint8Array }
      expect(received.pdf).toBeInstanceOf(Uint8Array)
      expect(Buffer.from(received.pdf).equals(Buffer.from(pdf))).toBe(true)
      const signedIn = await subject.bridge.call('session.signIn', { officerId: 'can-bo-1', pin: '2580' })
      expect(signedIn.kind === 'signedIn' && signedIn.dataKey).toEqual(pdf.slice(0, 32))
    })

    it('carries a table to a file, and nothing that only says it is one', async () => {
      const content = Uint8Array.from([0x50, 0x4b, 3, 4, 255])
      subject.host.answer('files.save', () => ({ kind: 'useDownload' }))
      const job = { content, type: 'xlsx' as const, suggestedName: 'sổ.xlsx' }
      expect(await subject.bridge.call('files.save', job)).toEqual({ kind: 'useDownload' })
      expect(subject.host.calls).toHaveLength(1)
      for (const wrong of [{ suggestedName: '../so.xlsx' }, { content: content.slice(1) }, { type: 'sh' }])
        expect(await codeOf(untyped(subject.bridge)('files.save', { ...job, ...wrong }))).toBe('INVALID_PARAMS')
      expect(subject.host.calls).toHaveLength(1)
    })

    it('carries an answer of null, and leaves out what is undefined', async () => {
      subject.host.answer('reference.get', () => null)
      subject.host.answer('session.signOut', () => ({ left: undefined }))
      expect(await subject.bridge.call('reference.get', { kind: 'catalogue', version: null })).toBe(null)
      expect(await subject.bridge.call('session.signOut', {})).toEqual({})
    })

    it('knows no call outside the contract', async () => {
      for (const method of ['', 'app', 'app.info ', 'APP.INFO', '__proto__', 'constructor', 'toString', '../app.info'])
        expect(await codeOf(untyped(subject.bridge)(method, {}))).toBe('UNKNOWN_CALL')
      expect(subject.host.calls).toEqual([])
    })

    it.each(bridgeMethods)('%s refuses parameters that are no parameters', async (method) => {
      const garbage = [null, 'x', 42, true, [], [secret], new Uint8Array(3)]
      for (const params of garbage) expect(await codeOf(untyped(subject.bridge)(method, params))).toBe('INVALID_PARAMS')
      expect(subject.host.calls).toEqual([])
    })

    it('names the place of a wrong parameter and never what stands there', async () => {
      const wrong = untyped(subject.bridge)('session.signIn', { officerId: secret, pin: [secret] })
      await expect(wrong).rejects.toThrow(/pin/)
      const keyed = { drafts: [{ dossierId: secret, type: 'received', at: secret, payload: { [secret]: secret } }] }
      expect(await codeOf(untyped(subject.bridge)('journal.commit', keyed))).toBe('INVALID_PARAMS')
      expect(subject.logged()).not.toContain('072190001234')
    })

    it('refuses what is too large before anything is done with it', async () => {
      const tooLong = { officerId: 'x', pin: '1'.repeat(callLimit('session.signIn') + 1) }
      expect(await codeOf(untyped(subject.bridge)('session.signIn', tooLong))).toBe('TOO_LARGE')
      const deep = Array.from({ length: 80 }).reduce<unknown>((inner) => ({ inner }), 1)
      expect(await codeOf(untyped(subject.bridge)('session.signIn', deep))).toBe('TOO_LARGE')
      expect(subject.host.calls).toEqual([])
    })

    it('hides why a handler failed', async () => {
      subject.host.answer('numbers.status', () => {
        throw new Error(secret)
      })
      expect(await codeOf(subject.bridge.call('numbers.status', {}))).toBe('INTERNAL')
      expect(subject.logged()).toContain('bridge.failed')
      expect(subject.logged()).not.toContain('072190001234')
    })

    it('answers calls that overlap each with its own', async () => {
      subject.host.answer('numbers.take', async (params) => {
        const { date } = params as { date: string }
        await new Promise((resolve) => setTimeout(resolve, date.endsWith('1') ? 30 : 0))
        return { code: date, kind: 'leased' }
      })
      const dates = Array.from({ length: 20 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`)
      const taken = await Promise.all(dates.map((date) => subject.bridge.call('numbers.take', { date })))
      expect(taken.map(({ code }) => code)).toEqual(dates)
    })

    it('refuses a sender who is not the desk’s page', async () => {
      expect(await codeOf(subject.callAsForeigner('app.info', {}))).toBe('FOREIGN_SENDER')
      expect(subject.host.calls).toEqual([])
    })

    it('tells events to those who listen, as long as they do', async () => {
      const heard: unknown[] = []
      const other: unknown[] = []
      const stop = subject.bridge.on('disk.low', (payload) => heard.push(payload))
      subject.bridge.on('disk.low', (payload) => other.push(payload))
      const emit = (freeBytes: number) => subject.host.emit('disk.low', { freeBytes, low: true })
      await vi.waitFor(() => {
        emit(1)
        expect(heard).toContainEqual({ freeBytes: 1, low: true })
      })
      stop()
      emit(2)
      subject.host.emit('province.changed', {})
      await vi.waitFor(() => expect(other).toContainEqual({ freeBytes: 2, low: true }))
      expect(heard).not.toContainEqual({ freeBytes: 2, low: true })
    })
  })
}
