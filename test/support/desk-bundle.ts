/** A bundle as a lean desk would put it on a stick. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { base64urlToBytes } from '../../shared/wire/base64url.ts'
import { sealBundle } from '../../shared/wire/bundle.ts'
import type { BundleContent } from '../../shared/wire/bundle.ts'
import type { WireDesk } from './wire-client.ts'

export interface DeskBundle {
  from: WireDesk
  gatewayKey: Uint8Array
  histories: readonly (readonly DossierEvent[])[]
  /** What a test spoils. */
  header?: object
  content?: BundleContent
}

/** Each history travels in a request of its own. */
export function sealDeskBundle({ from, gatewayKey, histories, header, content }: DeskBundle): Promise<string> {
  return sealBundle({
    header: {
      format: 'mot-cua-bundle',
      version: 1,
      id: randomUUID(),
      kind: 'push',
      communeId: from.communeId,
      writer: from.deskId,
      reader: 'gateway',
      createdAt: new Date().toISOString(),
      dossiers: histories.length,
      events: histories.flat().length,
      ...header,
    },
    content: content ?? {
      kind: 'push',
      requests: histories.map((events) => ({ dossiers: [{ dossierId: events[0]!.dossierId, events: [...events] }] })),
    },
    readerKey: gatewayKey,
    sign: (bytes) => base64urlToBytes(from.signBytes(bytes))!,
    oneTimeSecret: randomBytes(32),
    nonce: randomBytes(12),
  })
}
