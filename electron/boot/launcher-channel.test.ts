import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { createRecordingHost, createRecordingLog } from '../../test/support/recording-host.ts'
import { joinLauncher, startFailure, type ChannelProcess } from './launcher-channel.ts'
import type { FromHost } from './launcher-messages.ts'

function subject() {
  const said: FromHost[] = []
  const channel = Object.assign(new EventEmitter(), {
    send: (message: FromHost, _handle: undefined, _options: undefined, sent: () => void) => {
      said.push(message)
      sent()
      return true
    },
  })
  const host = createRecordingHost()
  const log = createRecordingLog()
  const stop = vi.fn<() => Promise<void>>(async () => undefined)
  const open = async () => 'http://127.0.0.1:1/open?token=x'
  const join = () => joinLauncher(channel as ChannelProcess, { host, log, origin: 'o', takenPort: null, open, stop })
  return { said, channel, host, log, stop, join }
}

describe('channel to the launcher', () => {
  it('says ready, opens when asked, stops when asked or left alone', async () => {
    const { said, channel, stop, join } = subject()
    await join()
    expect(said).toEqual([{ kind: 'ready', origin: 'o', enrolled: true, takenPort: null }])
    channel.emit('message', { kind: 'open' })
    await vi.waitFor(() => expect(said.at(-1)).toEqual({ kind: 'opened', address: 'http://127.0.0.1:1/open?token=x' }))
    channel.emit('message', { kind: 'stop' })
    channel.emit('disconnect')
    await vi.waitFor(() => expect(stop).toHaveBeenCalledTimes(2))
  })

  it('enrols through the same call as the screen, and tells how it went', async () => {
    const { said, channel, host, join } = subject()
    await join()
    host.answer('desk.enrol', () => ({ kind: 'failed', code: 'WRONG_CODE' }))
    const order = { kind: 'enrol', gatewayUrl: 'http://127.0.0.1:2', code: 'ABCDEF', deskName: 'Quầy số 1' }
    channel.emit('message', order)
    await vi.waitFor(() => expect(said.at(-1)).toEqual({ kind: 'enrolment', result: 'failed', code: 'WRONG_CODE' }))
    const { gatewayUrl, code, deskName } = order
    expect(host.calls).toContainEqual({ method: 'desk.enrol', params: { gatewayUrl, code, deskName } })
    host.answer('desk.enrol', () => ({ kind: 'enrolled' }))
    channel.emit('message', order)
    await vi.waitFor(() => expect(said.at(-1)).toEqual({ kind: 'enrolment', result: 'enrolled', code: null }))
  })

  it('ignores what is no order, and survives a failing one', async () => {
    const { said, channel, host, log, join } = subject()
    await join()
    for (const garbage of [null, 1, 'open', [], {}, { kind: 'shell', run: 'x' }, { kind: 'enrol' }])
      channel.emit('message', garbage)
    host.answer('desk.enrol', () => {
      throw new Error('x')
    })
    channel.emit('message', { kind: 'enrol', gatewayUrl: '', code: '', deskName: '' })
    await vi.waitFor(() => expect(log.lines.join()).toContain('launcher.failed'))
    expect(said).toHaveLength(1)
  })

  it('without a launcher does nothing', async () => {
    const host = createRecordingHost()
    const channel = new EventEmitter() as ChannelProcess
    const nothing = async () => undefined
    await joinLauncher(channel, {
      host,
      log: createRecordingLog(),
      origin: '',
      takenPort: null,
      open: async () => null,
      stop: nothing,
    })
    expect(host.calls).toEqual([])
  })

  it('words a failed start for people', () => {
    expect(startFailure(Object.assign(new Error('Bị hỏng.'), { code: 'VAULT_DAMAGED' }))).toEqual({
      kind: 'failed',
      code: 'VAULT_DAMAGED',
      message: 'Bị hỏng.',
    })
    expect(startFailure('x')).toMatchObject({ code: 'UNKNOWN', message: expect.stringMatching(/không khởi động/) })
  })
})
