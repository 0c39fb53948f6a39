import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventDraftSchema } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import {
  filledForm,
  mustFindProcedure,
  sampleCalendar,
  sampleCatalogue,
  sampleNow,
} from '../../testing/sample-intake.ts'
import { amountOwed } from '../dossier/money.ts'
import { answerAtOnce, checkAtOnce, isAnsweredAtOnce } from './at-once.ts'
import { chooseProcedure, intakeFormSchema } from './form.ts'
import type { IntakeForm } from './form.ts'
import { toReceipt } from './payload.ts'

const quick = mustFindProcedure('2.000815')
const slow = mustFindProcedure('1.004873')
const unit = { id: '25459.tu-phap', name: 'Bộ phận Tư pháp – Hộ tịch' }
const at = '2026-11-24T09:00:00+07:00'

function eventsOf(form: IntakeForm) {
  const receipt = toReceipt({
    form,
    procedure: quick,
    catalogue: sampleCatalogue,
    calendar: sampleCalendar,
    organisations: [],
    communeId: '25459',
    number: { code: '000.00.01.H53-261124-0001', kind: 'leased' },
    at: sampleNow,
  })
  if (receipt === null) throw new Error('no due date')
  const received = sampleEvent('received', 0, { payload: receipt })
  const drafts = answerAtOnce(received.dossierId, form, receipt, unit, at)
  for (const draft of drafts) expect(eventDraftSchema.safeParse(draft).error).toBeUndefined()
  return [received, ...drafts.map((draft, n) => sampleEvent(draft.type, n + 1, { payload: draft.payload as never }))]
}

describe('answered at once', () => {
  const form = filledForm(quick.code)

  it('is what the catalogue allows, at the counter, unless the officer says otherwise', () => {
    expect(isAnsweredAtOnce(form, quick)).toBe(true)
    expect(isAnsweredAtOnce({ ...form, atOnce: { ...form.atOnce, on: false } }, quick)).toBe(false)
    expect(isAnsweredAtOnce({ ...form, channel: 'byPost' }, quick)).toBe(false)
    expect(isAnsweredAtOnce(chooseProcedure(form, slow), slow)).toBe(false)
    expect(isAnsweredAtOnce({ ...chooseProcedure(form, slow), atOnce: form.atOnce }, slow)).toBe(false)
    expect(isAnsweredAtOnce(form, null)).toBe(false)
  })

  it('is returned in the same save: nothing is owed, nothing left, originals are back', () => {
    const components = form.components.map((component) => ({ ...component, received: true, toGiveBack: true }))
    const dossier = fold(eventsOf({ ...form, components, charge: { ...form.charge, copies: '3', pages: '2' } }))
    expect(dossier).toMatchObject({ status: 'returned', outcome: 'granted', attention: [] })
    expect(dossier.charge.amount).toBeGreaterThan(0)
    expect(amountOwed(dossier)).toBe(0)
    expect(dossier.results.map(({ name, returnedBy }) => [name, returnedBy])).toEqual([
      [quick.results[0], dossier.returns[0]?.eventId],
    ])
    expect(dossier.givenBack.flatMap(({ papers }) => papers)).toEqual(components.map(({ name }) => name))
  })

  it('takes the money once, whenever it is due', () => {
    const charges = fc.record({
      amount: fc.constantFrom(null, '0', '2000', '150.000'),
      timing: fc.constantFrom('atIntake' as const, 'atReturn' as const),
      paid: fc.boolean(),
      exemptGroup: fc.constantFrom('', 'ho-ngheo'),
    })
    fc.assert(
      fc.property(charges, (charge) => {
        const dossier = fold(eventsOf({ ...form, charge: { ...form.charge, ...charge } }))
        const paid = dossier.payments.reduce((sum, { amount }) => sum + amount, 0)
        const isUnpaid = charge.timing === 'atIntake' && !charge.paid
        expect(paid).toBe(isUnpaid ? 0 : dossier.charge.amount)
      }),
    )
  })

  it('wants its result named', () => {
    const codes = (change: Partial<IntakeForm['atOnce']['results'][number]>) =>
      checkAtOnce({ on: true, results: [{ name: 'Bản sao', number: '', count: '1', ...change }] })
        .filter(([, problem]) => problem !== null)
        .map(([path, problem]) => `${path} ${problem?.code}`)
    expect(codes({})).toEqual([])
    expect(codes({ name: ' ' })).toEqual(['atOnce.0.name required'])
    expect(codes({ count: '0' })).toEqual(['atOnce.0.count number'])
    expect(codes({ number: '1'.repeat(121) })).toEqual(['atOnce.0.number tooLong'])
  })

  it('is unknown to drafts of older desks, which are saved as they were meant', () => {
    const { atOnce: _unknown, ...older } = form
    expect(intakeFormSchema.parse(older).atOnce.on).toBe(false)
  })
})
