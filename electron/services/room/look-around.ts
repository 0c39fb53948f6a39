/** Two desks may both keep the queue after they could not hear each other; the one that did so first gives way. */
import { knock } from './knock.ts'
import type { RoomBook } from './room-book.ts'
import { isAhead } from './room-file.ts'
import type { LineSettings } from './line-settings.ts'

export interface Rival {
  deskId: string
  term: number
}

/** Of the desks that are not connected here, the one that took the queue over last; null: none that can be reached. */
export async function findRival(
  { book, deskId, connected }: { book: RoomBook; deskId: string; connected: readonly string[] },
  settings: LineSettings,
  signal: AbortSignal,
): Promise<Rival | null> {
  const { file } = book
  if (file === null) return null
  const asked = file.members.flatMap((member) => {
    const { address } = member
    if (address === null || member.deskId === deskId || connected.includes(member.deskId)) return []
    return [knock({ host: address, port: file.port }, file, settings, signal)]
  })
  const answers = (await Promise.all(asked)).filter((answer) => typeof answer !== 'string')
  for (const { lines } of answers) lines.end()
  const own = { term: file.term, series: book.series }
  const found = answers.map(({ hello, member }) => ({ ...member, term: hello.term }))
  return found.filter((one) => isAhead(one, own)).sort((a, b) => (isAhead(a, b) ? -1 : 1))[0] ?? null
}
