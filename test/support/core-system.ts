/**
 * A sample core system of a province: takes the gateway's webhooks, checks each signature, keeps what it is told, and files
 * online dossiers. Its faults are scripted, so that tests can see at-least-once and order at work.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signWebhook } from '../../gateway/connectors/webhook.ts'
import { dossierChangedSchema } from '../../shared/wire/connector.ts'
import type { DossierChanged, OnlineFiling } from '../../shared/wire/connector.ts'

/** `lost`: taken, but the answer never arrives. */
export type CoreAnswer = number | 'cut' | 'lost'

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

  async file(gatewayUrl: string, key: string, filing: OnlineFiling): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${gatewayUrl}/v1/online`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(filing),
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
