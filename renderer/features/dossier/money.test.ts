import { expect, it } from 'vitest'
import { fold } from '../../../shared/dossier/fold.ts'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { amountDue, amountOwed, amountPaid, refundOwed } from './money.ts'

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

it.each(['stopped', 'refused'] as const)(
  'of a dossier that was %s nothing is owed, before and after its money went back',
  (type) => {
    const payload = { ...samplePayloads.stopped(), feesToReturn: 20_000 }
    const ended = type === 'stopped' ? sampleEvent('stopped', 1, { payload }) : sampleEvent('refused', 1)
    const refunded = sampleEvent('refunded', 2, { payload: { amount: 20_000, reason: 'Dừng giải quyết' } })
    expect([amountOwed(fold([received, ended])), refundOwed(fold([received, ended]))]).toEqual([0, 20_000])
    const after = fold([received, ended, refunded])
    expect([amountOwed(after), refundOwed(after)]).toEqual([0, 0])
  },
)

it('is never less than nothing', () => {
  expect(amountOwed(fold([received, sampleEvent('paid', 1)]))).toBe(0)
})
