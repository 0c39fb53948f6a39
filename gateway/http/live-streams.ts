/** The open streams that tell desks "something is new". They carry no data: a desk that hears one pulls. */
import type { ServerResponse } from 'node:http'
import type { Notice } from '../store/notices.ts'
import type { Desk } from './tokens.ts'

interface Stream {
  communeId: string
  deskId: string
  response: ServerResponse
}

/** A reader this far behind is gone, or its network is; it comes back and pulls. */
const mostWaitingBytes = 64 * 1024

export class LiveStreams {
  readonly #streams = new Set<Stream>()
  readonly #heartbeat: NodeJS.Timeout

  constructor(heartbeatMs: number) {
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs)
    this.#heartbeat.unref()
  }

  get count(): number {
    return this.#streams.size
  }

  add({ communeId, deskId }: Desk, response: ServerResponse): void {
    const stream = { communeId, deskId, response }
    this.#streams.add(stream)
    response.on('close', () => this.#streams.delete(stream))
    response.on('error', () => this.#streams.delete(stream))
  }

  tell(notice: Notice): void {
    for (const stream of this.#streams)
      if (notice.kind === 'resumed') send(stream, 'event: changed\ndata: {}\n\nevent: reference\ndata: {}\n\n')
      else if (concerns(notice, stream)) send(stream, frameOf(notice))
  }

  stop(): void {
    clearInterval(this.#heartbeat)
    for (const { response } of this.#streams) response.end()
    this.#streams.clear()
  }

  #beat(): void {
    for (const stream of this.#streams) send(stream, 'event: heartbeat\ndata: {}\n\n')
  }
}

/**
 * A desk is not told of its own push: it has the answer, which brings whatever the gateway added, and pulls after each push
 * anyway. Otherwise every event would cost it one more pull.
 */
function concerns(notice: Exclude<Notice, { kind: 'resumed' }>, { communeId, deskId }: Stream): boolean {
  if (notice.kind === 'dossiers' && notice.from === deskId) return false
  return notice.communeId === '*' || notice.communeId === communeId
}

export function changedFrame(position: number): string {
  return `id: ${position}\nevent: changed\ndata: {}\n\n`
}

function frameOf(notice: Exclude<Notice, { kind: 'resumed' }>): string {
  if (notice.kind === 'dossiers') return changedFrame(notice.position)
  return `event: reference\ndata: ${JSON.stringify({ kind: notice.reference })}\n\n`
}

function send({ response }: Stream, frame: string): void {
  if (response.writableLength > mostWaitingBytes) response.destroy()
  else response.write(frame)
}
