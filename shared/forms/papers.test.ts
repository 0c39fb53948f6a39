import { describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads, sampleUuid } from '../../test/support/event-builder.ts'
import { mustPlan, planSample, printedAt, sampleAgencies } from '../../test/support/paper-builder.ts'
import { builtInDefinitions } from './definitions/all.ts'
import { fold } from '../dossier/fold.ts'
import { fileSafe, markReprint, planSheet } from './papers.ts'

const code = '000.00.01.H53-261124-0001'
const received = sampleEvent('received', 1)
const printed = (n: number, number: string, form = 'receipt') =>
  sampleEvent('printed', n, { payload: { form, formSet: 'TT03_2025', number, reprint: false } })

const batches = { first: samplePayloads.handoverOffered(), second: sampleUuid(4, 2) }
/** The slip of the dossiers with these histories. */
function slipOf(batchId: string, ...histories: (typeof received)[][]) {
  const side = { name: '', title: '', unit: '' }
  const dossiers = histories.map((events) => ({ dossier: fold(events), note: '' }))
  const plan = planSheet({
    form: 'handoverSlip',
    content: { batchId, from: side, to: side, at: printedAt, reason: '', dossiers },
    agencies: sampleAgencies,
    officer: { name: '', title: '' },
    formSet: 'TT03_2025',
    definitions: builtInDefinitions,
    at: printedAt,
  })
  if (plan.kind !== 'paper') throw new Error(plan.kind)
  return { reprint: plan.paper.reprint, print: plan.paper.view['print'] }
}
const slipPrinted = (n: number, batchId?: string) =>
  sampleEvent('printed', n, {
    payload: { form: 'handoverSlip', formSet: 'TT03_2025', number: null, reprint: false, ...(batchId && { batchId }) },
  })

describe('the slip of a batch', () => {
  const { batchId } = batches.first
  const offered = sampleEvent('handoverOffered', 2)

  it('is a reprint the second time, and says which', () => {
    expect(slipOf(batchId, [received, offered])).toMatchObject({ reprint: false, print: { reprintNumber: '' } })
    const once = [received, offered, slipPrinted(3, batchId)]
    expect(slipOf(batchId, once)).toMatchObject({ reprint: true, print: { reprint: true, reprintNumber: '1' } })
    const twice = [...once, slipPrinted(4, batchId)]
    // A dossier of another desk that has not told of its prints yet does not hide them.
    expect(slipOf(batchId, [received, offered], twice)).toMatchObject({ print: { reprintNumber: '2' } })
  })
  it('is none of another batch, nor of another paper', () => {
    const events = [received, offered, slipPrinted(3, batches.second), printed(4, code)]
    expect(slipOf(batchId, events).reprint).toBe(false)
  })
  it('of an older desk belongs to the batch that was offered before it', () => {
    expect(slipOf(batchId, [received, offered, slipPrinted(3)]).reprint).toBe(true)
    const later = sampleEvent('handoverOffered', 4, { payload: { ...batches.first, batchId: batches.second } })
    const events = [received, offered, slipPrinted(3), later]
    expect(slipOf(batches.second, events).reprint).toBe(false)
    expect(slipOf(batchId, events).reprint).toBe(true)
  })
})

describe('planPaper', () => {
  it('takes the dossier’s number, set and officer', () => {
    const paper = mustPlan('receipt', [received])
    expect(paper).toMatchObject({ form: 'receipt', formSet: 'TT03_2025', number: code, reprint: false, at: printedAt })
    expect(paper.definition.formSet).toBe('TT03_2025')
    expect(paper.view).toMatchObject({ print: { officer: 'Lê Văn Đức', number: code } })
    const old = sampleEvent('received', 1, { payload: receivedPayload({ formSet: 'TT01_2018' }) })
    expect(mustPlan('receipt', [old]).definition.formSet).toBe('TT01_2018')
  })
  it('knows a reprint by form and number', () => {
    expect(mustPlan('receipt', [received, printed(2, code)]).reprint).toBe(true)
    expect(mustPlan('receipt', [received, printed(2, code, 'controlSlip')]).reprint).toBe(false)
  })
  it('counts reprints: each says the how-manieth it is', () => {
    const numberOf = (...events: Parameters<typeof mustPlan>[1][number][]) =>
      (mustPlan('receipt', [received, ...events]).view['print'] as { reprintNumber: string }).reprintNumber
    expect(numberOf()).toBe('')
    expect(numberOf(printed(2, code))).toBe('1')
    expect(numberOf(printed(2, code), printed(3, code), printed(4, code, 'controlSlip'))).toBe('2')
    const again = markReprint(mustPlan('receipt', [received]), printedAt, 'lúc khác')
    expect(again.view).toMatchObject({ print: { reprintNumber: '1' } })
    expect(markReprint(again, printedAt, 'lúc khác').view).toMatchObject({ print: { reprintNumber: '2' } })
  })
  it('the receipt with the official number is a new paper, not a reprint of the provisional one', () => {
    const provisional = sampleEvent('received', 1, {
      payload: receivedPayload({ number: { code: 'TẠM-Q1-261124-001', kind: 'provisional' } }),
    })
    const history = [provisional, printed(2, 'TẠM-Q1-261124-001')]
    expect(mustPlan('receipt', history).reprint).toBe(true)
    expect(mustPlan('receipt', [...history, sampleEvent('numberAssigned', 3)]).reprint).toBe(false)
  })
  it('a second request is a second paper with its own number', () => {
    const events = [received, sampleEvent('supplementRequested', 2), sampleEvent('supplementRequested', 3)]
    expect(mustPlan('supplementRequest', events).number).toBe(`${code}-2`)
    const numbered = sampleEvent('refused', 2, { payload: { ...samplePayloads.refused(), formNumber: '15' } })
    expect(mustPlan('refusal', [received, numbered]).number).toBe('15')
  })
  it('says when there is nothing to say, and when there is no form', () => {
    expect(planSample('receipt', []).kind).toBe('nothingToSay')
    expect(planSample('refusal', [received]).kind).toBe('nothingToSay')
    expect(planSample('returnAcknowledgement', [received], { eventId: 'no such event' }).kind).toBe('nothingToSay')
    expect(planSample('receipt', [received], { definitions: [] }).kind).toBe('noDefinition')
  })
  it('an officer who left the list leaves a blank, not another’s name', () => {
    expect(mustPlan('receipt', [received], { officers: [] }).view).toMatchObject({ print: { officer: '' } })
  })
  it('names a file that every system can keep', () => {
    expect(mustPlan('receipt', [received]).fileName).toBe(`Giay-tiep-nhan-ho-so-va-hen-tra-ket-qua_${code}.pdf`)
    expect(fileSafe('../../Đơn: "A"\u0000\n<b>|?*')).toBe('Don-A-b')
    expect(fileSafe('...')).toBe('')
    expect(fileSafe('x'.repeat(500)).length).toBeLessThanOrEqual(80)
  })
  it('marks a second print of the same preview', () => {
    const again = markReprint(mustPlan('receipt', [received]), '2026-11-24T10:00:00+07:00', 'lúc khác')
    expect(again).toMatchObject({
      reprint: true,
      view: { print: { reprint: true, at: 'lúc khác', officer: 'Lê Văn Đức' } },
    })
  })
})
