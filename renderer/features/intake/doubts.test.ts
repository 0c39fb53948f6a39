import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { filledForm } from '../../testing/sample-intake.ts'
import { listDoubts } from './doubts.ts'
import type { PersonEntry } from './form.ts'

const person = filledForm().submitter
const codes = (change: Partial<PersonEntry>) =>
  Object.fromEntries(Object.entries(listDoubts({ ...person, ...change })).map(([field, doubt]) => [field, doubt.code]))

it.each([
  ['all is well', {}, {}],
  ['no number', { idNumber: '' }, {}],
  ['eight digits', { idNumber: '07219000' }, { idNumber: 'WRONG_SHAPE' }],
  ['an old number', { idNumber: '290123456' }, { idNumber: 'OLD_NUMBER' }],
  ['an old number said to be one', { idNumber: '290123456', idKind: 'oldId' as const }, {}],
  ['another year', { birth: '1985' }, { birth: 'BIRTH_YEAR_DIFFERS' }],
  ['another sex', { sex: 'male' as const }, { sex: 'SEX_DIFFERS' }],
  ['a passport', { idNumber: 'C1234567', idKind: 'passport' as const }, {}],
  ['an organisation', { kind: 'organisation' as const, idNumber: '3900123456' }, {}],
  ['an old mobile number', { phone: '01672345678' }, { phone: 'PHONE_OLD' }],
  ['no phone number', { phone: '12' }, { phone: 'PHONE_SHAPE' }],
  ['no phone', { phone: '' }, {}],
])('%s', (_, change, doubts) => {
  expect(codes(change)).toEqual(doubts)
})

it('never throws', () => {
  const text = fc.string({ unit: 'binary', maxLength: 15 })
  fc.assert(
    fc.property(text, text, text, (idNumber, birth, phone) => void listDoubts({ ...person, idNumber, birth, phone })),
  )
})
