import { describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent, samplePayloads } from '../../test/support/event-builder.ts'
import { fold } from './fold.ts'

const filed = sampleEvent('registeredOnline', 0, { deskId: 'gateway' })
const { code } = samplePayloads.registeredOnline()
const receipt = (n: number, number = { code, kind: 'official' as const }) =>
  sampleEvent('received', n, {
    payload: receivedPayload({
      number,
      channel: 'online',
      components: [{ id: 'to-khai', name: 'Tờ khai đã đối chiếu', kind: 'electronic', count: 1, toGiveBack: false }],
    }),
  })

describe('a dossier filed online', () => {
  it('waits as registered, under the national code, with what the citizen filed', () => {
    const dossier = fold([filed])
    expect(dossier).toMatchObject({
      status: 'registered',
      channel: 'online',
      number: { code, kind: 'official' },
      receivedAt: '',
      dueAt: null,
      online: { eventId: filed.id, at: filed.at, code },
      submitter: samplePayloads.registeredOnline().submitter,
      attention: [],
    })
    expect(dossier.components).toEqual(samplePayloads.registeredOnline().components)
  })

  it('is accepted by a receipt, which lists what the desk took over', () => {
    const dossier = fold([filed, receipt(1)])
    expect(dossier).toMatchObject({
      status: 'accepted',
      number: { code, kind: 'official' },
      codes: [code],
      attention: [],
    })
    expect(dossier.components.map(({ name }) => name)).toEqual(['Tờ khai đã đối chiếu'])
    expect(dossier.dueAt).not.toBeNull()
  })

  it('keeps the national code when the desk gave another', () => {
    const other = '000.00.01.H53-261124-0007'
    const dossier = fold([filed, receipt(1, { code: other, kind: 'leased' as never })])
    expect(dossier).toMatchObject({ number: { code }, codes: [code, other] })
  })

  it('may be refused', () => {
    expect(fold([filed, sampleEvent('refused', 1)])).toMatchObject({
      status: 'notAccepted',
      outcome: 'refused',
      attention: [],
    })
  })

  it('counts what was paid on the portal once', () => {
    const paid = { ...filed, payload: { ...filed.payload, paidOnline: 8000 } }
    expect(fold([paid, paid, receipt(1)]).payments).toMatchObject([{ amount: 8000, kind: 'intake' }])
  })

  it('filed twice, or after its receipt, is shown and changes nothing', () => {
    const again = sampleEvent('registeredOnline', 2, { deskId: 'gateway' })
    const expected = {
      status: 'accepted',
      attention: [{ kind: 'eventOutOfOrder', eventIds: expect.arrayContaining([again.id]) }],
    }
    expect(fold([filed, receipt(1), again])).toMatchObject(expected)
    expect(fold([receipt(1), again])).toMatchObject({ ...expected, online: null })
  })
})
