import { expect, test } from 'vitest'
import { dossierEventSchema } from '../../shared/dossier/event.ts'
import { fold } from '../../shared/dossier/fold.ts'
import { population } from './population.ts'

const options = { seed: 7, count: 200, untilMs: Date.UTC(2026, 10, 24) }

test('a population is a pure function of its seed', () => {
  expect([...population(options)]).toEqual([...population(options)])
  expect([...population({ ...options, seed: 8 })]).not.toEqual([...population(options)])
})

test('every invented history is valid and in order', () => {
  for (const events of population(options)) {
    for (const event of events) expect(dossierEventSchema.safeParse(event).error).toBeUndefined()
    expect(fold(events).attention).toEqual([])
  }
})
