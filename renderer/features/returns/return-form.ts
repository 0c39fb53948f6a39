/** What the officer confirms at a return, as typed, and the events it becomes. */
import { z } from 'zod'
import { normaliseIdNumber } from '../../../shared/citizen/personal-id.ts'
import type { ArrivedResult, Dossier } from '../../../shared/dossier/dossier.ts'
import type { EventDraft, PayloadOf } from '../../../shared/dossier/event.ts'
import { listOriginalsLeft, listWaiting, returnableOf } from '../../../shared/dossier/handing-over.ts'
import { nameLimit, noteLimit } from '../../../shared/dossier/person.ts'
import { normaliseTrackingNumber } from '../../../shared/post/tracking-number.ts'
import { payMethodSchema } from '../../../shared/procedure/catalogue.ts'
import { checkPastDate, checkText, orNull, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import type { FieldProblem } from '../../ui/field-checks.ts'
import { moneyEntry, parseMoney } from '../../ui/money.ts'
import { formatDate, parseDateEntry } from '../../ui/time.ts'
import { amountOwed } from '../dossier/money.ts'

export type Relation = PayloadOf<'returned'>['recipient']['relation']
export type Way = PayloadOf<'returned'>['way']

export const returnEntrySchema = z.object({
  relation: z.enum(['submitter', 'owner', 'authorised']),
  name: z.string(),
  idNumber: z.string(),
  authorisation: z.string(),
  way: z.enum(['atDesk', 'byPost', 'online']),
  tracking: z.string(),
  /** Day it is handed to the post, as typed. */
  postedOn: z.string(),
  collected: z.string(),
  /** Keys of the results handed over now. */
  results: z.array(z.string()),
  method: payMethodSchema,
  /** Ids of components. */
  givenBack: z.array(z.string()),
  note: z.string(),
})
export type ReturnEntry = z.infer<typeof returnEntrySchema>

/** Of an entry from a draft only what is still there to hand over. */
export function stillThere(entry: ReturnEntry, dossier: Dossier): ReturnEntry {
  const waiting = new Set(listWaiting(dossier).map(keyOf))
  const left = new Set(listOriginalsLeft(dossier).map(({ id }) => id))
  return {
    ...entry,
    results: entry.results.filter((key) => waiting.has(key)),
    givenBack: entry.givenBack.filter((id) => left.has(id)),
  }
}

export const keyOf = ({ eventId, index }: Pick<ArrivedResult, 'eventId' | 'index'>): string => `${eventId}:${index}`

/** Whether what is ticked leaves nothing: every result that is here, and none is awaited. */
export function closesWith({ results }: Pick<ReturnEntry, 'results'>, dossier: Dossier): boolean {
  return returnableOf(dossier) === 'all' && listWaiting(dossier).every((result) => results.includes(keyOf(result)))
}

/** @param today `yyyy-mm-dd` */
export function firstEntry(dossier: Dossier, today: string): ReturnEntry {
  return {
    ...recipientOf(dossier, 'submitter'),
    authorisation: '',
    way: dossier.delivery.way,
    tracking: '',
    postedOn: formatDate(today),
    collected: moneyEntry(amountOwed(dossier)),
    results: listWaiting(dossier).map(keyOf),
    method: 'cash',
    givenBack: [],
    note: '',
  }
}

/** Who the relation means; an authorised person is somebody else, so the fields are empty. */
export function recipientOf(dossier: Dossier, relation: Relation): Pick<ReturnEntry, 'relation' | 'name' | 'idNumber'> {
  if (relation === 'authorised') return { relation, name: '', idNumber: '' }
  const person = relation === 'owner' ? (dossier.owner ?? dossier.submitter) : dossier.submitter
  return { relation, name: person.name, idNumber: person.idNumber ?? '' }
}

export type ReturnProblem = FieldProblem | { code: 'tooMuch' } | { code: 'nothingChosen' }

export function validateReturn(
  entry: ReturnEntry,
  dossier: Dossier,
  today: string,
): Partial<Record<keyof ReturnEntry, ReturnProblem>> {
  const collected = parseMoney(entry.collected)
  const found: [keyof ReturnEntry, ReturnProblem | null][] = [
    ['name', checkText(entry.name, { limit: nameLimit, required: true })],
    ['idNumber', checkText(entry.idNumber, { limit: 40 })],
    ['authorisation', checkText(entry.authorisation, { limit: 500, required: entry.relation === 'authorised' })],
    ['tracking', checkText(entry.tracking, { limit: 80 })],
    ['postedOn', entry.way === 'byPost' ? checkPastDate(entry.postedOn, today) : null],
    [
      'collected',
      collected === null ? { code: 'money' } : collected > amountOwed(dossier) ? { code: 'tooMuch' } : null,
    ],
    ['results', isEmpty(entry, dossier) ? { code: 'nothingChosen' } : null],
    ['note', checkText(entry.note, { limit: noteLimit, lines: true })],
  ]
  return Object.fromEntries(found.filter(([, problem]) => problem !== null))
}

/** Neither a result nor a paper changes hands, although there are some. */
function isEmpty(entry: ReturnEntry, dossier: Dossier): boolean {
  return !closesWith(entry, dossier) && entry.results.length === 0 && entry.givenBack.length === 0
}

/** Only called on an entry without problems. */
export function toReturned(entry: ReturnEntry, dossier: Dossier, at: string): EventDraft {
  const collected = parseMoney(entry.collected) ?? 0
  const byPost = entry.way === 'byPost'
  const handedOver = listWaiting(dossier).filter((result) => entry.results.includes(keyOf(result)))
  const papers = listOriginalsLeft(dossier).filter(({ id }) => entry.givenBack.includes(id))
  return {
    dossierId: dossier.id,
    type: 'returned',
    at,
    payload: {
      recipient: {
        name: tidyLine(entry.name),
        idNumber: orNull(normaliseIdNumber(entry.idNumber)),
        relation: entry.relation,
        authorisation: entry.relation === 'authorised' ? orNull(tidyLine(entry.authorisation)) : null,
      },
      way: entry.way,
      trackingNumber: byPost ? orNull(normaliseTrackingNumber(tidyLine(entry.tracking))) : null,
      ...(byPost ? { postedOn: parseDateEntry(entry.postedOn) } : {}),
      collected,
      ...(collected > 0 ? { method: entry.method } : {}),
      papersGivenBack: papers.map(({ name }) => name),
      complete: closesWith(entry, dossier),
      handedOver: handedOver.map(({ eventId, index }) => ({ eventId, index })),
      note: tidyBlock(entry.note),
    },
  }
}
