import { expect, it } from 'vitest'
import { fold } from '../../../shared/dossier/fold.ts'
import { receivedPayload, sampleEvent } from '../../../test/support/event-builder.ts'
import { amountDue, amountOwed, amountPaid } from './money.ts'

const charge = {
  amount: 50_000,
  timing: 'atIntake' as const,
  exemption: null,
  paidAtIntake: 20_000,
  receiptNumber: null,
}
const received = sampleEvent('received', 0, { payload: receivedPayload({ charge }) })

it('what is owed is the charge and later duties, less all that was paid', () => {
  const dossier = fold([
    received,
    sampleEvent('financialDutyRaised', 1),
    sampleEvent('paid', 2),
    sampleEvent('refunded', 3),
  ])
  expect(amountDue(dossier)).toBe(200_000)
  expect(amountPaid(dossier)).toBe(160_000)
  expect(amountOwed(dossier)).toBe(40_000)
})

it('is never less than nothing', () => {
  expect(amountOwed(fold([received, sampleEvent('paid', 1)]))).toBe(0)
})
