/**
 * A sample core system of a province: takes the gateway's webhooks, checks each signature, keeps what it is told, and files
 * online dossiers. Its faults are scripted, so that tests can see at-least-once and order at work.
 */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signWebhook } from '../../gateway/connectors/webhook.ts'
import { dossierChangedSchema } from '../../shared/wire/connector.ts'
import type { DossierChanged, OnlineFiling, OnlinePapers, OnlineWithdrawal } from '../../shared/wire/connector.ts'

/** `lost`: taken, but the answer never arrives. */
export type CoreAnswer = number | 'cut' | 'lost'

export interface CoreReply {
  status: number
  body: unknown
}
export interface CoreFile {
  communeId: string
  mediaType: string
  bytes: Uint8Array
  id?: string
}

export function contentName(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export class CoreSystem {
  readonly changes: DossierChanged[] = []
  /** Requests that were not signed by this connector, or not of the contract. */
  readonly bad: string[] = []
  /** What to answer instead of 200. */
  script: (change: DossierChanged) => CoreAnswer = () => 200
  secret = ''
  readonly #server = createServer((request, response) => void this.#take(request, response))

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mot-cua`
  }

  /** What it knows of each dossier: its events once, in the order they first came, and its latest summary. */
  get dossiers(): Map<string, { events: string[]; dossier: DossierChanged['dossier']; positions: number[] }> {
    const known = new Map<string, { events: string[]; dossier: DossierChanged['dossier']; positions: number[] }>()
    for (const { dossierId, events, dossier, position } of this.changes) {
      const before = known.get(dossierId) ?? { events: [], dossier, positions: [] }
      const seen = new Set(before.events)
      known.set(dossierId, {
        events: [...before.events, ...events.map(({ id }) => id).filter((id) => !seen.has(id))],
        dossier,
        positions: [...before.positions, position],
      })
    }
    return known
  }

  file(gatewayUrl: string, key: string, filing: OnlineFiling): Promise<CoreReply> {
    return this.#post(gatewayUrl, key, 'v1/online', filing)
  }

  filePapers(gatewayUrl: string, key: string, papers: OnlinePapers): Promise<CoreReply> {
    return this.#post(gatewayUrl, key, 'v1/online/papers', papers)
  }

  withdraw(gatewayUrl: string, key: string, withdrawal: OnlineWithdrawal): Promise<CoreReply> {
    return this.#post(gatewayUrl, key, 'v1/online/withdrawals', withdrawal)
  }

  /** Under the name of its content, unless another is given. */
  async putFile(
    gatewayUrl: string,
    key: string,
    { communeId, mediaType, bytes, id = contentName(bytes) }: CoreFile,
  ): Promise<CoreReply> {
    const response = await fetch(`${gatewayUrl}/v1/online/files/${communeId}/${id}`, {
      method: 'PUT',
      headers: { 'content-type': mediaType, authorization: `Bearer ${key}` },
      body: bytes as BodyInit,
    })
    return { status: response.status, body: await response.json().catch(() => null) }
  }

  /** null: not there. */
  async getFile(gatewayUrl: string, key: string, communeId: string, id: string): Promise<Buffer | null> {
    const headers = { authorization: `Bearer ${key}` }
    const response = await fetch(`${gatewayUrl}/v1/online/files/${communeId}/${id}`, { headers })
    const bytes = Buffer.from(await response.arrayBuffer())
    return response.ok ? bytes : null
  }

  async #post(gatewayUrl: string, key: string, path: string, body: unknown): Promise<CoreReply> {
    const response = await fetch(`${gatewayUrl}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request)
    const id = String(request.headers['webhook-id'])
    const timestamp = Number(request.headers['webhook-timestamp'])
    const change = dossierChangedSchema.safeParse(JSON.parse(body))
    if (request.headers['webhook-signature'] !== signWebhook(this.secret, id, timestamp, body) || !change.success) {
      this.bad.push(id)
      response.writeHead(400).end()
      return
    }
    const answer = this.script(change.data)
    if (answer === 200 || answer === 'lost') this.changes.push(change.data)
    if (typeof answer === 'number') response.writeHead(answer).end()
    else response.destroy()
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks).toString('utf8')
}
