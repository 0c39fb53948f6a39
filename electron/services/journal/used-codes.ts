/** Every dossier code this desk ever put on a paper, from its journal. Reads all of it: for repair only. */
import { payloadSchemas } from '../../../shared/dossier/event.ts'
import type { Journal } from './journal.ts'

const page = 1000

export async function* readUsedCodes(journal: Pick<Journal, 'read'>): AsyncGenerator<string> {
  for (let afterSeq = 0; ;) {
    const { records, more } = await journal.read({ afterSeq, limit: page })
    for (const { event } of records) {
      if (event.type !== 'received' && event.type !== 'refusedAtCounter') continue
      const numbered = payloadSchemas[event.type].safeParse(event.payload)
      if (numbered.success) yield numbered.data.number.code
    }
    const last = records.at(-1)
    if (!more || last === undefined) return
    afterSeq = last.seq
  }
}
