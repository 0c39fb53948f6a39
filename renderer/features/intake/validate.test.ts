import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payloadSchemas } from '../../../shared/dossier/event.ts'
import {
  filledForm,
  mustFindProcedure,
  sampleCalendar,
  sampleCatalogue,
  sampleNow,
} from '../../testing/sample-intake.ts'
import { draftBodySchema, intakeFormSchema, isPristine, emptyForm, ownComponent } from './form.ts'
import type { IntakeForm } from './form.ts'
import { toReceipt } from './payload.ts'
import { validate } from './validate.ts'

const around = { catalogue: sampleCatalogue, calendar: sampleCalendar, duplicateIds: [], now: sampleNow }
const codesOf = (form: IntakeForm, surroundings: Partial<Parameters<typeof validate>[1]> = {}) =>
  Object.fromEntries(
    Object.entries(validate(form, { ...around, ...surroundings })).map(([path, problem]) => [path, problem.code]),
  )
const receiptOf = (form: IntakeForm) => {
  const procedure = sampleCatalogue.procedures.find(({ code }) => code === form.procedure?.code)
  if (procedure === undefined) throw new Error('no procedure')
  return toReceipt({
    form,
    procedure,
    catalogue: sampleCatalogue,
    calendar: sampleCalendar,
    organisations: [],
    communeId: '25459',
    number: { code: '000.00.01.H53-261124-0001', kind: 'leased' },
    at: sampleNow,
  })
}

describe('a filled form', () => {
  it('has no problem, and becomes a receipt of the contract', () => {
    expect(codesOf(filledForm())).toEqual({})
    const receipt = payloadSchemas.received.parse(receiptOf(filledForm()))
    expect(receipt.submitter).toMatchObject({ name: 'Nguyễn Thị Hoà', birth: '1990-05-17', idKind: 'personalId' })
    expect(receipt.due.dueAt).toBe('2026-11-27T17:00:00+07:00')
    expect(receipt.owner).toBeNull()
  })

  it.each(sampleCatalogue.procedures.map(({ code }) => code))('of %s can be saved as it comes', (code) => {
    const form = filledForm(code)
    const amount = mustFindProcedure(code).fees.some((fee) => fee.amount === null) ? '1000' : form.charge.amount
    const priced = { ...form, charge: { ...form.charge, amount } }
    expect(codesOf(priced)).toEqual({})
    expect(payloadSchemas.received.safeParse(receiptOf(priced)).success).toBe(true)
  })

  it('whatever is typed: a problem is said, or the receipt is of the contract', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ minLength: 195, maxLength: 210 }),
    )
    // Mostly sound, or hardly any form would get as far as the contract.
    const or = (...sound: string[]) =>
      fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...sound) }, { weight: 1, arbitrary: garbage })
    const words = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), or('Hoà', ' Lê  Văn Tâm '))
    const person = fc.record({
      name: words,
      idNumber: or('', '072190001234', '290 123 456', 'c.1-2'),
      birth: or('', '1990', '17/05/1990'),
      address: words,
      phone: or('', '0912 345 678', 'không có'),
      email: or('', 'hoa@example.vn'),
    })
    const choices = fc.record({
      inbound: fc.record({
        tracking: or('', 'EA123456785VN'),
        postmarkedOn: or('', '20/11/2026'),
        arrivedOn: or('', '23/11/2026'),
      }),
      person,
      owner: fc.option(person),
      sets: or('1', ' 2 ', '99'),
      deliveryWay: fc.constantFrom('atDesk', 'byPost', 'online'),
      deliveryAddress: words,
      note: words,
      amount: fc.option(or('', '12.000')),
      count: or('1', '999'),
    })
    let sound = 0
    fc.assert(
      fc.property(choices, (typed) => {
        const form = filledForm()
        const filled: IntakeForm = {
          ...form,
          submitter: { ...form.submitter, ...typed.person },
          hasOwner: typed.owner !== null,
          owner: { ...form.owner, ...typed.owner },
          sets: typed.sets,
          channel: typed.deliveryWay === 'byPost' ? 'byPost' : 'atDesk',
          inbound: typed.inbound,
          deliveryWay: typed.deliveryWay as IntakeForm['deliveryWay'],
          deliveryAddress: typed.deliveryAddress,
          note: typed.note,
          charge: { ...form.charge, amount: typed.amount },
          components: [...form.components, { ...ownComponent('own-1'), name: typed.person.name, count: typed.count }],
        }
        if (Object.keys(validate(filled, around)).length === 0) {
          sound += 1
          expect(payloadSchemas.received.safeParse(receiptOf(filled)).error).toBeUndefined()
        }
        expect(intakeFormSchema.safeParse(JSON.parse(JSON.stringify(filled))).success).toBe(true)
      }),
      {
        numRuns: 300,
        // Found by chance: a mail address that is nothing but a tab.
        examples: [
          [
            {
              inbound: { tracking: '', postmarkedOn: '', arrivedOn: '' },
              person: { name: 'Hoà', idNumber: '', birth: '', address: '!', phone: '', email: '' },
              owner: { name: 'Hoà', idNumber: '', birth: '', address: '!', phone: '', email: '\t' },
              sets: '1',
              deliveryWay: 'atDesk',
              deliveryAddress: 'Hoà',
              note: ' ',
              amount: null,
              count: '1',
            },
          ],
        ],
      },
    )
    expect(sound).toBeGreaterThan(20)
  })
})

describe('what stands in the way', () => {
  const withSubmitter = (change: Partial<IntakeForm['submitter']>) => {
    const form = filledForm()
    return { ...form, submitter: { ...form.submitter, ...change } }
  }
  it.each([
    ['no name', { name: ' ' }, { 'submitter.name': 'required' }],
    ['a name of 201 letters', { name: 'Đ'.repeat(201) }, { 'submitter.name': 'tooLong' }],
    ['a bell in the name', { name: 'Hoà\u0007' }, { 'submitter.name': 'control' }],
    ['no address', { address: '' }, { 'submitter.address': 'required' }],
    ['a birth in the future', { birth: '25/11/2026' }, { 'submitter.birth': 'birthFuture' }],
    ['a birth that never was', { birth: '31/02/1990' }, { 'submitter.birth': 'birth' }],
    ['a birth before 1900', { birth: '01/01/1899' }, { 'submitter.birth': 'birth' }],
    ['half a mail address', { email: 'hoa@' }, { 'submitter.email': 'emailShape' }],
  ])('%s', (_, change, problems) => {
    expect(codesOf(withSubmitter(change))).toEqual(problems)
  })

  it.each([
    ['a number of odd shape', { idNumber: '07219000' }],
    ['another sex than the number says', { sex: 'male' as const }],
    ['another year than the number says', { birth: '1985' }],
    ['an odd phone', { phone: '123' }],
  ])('%s does not', (_, change) => {
    expect(codesOf(withSubmitter(change))).toEqual({})
  })

  it('only what was received is checked', () => {
    const form = filledForm()
    const odd = { ...ownComponent('own-1'), name: '', count: 'x' }
    expect(codesOf({ ...form, components: [{ ...odd, received: false }] })).toEqual({})
    expect(codesOf({ ...form, components: [odd] })).toEqual({
      'components.0.name': 'required',
      'components.0.count': 'number',
    })
  })

  it('an address, when the result comes by post', () => {
    expect(codesOf({ ...filledForm(), deliveryWay: 'byPost' })).toEqual({ deliveryAddress: 'required' })
  })

  describe('of what came by post', () => {
    const byPost = (change: Partial<IntakeForm['inbound']>): IntakeForm => ({
      ...filledForm(),
      channel: 'byPost',
      inbound: { ...filledForm().inbound, ...change },
    })
    it.each([
      ['nothing known', {}, {}],
      ['all known', { tracking: 'EA123456785VN', postmarkedOn: '20/11/2026', arrivedOn: '23/11/2026' }, {}],
      ['an arrival to come', { arrivedOn: '25/11/2026' }, { 'inbound.arrivedOn': 'dateFuture' }],
      ['an arrival of another year', { arrivedOn: '23/11/2025' }, { 'inbound.arrivedOn': 'arrivalLongAgo' }],
      ['no date', { arrivedOn: 'hôm qua' }, { 'inbound.arrivedOn': 'date' }],
      [
        'a postmark after the arrival',
        { postmarkedOn: '24/11/2026', arrivedOn: '23/11/2026' },
        { 'inbound.postmarkedOn': 'postmarkAfterArrival' },
      ],
      ['a number too long', { tracking: '1'.repeat(81) }, { 'inbound.tracking': 'tooLong' }],
    ])('%s', (_, change, problems) => {
      expect(codesOf(byPost(change))).toEqual(problems)
    })
    it('is asked of nothing else', () => {
      expect(codesOf({ ...byPost({ arrivedOn: 'x' }), channel: 'atDesk' })).toEqual({})
      expect(receiptOf({ ...byPost({}), channel: 'atDesk' })).not.toHaveProperty('inbound')
    })
    it('the limit counts from the arrival, not from the opening', () => {
      // Received on Tuesday the 24th, three working days; arrived on Monday, or on Sunday, when nobody works.
      const dueOf = (arrivedOn: string) => receiptOf(byPost({ arrivedOn }))?.due.dueAt?.slice(0, 10)
      expect(['', '24/11/2026', '23/11/2026', '22/11/2026', '20/11/2026'].map(dueOf)).toEqual([
        '2026-11-27',
        '2026-11-27',
        '2026-11-26',
        '2026-11-26',
        '2026-11-25',
      ])
      expect(receiptOf(byPost({ tracking: 'ea 123 456 785 vn', postmarkedOn: '20112026' }))?.inbound).toEqual({
        trackingNumber: 'EA123456785VN',
        postmarkedOn: '2026-11-20',
        arrivedOn: '2026-11-24',
      })
    })
    it('drafts of older desks are read', () => {
      const { inbound: _unknown, ...older } = filledForm()
      expect(intakeFormSchema.parse(older)).toEqual(filledForm())
    })
  })

  it('duplicates that were not looked at; new ones are asked about again', () => {
    const form = { ...filledForm(), duplicatesSeen: ['a'] }
    expect(codesOf(form, { duplicateIds: ['a'] })).toEqual({})
    expect(codesOf(form, { duplicateIds: ['a', 'b'] })).toEqual({ duplicates: 'duplicatesUnseen' })
  })

  it('a procedure that is gone from the catalogue, over, not yet there, or not chosen', () => {
    const birth = mustFindProcedure('1.004873')
    const only = (change: Partial<typeof birth>) => ({
      catalogue: { ...sampleCatalogue, procedures: [{ ...birth, ...change }] },
    })
    expect(codesOf(filledForm(), { catalogue: { ...sampleCatalogue, procedures: [] } })).toEqual({
      procedure: 'procedureWithdrawn',
    })
    expect(codesOf(filledForm(), only({ version: 'khác' }))).toEqual({ procedure: 'procedureWithdrawn' })
    expect(codesOf(filledForm(), only({ effectiveTo: '2026-11-23' }))).toEqual({ procedure: 'procedureEnded' })
    expect(codesOf(filledForm(), only({ effectiveFrom: '2026-11-25' }))).toEqual({ procedure: 'procedureNotYet' })
    expect(codesOf({ ...filledForm(), procedure: null })).toEqual({ procedure: 'procedureMissing' })
    expect(codesOf(filledForm(), { catalogue: null })).toEqual({ procedure: 'noCatalogue' })
  })

  it('no calendar, or one that is years old; a year that is not published yet is no obstacle', () => {
    expect(codesOf(filledForm(), { calendar: null })).toEqual({ due: 'noCalendar' })
    expect(codesOf(filledForm(), { calendar: { ...sampleCalendar, years: [2025] } })).toEqual({})
    expect(codesOf(filledForm(), { calendar: { ...sampleCalendar, years: [2023] } })).toEqual({
      due: 'outsideCalendar',
    })
  })
})

describe('drafts', () => {
  it('nothing typed is nothing to keep; the way it came in is no typing', () => {
    expect(isPristine(emptyForm())).toBe(true)
    expect(isPristine({ ...emptyForm(), channel: 'byPost' })).toBe(true)
    expect(isPristine({ ...emptyForm(), note: ' ' })).toBe(false)
    expect(isPristine(filledForm())).toBe(false)
  })

  it('of another shape are refused, never half read', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => void expect(draftBodySchema.safeParse(body).success).toBe(false)))
  })
})
