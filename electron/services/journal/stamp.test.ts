import { describe, expect, it } from 'vitest'
import { dossierEventSchema } from '../../../shared/dossier/event.ts'
import { notedDrafts } from '../../../test/support/journal-harness.ts'
import { stampDrafts } from './stamp.ts'

const request = { drafts: notedDrafts(1), officerId: 'can-bo-1', observed: null, wallMs: Date.UTC(2026, 10, 24) }
const eventOf = (deskName?: string) => {
  const signed: string[] = []
  const sign = (bytes: Uint8Array) => {
    signed.push(new TextDecoder().decode(bytes))
    return 'chữ ký'
  }
  const desk = { deskId: 'desk-1', communeId: '25459', sign, ...(deskName === undefined ? {} : { deskName }) }
  const [event] = stampDrafts(request, { stamp: null, hash: null }, desk).events
  return { event, text: signed.join() }
}

describe('the name of the desk', () => {
  it('travels with the event, under its signature', () => {
    const { event, text } = eventOf('Quầy số 2')
    expect(event?.deskName).toBe('Quầy số 2')
    expect(text).toContain('"deskName":"Quầy số 2"')
  })
  it('is left out where there is none', () => {
    for (const name of [undefined, '']) expect(eventOf(name).event).not.toHaveProperty('deskName')
  })
  it('is no part of an event of an older desk, which stays valid', () => {
    expect(dossierEventSchema.safeParse({ ...eventOf().event, signature: 'x' }).success).toBe(true)
    expect(dossierEventSchema.safeParse({ ...eventOf().event, deskName: 'x'.repeat(101) }).success).toBe(false)
  })
})
