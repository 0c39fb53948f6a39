import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleEvent, sampleUuid } from '../../test/support/event-builder.ts'
import { fold } from '../dossier/fold.ts'
import { findCautions, linesToClose, listClosable } from './closable.ts'
import { closingStatement } from './closing-words.ts'
import { closedBookSchema, emptyBook, lastClosed, placeLines, planBook, standingClosings } from './closing.ts'
import type { BookCommand, BookPlan, ClosedBook } from './closing.ts'
import { registerBook, registerLine } from './register-book.ts'
import type { RegisterLine } from './register-book.ts'

const actor = { at: '2027-01-04T08:30:00+07:00', officerId: 'ld-1', officerName: 'Lê Thị Lan', deskName: 'Quầy số 1' }
const size = 10
const year = 2026

const plain = registerLine(fold([sampleEvent('received', 1)]), 2026, () => '')!

/** The n-th dossier to arrive, received on the given day of the year. */
const lineOf = (n: number, day: number): RegisterLine => ({
  ...plain,
  dossierId: sampleUuid(7, n),
  code: `H53-${n}`,
  receivedAt: new Date(Date.UTC(year, 0, 1 + (day % 365), 2)).toISOString().replace('.000Z', 'Z'),
  note: '',
  provisional: n % 5 === 0,
})
const lines = (...days: number[]) => days.map((day, n) => lineOf(n, day))
const mustDo = (plan: BookPlan): ClosedBook => {
  if (plan.kind === 'refused') throw new Error(plan.code)
  return plan.book
}

function close(book: ClosedBook, known: readonly RegisterLine[], pick: 'volume' | 'whole'): BookPlan {
  const numbered = registerBook(known, book.closings)
  const choices = listClosable(numbered.length, book.closings, size)
  const chosen = choices.find(({ kind }) => kind === pick) ?? choices.at(-1)
  if (chosen === undefined) return { kind: 'refused', code: 'NOTHING_TO_CLOSE' }
  const command: BookCommand = {
    kind: 'close',
    year,
    revision: book.revision,
    whole: chosen.kind !== 'volume',
    volumeSize: size,
    lines: linesToClose(numbered, chosen),
    despite: [],
  }
  return planBook(book, command, actor)
}
const reopen = (book: ClosedBook, reason = 'Sót hồ sơ') =>
  planBook(book, { kind: 'reopen', year, revision: book.revision, reason }, actor)
const numbersOf = (known: readonly RegisterLine[], book: ClosedBook) =>
  new Map(registerBook(known, book.closings).map(({ dossierId, entry }) => [dossierId, entry]))

describe('a closed book', () => {
  const arrivals = fc.array(fc.integer({ min: 0, max: 364 }), { minLength: 1, maxLength: 45 })
  const step = fc.oneof(
    fc.record({ kind: fc.constant('arrive' as const), days: fc.array(fc.nat(364), { maxLength: 12 }) }),
    fc.record({ kind: fc.constant('close' as const), pick: fc.constantFrom('volume' as const, 'whole' as const) }),
    fc.record({ kind: fc.constant('lose' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('reopen' as const) }),
  )

  it('never moves a number that is closed, whatever arrives, is lost or is closed after it, in any order', () => {
    fc.assert(
      fc.property(arrivals, fc.array(step, { maxLength: 12 }), fc.boolean(), (first, steps, backwards) => {
        let known = lines(...first)
        let arrived = known.length
        let book = emptyBook(year)
        let before = new Map<string, number>()
        for (const one of steps) {
          if (one.kind === 'arrive') known = [...known, ...one.days.map((day) => lineOf(arrived++, day))]
          if (one.kind === 'lose') known = known.filter((_, index) => index !== one.which % Math.max(1, known.length))
          if (one.kind === 'close') {
            const plan = close(book, known, one.pick)
            if (plan.kind === 'done') book = plan.book
          }
          if (one.kind === 'reopen') {
            const plan = reopen(book)
            if (plan.kind === 'done') book = plan.book
            before = new Map(
              standingClosings(book.closings).flatMap(({ lines: closed, first: from }) =>
                closed.map(({ dossierId }, index) => [dossierId, from + index] as const),
              ),
            )
          }
          const now = numbersOf(backwards ? known.toReversed() : known, book)
          for (const [id, entry] of before) expect(now.get(id)).toBe(entry)
          const all = [...now.values()]
          expect(all.toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index + 1))
          before = new Map([...now].filter(([, entry]) => entry <= lastClosed(book.closings)))
          expect(closedBookSchema.parse(book)).toEqual(book)
        }
      }),
    )
  })

  it('without a closing is the register as it always was', () => {
    fc.assert(
      fc.property(arrivals, (days) => {
        const placed = placeLines(lines(...days), [])
        const times = placed.map(({ line }) => Date.parse(line?.receivedAt ?? ''))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(placed.some(({ closed, late }) => closed || late)).toBe(false)
      }),
    )
  })

  it('an earlier receipt that arrives after the closing comes after it, and says so', () => {
    const book = mustDo(close(emptyBook(year), lines(10, 20), 'whole'))
    const all = registerBook([lineOf(9, 15), ...lines(10, 20)], book.closings)
    expect(all.map(({ entry, code, late, closed, note }) => [entry, code, late, closed, note])).toEqual([
      [1, 'H53-0', false, true, ''],
      [2, 'H53-1', false, true, ''],
      [3, 'H53-9', true, false, 'Ghi bổ sung sau khi khóa sổ'],
    ])
    // After the year is closed a later receipt is late, too.
    expect(registerBook([...lines(10, 20), lineOf(9, 300)], book.closings)[2]).toMatchObject({ entry: 3, late: true })
    const again = mustDo(close(book, all, 'whole'))
    expect(again.closings).toMatchObject([
      { first: 1, count: 2 },
      { first: 3, count: 1, whole: true },
    ])
    expect(registerBook([...all, lineOf(11, 1)], again.closings).map(({ code }) => code)).toEqual([
      'H53-0',
      'H53-1',
      'H53-9',
      'H53-11',
    ])
  })

  it('only what would have stood in a closed volume is late in the next; the rest goes on as usual', () => {
    const ten = Array.from({ length: 10 }, (_, n) => lineOf(n, 10 * (n + 1)))
    const book = mustDo(close(emptyBook(year), ten, 'volume'))
    const all = registerBook([...ten, lineOf(30, 55), lineOf(31, 200)], book.closings)
    expect(all.slice(10).map(({ entry, code, late }) => [entry, code, late])).toEqual([
      [11, 'H53-30', true],
      [12, 'H53-31', false],
    ])
  })

  it('a dossier that is gone leaves its number and its code', () => {
    const book = mustDo(close(emptyBook(year), lines(10, 20), 'whole'))
    const [, second] = registerBook(lines(10), book.closings)
    expect(second).toMatchObject({ entry: 2, code: 'H53-1', status: null, person: '' })
    expect(second?.note).toContain('không còn')
  })

  it('opened again, the last closing gives its numbers back and stays in the history', () => {
    const ten = Array.from({ length: 12 }, (_, n) => lineOf(n, 10 * (n + 1)))
    const volume = mustDo(close(emptyBook(year), ten, 'volume'))
    const whole = mustDo(close(volume, ten, 'whole'))
    const opened = mustDo(reopen(whole, '  Sót hồ sơ của quầy 2 '))
    expect(lastClosed(opened.closings)).toBe(10)
    expect(opened.closings[1]?.reopened).toMatchObject({ reason: 'Sót hồ sơ của quầy 2', officerName: 'Lê Thị Lan' })
    expect(opened.closings).toHaveLength(2)
    expect(mustDo(close(opened, ten, 'whole')).closings).toHaveLength(3)
    expect(lastClosed(mustDo(reopen(opened)).closings)).toBe(0)
    expect(reopen(emptyBook(year))).toEqual({ kind: 'refused', code: 'NOT_CLOSED' })
  })
})

describe('what is refused', () => {
  const book = mustDo(close(emptyBook(year), lines(10, 20), 'whole'))
  const command = {
    kind: 'close' as const,
    year,
    revision: 1,
    whole: true,
    volumeSize: size,
    lines: [{ dossierId: sampleUuid(7, 9), code: '', receivedAt: '2026-05-01T08:00:00+07:00' }],
    despite: [],
  }
  const codeOf = (change: object, at = actor.at) => {
    const plan = planBook(book, { ...command, ...change }, { ...actor, at })
    return plan.kind === 'refused' ? plan.code : plan.kind
  }
  const [line] = command.lines

  it.each([
    ['what it should not be', {}, 'done'],
    ['another window was quicker', { revision: 0 }, 'CHANGED'],
    ['the book of another year', { year: 2025 }, 'CHANGED'],
    ['nothing', { lines: [] }, 'NOTHING_TO_CLOSE'],
    ['a volume after the year', { whole: false }, 'NOT_A_BOOK'],
    ['volumes of another size', { volumeSize: 11 }, 'NOT_A_BOOK'],
    ['a dossier twice', { lines: [line, line] }, 'NOT_A_BOOK'],
    ['one that is closed', { lines: [{ ...line, dossierId: sampleUuid(7, 0) }] }, 'NOT_A_BOOK'],
    ['one of another year', { lines: [{ ...line, receivedAt: '2026-12-31T17:30:00Z' }] }, 'NOT_A_BOOK'],
    [
      'not in order',
      { lines: [line, { ...line, dossierId: sampleUuid(7, 8), receivedAt: '2026-04-01T08:00:00Z' }] },
      'NOT_A_BOOK',
    ],
    ['not in order within a second', { lines: [line, { ...line, dossierId: sampleUuid(7, 8) }] }, 'NOT_A_BOOK'],
  ])('%s: %s', (_what, change, code) => {
    expect(codeOf(change)).toBe(code)
  })

  it('a year that has not come, and a volume that is not full', () => {
    expect(codeOf({}, '2025-12-31T23:59:59+07:00')).toBe('FUTURE')
    const partly = planBook(emptyBook(year), { ...command, revision: 0, whole: false }, actor)
    expect(partly).toEqual({ kind: 'refused', code: 'NOT_A_BOOK' })
    expect(planBook(emptyBook(year), { ...command, revision: 0, lines: [] }, actor).kind).toBe('done')
  })

  it('a reason of nothing', () => {
    for (const reason of ['', '   ', 'a\u0000b', 'x'.repeat(501)])
      expect(planBook(book, { kind: 'reopen', year, revision: 1, reason }, actor).kind).toBe('refused')
  })

  it('garbage is no book', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = closedBookSchema.safeParse(value)
        expect(parsed.success).toBe(false)
      }),
    )
  })
})

describe('before closing', () => {
  it('full volumes can be closed, and the whole; then only what came late', () => {
    expect(listClosable(25, [], 10).map(({ kind, first, last }) => [kind, first, last])).toEqual([
      ['volume', 1, 10],
      ['volume', 1, 20],
      ['whole', 1, 25],
    ])
    expect(listClosable(0, [], 10)).toEqual([{ kind: 'whole', volume: null, first: 1, last: 0 }])
    const { closings } = mustDo(close(emptyBook(year), lines(1, 2, 3), 'whole'))
    expect(listClosable(3, closings, 10)).toEqual([])
    expect(listClosable(5, closings, 10)).toEqual([{ kind: 'late', volume: null, first: 4, last: 5 }])
  })

  it('the officer is told what may still be missing', () => {
    const book = registerBook(lines(1, 2, 3, 4, 5, 6))
    const all = { kind: 'whole', volume: null, first: 1, last: 6 } as const
    const codes = (now: string, standing: object) =>
      findCautions(book, all, year, now, { unsent: 0, rejected: 0, upToDate: true, ...standing }).map(
        ({ code, n }) => `${code} ${n}`,
      )
    expect(codes('2027-01-04T08:00:00+07:00', {})).toEqual(['provisional 2'])
    expect(codes('2026-12-31T23:00:00+07:00', { unsent: 3, rejected: 1, upToDate: false })).toEqual([
      'running 1',
      'provisional 2',
      'unsent 3',
      'rejected 1',
      'notFetched 1',
    ])
    const clean = { ...all, first: 2, last: 5 }
    expect(findCautions(book, clean, year, actor.at, { unsent: 0, rejected: 0, upToDate: true })).toEqual([])
  })
})

describe('the statement on the paper', () => {
  const many = Array.from({ length: 22 }, (_, n) => lineOf(n, 10 * (n + 1)))
  const volume = mustDo(close(emptyBook(year), many, 'volume'))
  const whole = mustDo(close(volume, many, 'whole'))
  const at = '08:30 04/01/2027 tại Quầy số 1; người khóa sổ: Lê Thị Lan.'

  it('of the year, of a volume, and of what came late', () => {
    const said = (first: number, last: number, count = 22) =>
      closingStatement({ year, closings: whole.closings, count, first, last })
    expect(said(1, 22)).toEqual([
      `Khóa quyển số 1 năm 2026: 10 hồ sơ, từ số 1 đến số 10. Khóa lúc ${at}`,
      `Khóa sổ năm 2026: 22 hồ sơ, từ số 1 đến số 22. Khóa lúc ${at}`,
    ])
    expect(said(11, 20)).toHaveLength(1)
    expect(said(1, 24, 24).at(-1)).toBe('Ghi bổ sung sau khi khóa sổ (chưa khóa): 2 hồ sơ, từ số 23 đến số 24.')
    const late = mustDo(close(whole, [...many, lineOf(40, 3)], 'whole'))
    expect(closingStatement({ year, closings: late.closings, count: 23, first: 1, last: 23 }).at(-1)).toBe(
      `Khóa phần ghi bổ sung năm 2026: 1 hồ sơ, từ số 23 đến số 23. Khóa lúc ${at}`,
    )
  })

  it('an open book has none; one that was opened and closed again says so', () => {
    expect(closingStatement({ year, closings: [], count: 3, first: 1, last: 3 })).toEqual([])
    const again = mustDo(close(mustDo(reopen(whole)), many, 'whole'))
    expect(closingStatement({ year, closings: again.closings, count: 22, first: 1, last: 22 }).at(-1)).toBe(
      'Sổ đã khóa được mở lại lúc 08:30 04/01/2027 (Lê Thị Lan), lý do: Sót hồ sơ.',
    )
    const empty = mustDo(close(emptyBook(year), [], 'whole'))
    expect(closingStatement({ year, closings: empty.closings, count: 0, first: 1, last: 0 })[0]).toContain(
      'Khóa sổ năm 2026: không có hồ sơ nào',
    )
  })
})
