/** A file the page made leaves through the host, or as a download where the host says so. */
import type { Bridge } from '../../../shared/bridge/contract.ts'
import { fileTypes } from '../../../shared/bridge/files.ts'
import type { FileType } from '../../../shared/bridge/files.ts'
import { download } from '../../ui/download.ts'
import type { SendOutcome } from './send-paper.ts'

export async function saveFile(
  bridge: Bridge,
  { content, type, name }: { content: Uint8Array; type: FileType; name: string },
): Promise<SendOutcome> {
  const suggestedName = `${name}.${type}`
  const answer = await bridge.call('files.save', { content, type, suggestedName })
  if (answer.kind === 'cancelled') return 'cancelled'
  if (answer.kind === 'useDownload') download(content, suggestedName, fileTypes[type].mediaType)
  return 'sent'
}
