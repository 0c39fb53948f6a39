import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleEvent, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import type { DossierEvent, PayloadOf } from './event.ts'
import { fold } from './fold.ts'
import { openHandover } from './handover.ts'

const offered = (n: number, batch = 1, change: Partial<PayloadOf<'handoverOffered'>> = {}) =>
  sampleEvent('handoverOffered', n, {
    payload: { ...samplePayloads.handoverOffered(), batchId: sampleUuid(0x77, batch), ...change },
  })
const answered = (n: number, answer: PayloadOf<'handoverAnswered'>['answer'], batch = 1, reason = '') =>
  sampleEvent('handoverAnswered', n, {
    payload: { ...samplePayloads.handoverAnswered(), batchId: sampleUuid(0x77, batch), answer, reason },
  })
const received = sampleEvent('received', 1)
const unit = { kind: 'unit' as const, id: 'tu-phap', name: 'Tư pháp', title: '', unit: 'Tư pháp' }

describe('a handover', () => {
  it('leaves the papers with the giver until the other side has signed', () => {
    const waiting = fold([received, offered(2)])
    expect(openHandover(waiting)).toMatchObject({ state: 'offered', to: { name: 'Trần Quốc Đạt' } })
    expect(waiting.keeper).toBeNull()
    const taken = fold([received, offered(2), answered(3, 'accepted')])
    expect(openHandover(taken)).toBeNull()
    expect(taken.keeper).toEqual({ id: 'can-bo-2', name: 'Trần Quốc Đạt' })
    expect(taken.attention).toEqual([])
  })

  it('declined or taken back changes no keeper, and keeps the reason', () => {
    const first = [received, offered(2), answered(3, 'accepted')]
    const back = { to: { ...samplePayloads.handoverOffered().from } }
    const dossier = fold([...first, offered(4, 2, back), answered(5, 'declined', 2, 'Thiếu bản sao')])
    expect(dossier.keeper?.id).toBe('can-bo-2')
    expect(dossier.handovers.map(({ state }) => state)).toEqual(['accepted', 'declined'])
    expect(dossier.handovers[1]).toMatchObject({ answerReason: 'Thiếu bản sao', answeredBy: 'Trần Quốc Đạt' })
  })

  it('to a unit makes no officer the keeper: its forwarding says where the papers are', () => {
    const forwarded = sampleEvent('forwarded', 4)
    const dossier = fold([received, offered(2, 1, { to: unit }), answered(3, 'accepted'), forwarded])
    expect(dossier.keeper).toBeNull()
    expect(dossier.holder).toEqual(samplePayloads.forwarded().to)
  })

  it('answered twice, or answered without an offer, is shown with both sides', () => {
    const twice = fold([received, offered(2), answered(3, 'withdrawn'), answered(4, 'accepted')])
    expect(twice.keeper).toBeNull()
    expect(twice.attention).toMatchObject([
      { kind: 'eventOutOfOrder', eventIds: [offered(2).id, answered(4, 'accepted').id] },
    ])
    const alone = fold([received, answered(2, 'accepted', 9)])
    expect(alone.attention).toMatchObject([{ eventIds: [answered(2, 'accepted').id] }])
  })

  it('never touches state, due date or holder, whatever the order and number of offers and answers', () => {
    const plain = fold([received])
    const any = fc.oneof(
      fc.tuple(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 3 })).map(([n, b]) => offered(n, b)),
      fc
        .tuple(
          fc.integer({ min: 2, max: 40 }),
          fc.integer({ min: 1, max: 3 }),
          fc.constantFrom('accepted' as const, 'declined' as const, 'withdrawn' as const),
        )
        .map(([n, b, answer]) => answered(n, answer, b)),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(any, { selector: ({ id }) => id, maxLength: 12 }),
        fc.boolean(),
        (events, reversed) => {
          const all: DossierEvent[] = [received, ...(reversed ? events.toReversed() : events)]
          const dossier = fold(all)
          const { status, dueAt, holder, legs, finishedAt } = plain
          expect(dossier).toMatchObject({ status, dueAt, holder, legs, finishedAt })
          const accepted = dossier.handovers.filter(({ state }) => state === 'accepted')
          expect(dossier.keeper === null).toBe(accepted.length === 0)
          const answers = all.filter(({ type }) => type === 'handoverAnswered').length
          const settled = dossier.handovers.filter(({ state }) => state !== 'offered').length
          expect(settled + dossier.attention.length).toBe(answers)
        },
      ),
    )
  })
})
