/** A host's end of the channel to its launcher; both hosts obey the same orders. */
import type { Host } from '../services/host.ts'
import { toHostSchema, type FromHost } from './launcher-messages.ts'
import type { HostLog } from './log.ts'

/** The part of `process` that is used; `send` is there only when the host was started with a channel. */
export interface ChannelProcess {
  send?: ((message: FromHost, handle: undefined, options: undefined, sent: () => void) => boolean) | undefined
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

export interface LauncherChannelOptions {
  host: Pick<Host, 'handlers'>
  log: HostLog
  origin: string
  takenPort: number | null
  /** Shows the desk, or answers with the address that does. */
  open(): Promise<string | null>
  stop(): Promise<void>
}

/** Resolves once the launcher was told that the host is ready. Without a launcher it does nothing. */
export async function joinLauncher(channel: ChannelProcess, options: LauncherChannelOptions): Promise<void> {
  if (channel.send === undefined) return
  channel.on('disconnect', () => void options.stop())
  channel.on('message', (message) => {
    obey(channel, options, message).catch((error: unknown) => options.log.error('launcher.failed', {}, error))
  })
  const { enrolled } = await options.host.handlers['app.info']({})
  await tellLauncher(channel, { kind: 'ready', origin: options.origin, enrolled, takenPort: options.takenPort })
}

export async function tellLauncher(channel: ChannelProcess, message: FromHost): Promise<void> {
  await new Promise<void>((resolve) => {
    if (channel.send === undefined) resolve()
    else channel.send(message, undefined, undefined, () => resolve())
  })
}

async function obey(channel: ChannelProcess, options: LauncherChannelOptions, message: unknown): Promise<void> {
  const parsed = toHostSchema.safeParse(message)
  if (!parsed.success) return
  const order = parsed.data
  if (order.kind === 'stop') return options.stop()
  if (order.kind === 'open') return tellLauncher(channel, { kind: 'opened', address: await options.open() })
  const { gatewayUrl, code, deskName } = order
  const result = await options.host.handlers['desk.enrol']({ gatewayUrl, code, deskName })
  const failure = result.kind === 'failed' ? result.code : null
  return tellLauncher(channel, { kind: 'enrolment', result: result.kind, code: failure })
}

/** What may be said of a failed start: code and words meant for people. */
export function startFailure(cause: unknown): FromHost & { kind: 'failed' } {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN'
  const message = cause instanceof Error ? cause.message : ''
  return { kind: 'failed', code, message: message || 'Bàn làm việc không khởi động được.' }
}
