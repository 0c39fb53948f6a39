import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyEntry, findProblems, parseStatus, toQuery } from './query.ts'

describe('a search', () => {
  it('without filters is its text', () => {
    expect(toQuery({ ...emptyEntry, text: '  hoa ' })).toEqual({ text: 'hoa', limit: 100 })
  })

  it('covers the whole of its last day', () => {
    const query = toQuery({
      ...emptyEntry,
      status: 'finished',
      procedureCode: '1.001193',
      from: '01/11/2026',
      to: '24/11/2026',
    })
    expect(query).toMatchObject({
      statuses: ['finished'],
      procedureCode: '1.001193',
      receivedFrom: '2026-11-01T00:00:00+07:00',
      receivedTo: '2026-11-24T23:59:59+07:00',
    })
  })

  it('leaves out dates that are none, and says so', () => {
    const entry = { ...emptyEntry, from: '32/11/2026', to: '24/11/2026' }
    expect(findProblems(entry)).toEqual({ from: 'date', to: null })
    expect(toQuery(entry)).not.toHaveProperty('receivedFrom')
  })

  it('from a day after its last is no range', () => {
    const entry = { ...emptyEntry, from: '25/11/2026', to: '24/11/2026' }
    expect(findProblems(entry)).toEqual({ from: 'backwards', to: null })
    expect(toQuery(entry)).toEqual({ text: '', limit: 100 })
  })

  it('never throws, and never asks for a state that there is none of', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (from, to) => void toQuery({ ...emptyEntry, from, to })))
    expect(parseStatus('deleted')).toBe('')
  })
})
