import { describe, expect, it } from 'vitest'
import { sampleEvent, samplePayloads } from '../../test/support/event-builder.ts'
import type { PayloadOf } from './event.ts'
import { fold } from './fold.ts'
import { correctionsSinceReceipt } from './outdated-receipt.ts'

const received = sampleEvent('received', 1)
const printed = (n: number, form: PayloadOf<'printed'>['form'] = 'receipt') =>
  sampleEvent('printed', n, { payload: { ...samplePayloads.printed(), form } })
const corrected = (n: number) => sampleEvent('corrected', n)
const fieldsOf = (events: Parameters<typeof fold>[0]) => correctionsSinceReceipt(fold(events)).map(({ field }) => field)

describe('a receipt that a correction made wrong', () => {
  it('is one printed before it, until it is printed again', () => {
    expect(fieldsOf([received, printed(2), corrected(3)])).toEqual(['submitter.name'])
    expect(fieldsOf([received, printed(2), corrected(3), printed(4, 'controlSlip')])).toEqual(['submitter.name'])
    expect(fieldsOf([received, printed(2), corrected(3), printed(4)])).toEqual([])
  })

  it('in the order of what happened, however the events arrive', () => {
    expect(fieldsOf([corrected(3), printed(4), received, printed(2)])).toEqual([])
    expect(fieldsOf([corrected(5), printed(4), received])).toEqual(['submitter.name'])
  })

  it('is none that was never printed, whose word is on no receipt, or whose dossier is closed', () => {
    const note = sampleEvent('corrected', 3, { payload: { field: 'note', from: '', to: 'Gấp', reason: 'Thiếu' } })
    expect(fieldsOf([received, corrected(3)])).toEqual([])
    expect(fieldsOf([received, printed(2), note])).toEqual([])
    expect(fieldsOf([received, printed(2), corrected(3), sampleEvent('refused', 4)])).toEqual([])
  })
})
