/** What the officer confirms at a return, as typed, and the events it becomes. */
import { normaliseIdNumber } from '../../../shared/citizen/personal-id.ts'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import type { EventDraft, PayloadOf } from '../../../shared/dossier/event.ts'
import { nameLimit, noteLimit } from '../../../shared/dossier/person.ts'
import type { PayMethod } from '../../../shared/procedure/catalogue.ts'
import { checkText, orNull, tidyBlock, tidyLine } from '../../ui/field-checks.ts'
import type { FieldProblem } from '../../ui/field-checks.ts'
import { parseMoney } from '../../ui/money.ts'
import { amountOwed } from '../dossier/money.ts'

export type Relation = PayloadOf<'returned'>['recipient']['relation']
export type Way = PayloadOf<'returned'>['way']

export interface ReturnEntry {
  relation: Relation
  name: string
  idNumber: string
  authorisation: string
  way: Way
  tracking: string
  collected: string
  method: PayMethod
  /** Ids of components. */
  givenBack: string[]
  note: string
}

/** Originals that the citizen has not got back yet. */
export function originalsOf(dossier: Dossier) {
  const back = new Set(dossier.givenBack.flatMap(({ papers }) => papers))
  return dossier.components.filter(({ toGiveBack, name }) => toGiveBack && !back.has(name))
}

export function firstEntry(dossier: Dossier): ReturnEntry {
  return {
    ...recipientOf(dossier, 'submitter'),
    authorisation: '',
    way: dossier.delivery.way,
    tracking: '',
    collected: String(amountOwed(dossier)),
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

export type ReturnProblem = FieldProblem | { code: 'tooMuch' }

export function validateReturn(
  entry: ReturnEntry,
  dossier: Dossier,
): Partial<Record<keyof ReturnEntry, ReturnProblem>> {
  const collected = parseMoney(entry.collected)
  const found: [keyof ReturnEntry, ReturnProblem | null][] = [
    ['name', checkText(entry.name, { limit: nameLimit, required: true })],
    ['idNumber', checkText(entry.idNumber, { limit: 40 })],
    ['authorisation', checkText(entry.authorisation, { limit: 500, required: entry.relation === 'authorised' })],
    ['tracking', checkText(entry.tracking, { limit: 80 })],
    [
      'collected',
      collected === null ? { code: 'money' } : collected > amountOwed(dossier) ? { code: 'tooMuch' } : null,
    ],
    ['note', checkText(entry.note, { limit: noteLimit, lines: true })],
  ]
  return Object.fromEntries(found.filter(([, problem]) => problem !== null))
}

/** Only called on an entry without problems. */
export function toReturned(entry: ReturnEntry, dossier: Dossier, at: string): EventDraft {
  const collected = parseMoney(entry.collected) ?? 0
  const papers = originalsOf(dossier).filter(({ id }) => entry.givenBack.includes(id))
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
      trackingNumber: entry.way === 'byPost' ? orNull(tidyLine(entry.tracking)) : null,
      collected,
      ...(collected > 0 ? { method: entry.method } : {}),
      papersGivenBack: papers.map(({ name }) => name),
      complete: true,
      note: tidyBlock(entry.note),
    },
  }
}
