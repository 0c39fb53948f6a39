import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../../shared/dossier/fold.ts'
import type { DossierEvent } from '../../shared/dossier/event.ts'
import { historyDigest } from '../../shared/wire/digest.ts'
import type { PushOutcome } from '../../shared/wire/messages.ts'
import { samplePayloads } from '../support/event-builder.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeB, createWorld, makeEvent, makeReceipt, newDossierId } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()

describe.each(engines)('push on $name', (engine) => {
  let world: World
  let desk: WireDesk
  beforeAll(async () => {
    world = await createWorld(engine)
    desk = await world.enrol()
  }, 60_000)
  afterAll(() => world.stop())

  const outcomesOf = async (from: WireDesk, ...histories: DossierEvent[][]) => (await from.push(histories)).outcomes
  const outcomeOf = async (from: WireDesk, ...events: DossierEvent[]) => {
    const [outcome] = await outcomesOf(from, events)
    return outcome as PushOutcome
  }
  const rejectionOf = (outcome: PushOutcome | undefined) =>
    outcome?.outcome === 'rejected' ? outcome.rejection : expect.fail(`not rejected: ${JSON.stringify(outcome)}`)
  const mergedEvents = (outcome: PushOutcome) => (outcome.outcome === 'merged' ? outcome.events : [])

  it('takes a dossier once, however often it is sent', async () => {
    const id = newDossierId()
    const receipt = makeReceipt(desk, id)
    const first = await outcomeOf(desk, receipt)
    expect(first).toMatchObject({ outcome: 'accepted', dossierId: id, eventIds: [receipt.id] })
    expect(await outcomeOf(desk, receipt, receipt)).toEqual(first)
    const rows = await world.gateway.store.db.selectFrom('event').select('id').where('dossier_id', '=', id).execute()
    expect(rows).toEqual([{ id: receipt.id }])
  })

  it('answers with what the sender lacks, and only then', async () => {
    const second = await world.enrol()
    const id = newDossierId()
    const receipt = makeReceipt(desk, id)
    await desk.push([[receipt]])
    const note = makeEvent(second, id, 'noted')
    const outcome = await outcomeOf(second, note)
    expect(outcome).toMatchObject({ outcome: 'merged', eventIds: [note.id] })
    expect(mergedEvents(outcome)).toEqual([receipt])
  })

  it('sends nothing back when the digest shows that the sender has it all', async () => {
    const id = newDossierId()
    const [receipt, note] = [makeReceipt(desk, id), makeEvent(desk, id, 'noted')]
    await desk.push([[receipt]])
    const digest = historyDigest([receipt.id, note.id])
    const answer = await desk.raw('/v1/push', { dossiers: [{ dossierId: id, events: [note], digest }] })
    expect(answer.body).toMatchObject({ outcomes: [{ outcome: 'accepted' }] })
  })

  it('refuses one id with another content, and keeps the first', async () => {
    const id = newDossierId()
    const receipt = makeReceipt(desk, id)
    await desk.push([[receipt]])
    const { signature: _old, previous: _chain, deskId: _desk, communeId: _commune, ...draft } = receipt
    const changed = desk.signEvent({ ...draft, payload: { ...draft.payload, request: 'Nội dung khác' } })
    expect(rejectionOf(await outcomeOf(desk, changed))).toMatchObject({ code: 'EVENT_CHANGED', eventId: receipt.id })
    const row = await world.gateway.store.db.selectFrom('event').select('body').where('id', '=', receipt.id).execute()
    expect(row.map(({ body }) => JSON.parse(body))).toEqual([receipt])
  })

  it('refuses what was not signed by the desk that is named in it', async () => {
    const other = await world.enrol()
    const receipt = makeReceipt(desk, newDossierId())
    const forged = { ...receipt, deskId: other.deskId }
    expect(rejectionOf(await outcomeOf(desk, forged)).code).toBe('BAD_SIGNATURE')
    const touched = { ...receipt, payload: { ...receipt.payload, request: 'Sửa sau khi ký' } }
    expect(rejectionOf(await outcomeOf(desk, touched)).code).toBe('BAD_SIGNATURE')
    expect(rejectionOf(await outcomeOf(desk, { ...receipt, deskId: 'nobody' })).code).toBe('UNKNOWN_DESK')
  })

  it('takes what another desk of the commune signed', async () => {
    const other = await world.enrol()
    const receipt = makeReceipt(other, newDossierId())
    expect((await outcomeOf(desk, receipt)).outcome).toBe('accepted')
  })

  it('refuses what belongs to another commune', async () => {
    const stranger = await world.enrol(communeB)
    const receipt = makeReceipt(stranger, newDossierId())
    expect(rejectionOf(await outcomeOf(desk, receipt)).code).toBe('OUT_OF_SCOPE')
  })

  it('names the member that does not fit', async () => {
    const id = newDossierId()
    const receipt = makeReceipt(desk, id)
    const bad = { ...receipt, payload: { ...receipt.payload, sets: -1 } }
    expect(rejectionOf(await outcomeOf(desk, bad))).toMatchObject({ code: 'INVALID_EVENT', path: 'payload.sets' })
    const elsewhere = await desk.raw('/v1/push', { dossiers: [{ dossierId: newDossierId(), events: [receipt] }] })
    expect(elsewhere.body).toMatchObject({ outcomes: [{ rejection: { code: 'INVALID_EVENT', path: 'dossierId' } }] })
    const late = makeEvent(desk, id, 'noted', { wallMs: Date.UTC(3000, 0, 1) })
    expect(rejectionOf(await outcomeOf(desk, late))).toMatchObject({ code: 'INVALID_EVENT', path: 'clock' })
  })

  it('takes text that JSON can hold and a column cannot', async () => {
    const id = newDossierId()
    const payload = samplePayloads.received()
    const procedure = { ...payload.procedure, code: '1.00\u00004873', version: '\ud800' }
    const number = { code: '000.00.01.H53-251124-99001', kind: 'leased' as const }
    const receipt = makeEvent(desk, id, 'received', { payload: { ...payload, procedure, number } })
    expect((await outcomeOf(desk, receipt)).outcome).toBe('accepted')
    const { dossiers } = await desk.pull(null, 500)
    expect(dossiers.find(({ dossierId }) => dossierId === id)?.events).toEqual([receipt])
  })

  it('keeps an event of a type it does not know', async () => {
    const id = newDossierId()
    const newer = makeEvent(desk, id, 'fromTheFuture' as 'noted', { payload: { text: 'x', odd: { a: [1] } } as never })
    expect((await outcomeOf(desk, makeReceipt(desk, id), newer)).outcome).toBe('accepted')
    const { dossiers } = await desk.pull(null, 500)
    expect(dossiers.find(({ dossierId }) => dossierId === id)?.events).toContainEqual(newer)
  })

  it('lets one bad dossier disturb no other', async () => {
    const [good, bad, fine] = [newDossierId(), newDossierId(), newDossierId()]
    const broken = { ...makeReceipt(desk, bad), signature: 'AAAA' }
    const outcomes = await outcomesOf(desk, [makeReceipt(desk, good)], [broken], [makeReceipt(desk, fine)])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'accepted'])
  })

  it('takes a second dossier under a number with a new one, once, which every desk comes to', async () => {
    const [first, second] = [newDossierId(), newDossierId()]
    const code = '000.00.01.H53-261124-0042'
    await desk.push([[makeReceipt(desk, first, { code })]])
    const receipt = makeReceipt(desk, second, { code })
    const [assigned] = mergedEvents(await outcomeOf(desk, receipt))
    expect(assigned).toMatchObject({ type: 'numberAssigned', deskId: 'gateway', payload: { instead: code } })
    const dossier = fold([receipt, assigned!])
    expect(dossier.number.code).not.toBe(code)
    expect(dossier.codes).toEqual([code, dossier.number.code])
    expect(mergedEvents(await outcomeOf(desk, receipt))).toEqual([assigned])
    const [third, fourth] = [newDossierId(), newDossierId()]
    const twin = { code: '000.00.01.H53-261124-0043' }
    const outcomes = await outcomesOf(desk, [makeReceipt(desk, third, twin)], [makeReceipt(desk, fourth, twin)])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'merged'])
  })

  it('a code that was given in an earlier life of the database is not given to another in the same push', async () => {
    const short = '261120'
    const provisional = (n: number) => ({ code: `TẠM-${desk.deskId}-${short}-00${n}`, kind: 'provisional' as const })
    const [first, second] = [newDossierId(), newDossierId()]
    const codes = [
      makeReceipt(desk, first, provisional(1)),
      makeReceipt(desk, second, { code: `000.00.01.H53-${short}-0001` }),
    ]
    const outcomes = await outcomesOf(desk, ...codes.map((receipt) => [receipt]))
    const [assigned] = mergedEvents(outcomes[0]!)
    expect(fold([codes[0]!, assigned!]).number.code).not.toBe(`000.00.01.H53-${short}-0001`)
    expect(outcomes[1]?.outcome).toBe('accepted')
  })

  it('gives a provisional dossier its official code once, signed and last', async () => {
    const id = newDossierId()
    const receipt = makeReceipt(desk, id, { code: `TẠM-${desk.deskId}-261124-001`, kind: 'provisional' })
    const outcome = await outcomeOf(desk, receipt)
    const [assigned] = mergedEvents(outcome)
    expect(assigned).toMatchObject({ type: 'numberAssigned', deskId: 'gateway', dossierId: id })
    expect(fold([receipt, assigned!]).number).toEqual({
      code: expect.stringMatching(/^000\.00\.01\.H53-261124-\d{4}$/),
      kind: 'official',
    })
    expect(assigned!.clock > receipt.clock).toBe(true)
    expect(mergedEvents(await outcomeOf(desk, receipt))).toEqual([assigned])
    // It comes back from a desk, as after a restore, and is known by its signature.
    expect((await outcomeOf(desk, receipt, assigned!)).outcome).toBe('accepted')
  })

  it('gives one to a case that was turned away at the counter, too', async () => {
    const id = newDossierId()
    const number = { code: `TẠM-${desk.deskId}-261124-002`, kind: 'provisional' as const }
    const payload = { ...samplePayloads.refusedAtCounter(), number }
    const refusal = makeEvent(desk, id, 'refusedAtCounter', { payload })
    const [assigned] = mergedEvents(await outcomeOf(desk, refusal))
    expect(assigned).toMatchObject({
      type: 'numberAssigned',
      payload: { code: expect.stringMatching(/^000\.00\.01\.H53-/) },
    })
    expect(fold([refusal, assigned!])).toMatchObject({ number: { kind: 'official' }, status: 'notAccepted' })
  })

  it('takes no number from a desk that writes as the gateway', async () => {
    const id = newDossierId()
    const forged = makeEvent(desk, id, 'numberAssigned')
    expect(rejectionOf(await outcomeOf(desk, forged))).toMatchObject({ code: 'INVALID_EVENT', path: 'type' })
    expect(rejectionOf(await outcomeOf(desk, { ...forged, deskId: 'gateway' })).code).toBe('BAD_SIGNATURE')
  })

  it('numbers that are leased, assigned or in use never meet', async () => {
    const day = new Date().toISOString().slice(0, 10)
    const short = day.slice(2).replaceAll('-', '')
    const inUse = `000.00.01.H53-${short}-0003`
    await desk.push([[makeReceipt(desk, newDossierId(), { code: inUse })]])
    const codes = new Set([inUse])
    for (let round = 0; round < 4; round += 1) {
      const { prefix, first, last } = await desk.lease(day, 4)
      for (let number = first; number <= last; number += 1) {
        const code = `${prefix}${String(number).padStart(4, '0')}`
        expect(codes).not.toContain(code)
        codes.add(code)
      }
      const temporary = { code: `TẠM-${desk.deskId}-${short}-1${round}`, kind: 'provisional' as const }
      const receipt = makeReceipt(desk, newDossierId(), temporary, `${day}T08:00:00+07:00`)
      const [assigned] = mergedEvents(await outcomeOf(desk, receipt))
      const { code } = assigned!.payload as { code: string }
      expect(codes).not.toContain(code)
      codes.add(code)
    }
  })

  it('loses and doubles nothing when desks push at the same time', async () => {
    const desks = [desk, await world.enrol(), await world.enrol()]
    const shared = newDossierId()
    await desk.push([[makeReceipt(desk, shared, { code: `TẠM-${desk.deskId}-261124-777`, kind: 'provisional' })]])
    const sent = desks.flatMap((from) =>
      Array.from({ length: 5 }, () => ({ from, note: makeEvent(from, shared, 'noted') })),
    )
    await Promise.all(sent.map(({ from, note }) => from.push([[note]])))
    const { dossiers } = await desk.pull(null, 500)
    const events = dossiers.find(({ dossierId }) => dossierId === shared)?.events ?? []
    expect(
      events
        .filter(({ type }) => type === 'noted')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(sent.map(({ note }) => note.id).sort())
    expect(events.filter(({ type }) => type === 'numberAssigned')).toHaveLength(1)
  })
})
