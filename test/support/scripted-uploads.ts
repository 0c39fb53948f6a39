/** The tus end of a scripted gateway: real uploads into a temporary folder, contents by their hash. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

export class ScriptedUploads {
  readonly contents = new Map<string, { bytes: Buffer; mediaType: string }>()
  readonly #folder: string
  readonly #server: Server

  private constructor(folder: string) {
    this.#folder = folder
    this.#server = new Server({
      path: '/v1/attachments',
      relativeLocation: false,
      datastore: new FileStore({ directory: folder }),
      onUploadFinish: async (_request, upload) => {
        const bytes = await readFile(join(folder, upload.id))
        const { sha256 = '', mediaType = '' } = upload.metadata ?? {}
        if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
          await rm(join(folder, upload.id))
          throw Object.assign(new Error('checksum'), { status_code: 460, body: 'checksum' })
        }
        this.contents.set(String(sha256), { bytes, mediaType: String(mediaType) })
        return {}
      },
    })
  }

  static async open(): Promise<ScriptedUploads> {
    return new ScriptedUploads(await mkdtemp(join(tmpdir(), 'mot-cua-tus-')))
  }

  async serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const [, id] = /^\/v1\/attachments\/content\/([0-9a-f]{64})$/.exec(path) ?? []
    if (id === undefined) return this.#server.handle(request, response)
    const found = this.contents.get(id)
    if (found === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': found.mediaType, 'content-length': found.bytes.length })
    response.end(request.method === 'HEAD' ? undefined : found.bytes)
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}
