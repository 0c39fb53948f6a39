import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyHistory } from '../../../test/support/histories.ts'
import { receivedPayload, sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { mustPlan, sampleContext } from '../../../test/support/paper-builder.ts'
import type { PayloadOf } from '../../dossier/event.ts'
import { fold } from '../../dossier/fold.ts'
import { issuingAgencies, placeName } from './context.ts'
import { controlSlipView } from './control-slip.ts'
import { handoverSlipView } from './handover-slip.ts'
import { receiptView } from './receipt.ts'
import { inTwoLines, registerEntries, registerView } from './register.ts'
import { viewSchemas } from './schemas.ts'
import { paperSources } from './sources.ts'
import type { DossierForm } from './sources.ts'

const forms = Object.keys(paperSources) as DossierForm[]

const otherBatch = '00000077-0000-7000-8000-000000000002'

describe('every view', () => {
  it('fits its schema and never fails, whatever the history', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...forms), (events, form) => {
        const dossier = fold(events)
        const source = paperSources[form]
        const subject = source.subject(dossier, events, null)
        if (subject === null) return
        const view = source.view(dossier, events, sampleContext, subject)
        expect(viewSchemas[form].strict().safeParse(view).error).toBeUndefined()
      }),
      { numRuns: 1500 },
    )
  })
  it('of the register and of a handover, too', () => {
    fc.assert(
      fc.property(fc.array(anyHistory, { maxLength: 5 }), (histories) => {
        const dossiers = histories.map((events) => fold(events))
        const input = { year: 2026, volume: '1', extent: '', firstEntry: 1, dossiers, officerName: () => '' }
        const register = registerView(input, sampleContext)
        expect(viewSchemas.register.strict().safeParse(register).error).toBeUndefined()
        expect(register.rows.map(({ n }) => n)).toEqual(dossiers.map((_, i) => String(i + 1)))
        const side = { name: 'A', title: '', unit: '' }
        const handover = {
          from: side,
          to: side,
          at: '',
          reason: '',
          dossiers: dossiers.map((dossier) => ({ dossier, note: '' })),
        }
        expect(
          viewSchemas.handoverSlip.strict().safeParse(handoverSlipView(handover, sampleContext)).error,
        ).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
})

describe('the receipt', () => {
  const view = (overrides: Parameters<typeof receivedPayload>[0] = {}) =>
    receiptView(fold([sampleEvent('received', 1, { payload: receivedPayload(overrides) })]), sampleContext)
  const charge = { amount: 150_000, timing: 'atReturn' as const, exemption: null, paidAtIntake: 0, receiptNumber: null }

  it('words limits', () => {
    const words = (
      value: number,
      unit: 'hours' | 'calendarDays' | 'workingDays' | 'sameDay',
      cutOff: string | null = null,
    ) => view({ due: { dueAt: null, limit: { value, unit, cutOff }, calendarVersion: '', steps: [] } }).dossier.limit
    expect(words(3, 'workingDays')).toBe('03 ngày làm việc')
    expect(words(20, 'calendarDays')).toBe('20 ngày')
    expect(words(4, 'hours')).toBe('04 giờ làm việc')
    expect(words(0.5, 'workingDays')).toBe('0,5 ngày làm việc')
    expect(words(0, 'sameDay')).toBe('trong ngày')
    expect(words(0, 'sameDay', '15:00')).toBe('trong ngày; nhận sau 15 giờ 00: ngày làm việc tiếp theo')
    expect(view({ due: { dueAt: null, limit: null, calendarVersion: '', steps: [] } }).dossier.limit).toBe(
      'không quy định',
    )
  })
  it('words money', () => {
    expect(view({ charge }).dossier.charge).toEqual({
      amount: '150.000 đồng',
      words: 'Một trăm năm mươi nghìn đồng',
      timing: 'Thu sau',
      exemption: '',
      paid: '',
      receiptNumber: '',
    })
    const exempt = view({ charge: { ...charge, timing: 'exempt', exemption: 'Hộ nghèo' } }).dossier.charge
    expect([exempt.amount, exempt.timing, exempt.exemption]).toEqual(['Không thu', 'Đối tượng miễn phí', 'Hộ nghèo'])
    expect(view({ charge: { ...charge, timing: 'none', amount: 0 } }).dossier.charge.amount).toBe('Không thu')
  })
  it('says where the result goes', () => {
    expect(view().dossier.delivery).toBe('Trung tâm Phục vụ hành chính công phường Tân Ninh')
    expect(view({ delivery: { way: 'byPost', address: 'Số 5, ấp Bàu' } }).dossier.delivery).toMatch(
      /bưu chính.*: Số 5, ấp Bàu/,
    )
    expect(view({ delivery: { way: 'byPost', address: null } }).dossier.delivery).not.toMatch(/null|: ?$/)
  })
  it('says that a date is provisional', () => {
    const dueAt = '2028-01-05T17:00:00+07:00'
    const due = { dueAt, limit: null, calendarVersion: '', steps: [{ kind: 'provisionalYear' as const, name: '2028' }] }
    expect(view({ due }).dossier.dueAt).toBe('17 giờ 00 phút, ngày 05 tháng 01 năm 2028 (tạm tính)')
    expect(view({ due: { ...due, steps: [] } }).dossier.dueAt).not.toContain('tạm tính')
  })
  it('keeps the first promise, and tells a new one apart', () => {
    const events = [sampleEvent('received', 1), sampleEvent('forwarded', 2), sampleEvent('apologised', 3)]
    const { dossier } = receiptView(fold(events), sampleContext)
    expect(dossier.dueAt).toBe('17 giờ 00 phút, ngày 27 tháng 11 năm 2026')
    expect(dossier.newDueAt).toBe('17 giờ 00 phút, ngày 04 tháng 12 năm 2026')
  })
})

describe('the control slip', () => {
  it('logs each handing-over in order, with how it ended', () => {
    const unit = { id: 'tu-phap', name: 'Bộ phận Tư pháp – Hộ tịch' }
    const police = { id: 'cong-an', name: 'Công an phường' }
    const events = [
      sampleEvent('received', 1),
      sampleEvent('forwarded', 2, {
        payload: { ...samplePayloads.forwarded(), to: unit, legDueAt: '2026-11-23T17:00:00+07:00' },
      }),
      sampleEvent('forwarded', 3, {
        payload: { ...samplePayloads.forwarded(), from: unit, to: police, note: 'Xác minh' },
      }),
      sampleEvent('resultArrived', 4, { payload: { ...samplePayloads.resultArrived(), from: police } }),
    ]
    const dossier = fold(events)
    const subject = paperSources.controlSlip.subject(dossier, events, null)
    if (subject === null) throw new Error('no subject')
    const { handovers, coordinating } = controlSlipView(dossier, events, sampleContext, subject)
    expect(handovers.map(({ giver, receiver, result }) => [giver, receiver, result])).toEqual([
      ['Trung tâm Phục vụ hành chính công phường Tân Ninh', unit.name, 'Quá hạn'],
      [unit.name, police.name, ''],
      [police.name, 'Trung tâm Phục vụ hành chính công phường Tân Ninh', 'Trước hạn'],
    ])
    expect(handovers[0]?.note).toBe('Hạn: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026')
    expect(handovers[1]?.note).toBe('Xác minh')
    expect(coordinating).toBe(police.name)
  })

  it('lists what one officer took over from another, and nothing that was only offered or declined', () => {
    const events = [
      sampleEvent('received', 1),
      sampleEvent('handoverOffered', 2, { payload: { ...samplePayloads.handoverOffered(), note: 'Kèm bản chính' } }),
      sampleEvent('handoverAnswered', 3),
      sampleEvent('handoverOffered', 4, { payload: { ...samplePayloads.handoverOffered(), batchId: otherBatch } }),
    ]
    const dossier = fold(events)
    const subject = paperSources.controlSlip.subject(dossier, events, null)
    if (subject === null) throw new Error('no subject')
    const { handovers } = controlSlipView(dossier, events, sampleContext, subject)
    expect(handovers).toMatchObject([
      { giver: 'Lê Thị Kim Ngân', receiver: 'Trần Quốc Đạt', note: 'Đổi ca\nKèm bản chính', result: '' },
    ])
  })
})

describe('the register', () => {
  it('is in order of receipt and numbers on through the year', () => {
    const dossiers = [3, 1, 2].map((n) => fold([sampleEvent('received', n, { dossier: n })]))
    const input = { year: 2026, volume: '2', extent: '', firstEntry: 120, dossiers, officerName: (id: string) => id }
    const entries = registerEntries(input)
    expect(entries.map(({ entry }) => entry)).toEqual([120, 121, 122])
    expect(entries.map(({ receivedAt }) => receivedAt)).toEqual(entries.map(({ receivedAt }) => receivedAt).toSorted())
  })
  it('remarks what the dates do not tell', () => {
    const events = [
      sampleEvent('received', 1, {
        payload: receivedPayload({ number: { code: 'TẠM-Q1-261124-001', kind: 'provisional' } }),
      }),
      sampleEvent('numberAssigned', 2),
      sampleEvent('supplementRequested', 3),
      sampleEvent('withdrawalRequested', 4),
      sampleEvent('withdrawalAnswered', 5),
    ]
    const input = { year: 2026, volume: '', extent: '', firstEntry: 1, dossiers: [fold(events)], officerName: () => '' }
    expect(registerEntries(input)[0]?.note).toBe('Dừng giải quyết; Bổ sung 1 lần; Mã khác: TẠM-Q1-261124-001')
  })
  it('breaks codes where people pause', () => {
    expect(inTwoLines('000.00.01.H53-261124-0001')).toBe('000.00.01.H53-\n261124-0001')
    expect(inTwoLines('TẠM-quay-1-261124-001')).toBe('TẠM-quay-1-\n261124-001')
    expect(inTwoLines('x')).toBe('x')
  })
})

describe('letters speak of their own event', () => {
  const events = [
    sampleEvent('received', 1),
    sampleEvent('supplementRequested', 2, { payload: { ...samplePayloads.supplementRequested(), reason: 'Lần một' } }),
    sampleEvent('supplemented', 3),
    sampleEvent('supplementRequested', 4, { payload: { ...samplePayloads.supplementRequested(), reason: 'Lần hai' } }),
  ]
  it('the latest, or the one asked for', () => {
    expect(mustPlan('supplementRequest', events).view).toMatchObject({ reason: 'Lần hai', round: '2', later: true })
    const first = mustPlan('supplementRequest', events, { eventId: events[1]?.id ?? '' })
    expect(first.view).toMatchObject({ reason: 'Lần một', round: '1', later: false })
  })
  it('a stop after a withdrawal names who asked, why, and how far the work had come', () => {
    const stopped = [
      sampleEvent('received', 1),
      sampleEvent('forwarded', 2),
      sampleEvent('withdrawalRequested', 3),
      sampleEvent('withdrawalAnswered', 4),
    ]
    expect(mustPlan('stopNotice', stopped).view).toMatchObject({
      requester: 'Nguyễn Thị Hoà',
      reason: 'Không còn nhu cầu',
      stage: 'Đang giải quyết tại Bộ phận Tư pháp – Hộ tịch',
    })
  })
  it('an apology is made of whole sentences, wherever the result will be', () => {
    const apologyOf = (reason: string, delivery: PayloadOf<'received'>['delivery']) =>
      mustPlan('apology', [
        sampleEvent('received', 1, { payload: receivedPayload({ delivery }) }),
        sampleEvent('apologised', 2, { payload: { ...samplePayloads.apologised(), reason } }),
      ]).view
    expect(apologyOf('Chờ xác minh', { way: 'byPost', address: 'Số 1' })).toMatchObject({
      reason: 'Chờ xác minh.',
      place: expect.stringMatching(/^địa chỉ của người nhận/),
    })
    expect(apologyOf('Chờ xác minh.', { way: 'online', address: null })).toMatchObject({
      reason: 'Chờ xác minh.',
      place: 'Cổng Dịch vụ công quốc gia (trực tuyến)',
    })
  })
  it('an apology keeps the old date beside the new one', () => {
    const late = [sampleEvent('received', 1), sampleEvent('forwarded', 2), sampleEvent('apologised', 3)]
    expect(mustPlan('apology', late).view).toMatchObject({
      agency: 'UBND phường',
      oldDueAt: '17 giờ 00 phút, ngày 27 tháng 11 năm 2026',
      newDueAt: '17 giờ 00 phút, ngày 04 tháng 12 năm 2026',
    })
  })
  it('a return tells results of its own part only', () => {
    const result = (name: string) => ({
      ...samplePayloads.resultArrived(),
      results: [{ name, number: null, count: 1 }],
    })
    const parts = [
      sampleEvent('received', 1),
      sampleEvent('resultArrived', 2, { payload: result('Bản một') }),
      sampleEvent('returned', 3, { payload: { ...samplePayloads.returned(), complete: false } }),
      sampleEvent('resultArrived', 4, { payload: result('Bản hai') }),
      sampleEvent('returned', 5),
    ]
    const names = (eventId: string | undefined) =>
      (
        mustPlan('returnAcknowledgement', parts, { eventId: eventId ?? null }).view['results'] as { name: string }[]
      ).map(({ name }) => name)
    expect(names(parts[2]?.id)).toEqual(['Bản một'])
    expect(names(parts[4]?.id)).toContain('Bản hai')
  })
  it('a return that says what it handed over tells just that, and what is left', () => {
    const results = ['Bản một', 'Bản hai', 'Bản ba'].map((name) => ({ name, number: null, count: 1 }))
    const arrival = sampleEvent('resultArrived', 2, { payload: { ...samplePayloads.resultArrived(), results } })
    const part = (n: number, complete: boolean, ...indexes: number[]) =>
      sampleEvent('returned', n, {
        payload: {
          ...samplePayloads.returned(),
          complete,
          handedOver: indexes.map((index) => ({ eventId: arrival.id, index })),
        },
      })
    const events = [sampleEvent('received', 1), arrival, part(3, false, 1), part(4, true, 0, 2)]
    const names = (eventId: string | undefined, list: 'results' | 'remaining') => {
      const { view } = mustPlan('returnAcknowledgement', events, { eventId: eventId ?? null })
      return (view[list] as { name: string }[]).map(({ name }) => name)
    }
    expect(names(events[2]?.id, 'results')).toEqual(['Bản hai'])
    // Of a reprint too, when the rest has long gone.
    expect(names(events[2]?.id, 'remaining')).toEqual(['Bản một', 'Bản ba'])
    expect(names(events[3]?.id, 'results')).toEqual(['Bản một', 'Bản ba'])
    expect(names(events[3]?.id, 'remaining')).toEqual([])
  })
})

describe('who issues', () => {
  const node = { communeId: '25459', agencyCode: null, phone: null, website: null, address: null }
  const commune = { ...node, id: 'xa', parentId: 'tinh', kind: 'commune' as const, name: 'Phường Tân Ninh' }
  const desk = {
    ...node,
    id: 'mc',
    parentId: 'xa',
    kind: 'desk' as const,
    name: 'Trung tâm Phục vụ hành chính công phường Tân Ninh',
    phone: '0276',
  }
  it('is the desk, below its commune', () => {
    expect(issuingAgencies([desk, commune], '25459', '')).toMatchObject({
      parentAgency: 'Ủy ban nhân dân phường Tân Ninh',
      agency: desk.name,
      agencyPhone: '0276',
      place: 'Tân Ninh',
      lookupUrl: null,
    })
  })
  it('is worked out from the commune’s name alone before any organisation came in', () => {
    for (const list of [[], [commune]])
      expect(issuingAgencies(list, '25459', 'Phường Tân Ninh')).toMatchObject({
        parentAgency: 'Ủy ban nhân dân phường Tân Ninh',
        agency: 'Trung tâm Phục vụ hành chính công phường Tân Ninh',
      })
  })
  it('has the lookup page of the desk, else of the commune', () => {
    const url = 'https://tra-cuu.example/{code}'
    expect(issuingAgencies([desk, { ...commune, lookupUrl: url }], '25459', '').lookupUrl).toBe(url)
  })
  it.each([
    ['Ủy ban nhân dân xã Hưng Thuận', 'Hưng Thuận'],
    ['UBND phường Gò Dầu', 'Gò Dầu'],
    ['Xã Phước Chỉ', 'Phước Chỉ'],
    ['', ''],
  ])('place name of %j', (name, place) => {
    expect(placeName(name)).toBe(place)
  })
})
