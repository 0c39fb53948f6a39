/** Calls of closed books. Whoever is signed in may read them; only a leader closes and opens them. */
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { BookCommand, ClosedBook } from '../../../shared/register/closing.ts'
import type { HandlerContext, Part } from '../host-handlers.ts'

/** Vietnam has one offset and no daylight saving. */
const offsetMs = 7 * 3_600_000

export function bookHandlers(context: HandlerContext): Part<'books'> {
  return {
    'books.read': async ({ year }) => {
      const services = context.desk()
      if (services === null || services.session.officerId === null) return { kind: 'notSignedIn' }
      const book = await services.books.read(year)
      return book === null ? { kind: 'damaged' } : { kind: 'book', book: withoutOldLines(book) }
    },
    'books.close': (request) => act(context, { kind: 'close', ...request }),
    'books.reopen': (request) => act(context, { kind: 'reopen', ...request }),
  }
}

async function act({ desk, now }: HandlerContext, command: BookCommand): Promise<BridgeResult<'books.close'>> {
  const services = desk()
  const officerId = services?.session.officerId ?? null
  if (services === null || officerId === null) return { kind: 'refused', code: 'NOT_SIGNED_IN' }
  const officer = services.session.listOfficers().find(({ id }) => id === officerId)
  if (officer?.roles.includes('leader') !== true) return { kind: 'refused', code: 'NOT_ALLOWED' }
  const at = `${new Date(now() + offsetMs).toISOString().slice(0, 19)}+07:00`
  const actor = { at, officerId, officerName: officer.name, deskName: services.desk.deskName }
  const outcome = await services.books.act(command, actor)
  return outcome.kind === 'done' ? { ...outcome, book: withoutOldLines(outcome.book) } : outcome
}

function withoutOldLines(book: ClosedBook): ClosedBook {
  const closings = book.closings.map((closing) => (closing.reopened === null ? closing : { ...closing, lines: [] }))
  return { ...book, closings }
}
