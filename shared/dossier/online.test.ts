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

  it('may be asked to be completed first; then it is accepted or refused, and nothing is left open', () => {
    const asked = [filed, sampleEvent('supplementRequested', 1)]
    expect(fold(asked)).toMatchObject({ status: 'awaitingSupplement', receivedAt: '', attention: [] })
    expect(fold([...asked, receipt(2)])).toMatchObject({
      status: 'accepted',
      supplements: [{ completedAt: receipt(2).at }],
      attention: [],
    })
    expect(fold([...asked, sampleEvent('refused', 2)])).toMatchObject({ status: 'notAccepted', attention: [] })
    expect(fold([...asked, sampleEvent('supplemented', 2)])).toMatchObject({
      status: 'awaitingSupplement',
      attention: [{ kind: 'eventOutOfOrder' }],
    })
    expect(fold([...asked, sampleEvent('noted', 2)])).toMatchObject({ status: 'awaitingSupplement', attention: [] })
    expect(fold([...asked, receipt(2), receipt(3)]).attention).toMatchObject([{ kind: 'secondReceipt' }])
  })

  it('only a filing is: what was received at the desk is not received again while it waits for papers', () => {
    const atDesk = [sampleEvent('received', 0), sampleEvent('forwarded', 1), sampleEvent('supplementRequested', 2)]
    expect(fold([...atDesk, sampleEvent('received', 3)]).attention).toMatchObject([{ kind: 'secondReceipt' }])
    expect(fold([...atDesk, sampleEvent('refused', 3)]).attention).toMatchObject([{ kind: 'eventOutOfOrder' }])
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
