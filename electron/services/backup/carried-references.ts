/** Reference data in the second copy: without the officers' list nobody signs in at a restored desk until there is a link. */
import { join } from 'node:path'
import { referenceKindSchema } from '../../../shared/wire/messages.ts'
import type { Disk } from '../disk/disk.ts'

/** Names the versions in force. */
export const inForceFile = join('reference', 'in-force.json')

/** Paths below a data folder or a copy of one; old versions as well, for old dossiers name them. Officers are sealed there. */
export async function listReferenceFiles(disk: Disk, folder: string): Promise<string[]> {
  const files: string[] = []
  for (const kind of referenceKindSchema.options) {
    const names = await disk.list(join(folder, 'reference', kind))
    files.push(...names.filter((name) => name.endsWith('.json')).map((name) => join('reference', kind, name)))
  }
  // Last: it names versions, and a copy that was cut short must not name one that is not there.
  return [...files, inForceFile]
}
