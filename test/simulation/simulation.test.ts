import { describe, expect, test } from 'vitest'
import { HastyStore, RepeatingStore } from '../support/careless-stores.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { Simulation, type SimulationOptions } from './simulation.ts'

const [engine] = await findEngines()
if (engine === undefined) throw new Error('PGlite is always there')

const run = (options: Pick<SimulationOptions, 'seed' | 'operations'> & Partial<SimulationOptions>) =>
  Simulation.run({ desks: 4, engine, ...options })
const zeros = { lost: 0, doubled: 0, changed: 0, disagreements: 0, examples: [] }

/** A seed that ever failed moves here for good, with the operations it failed at. */
const pinned: { seed: number; operations: number }[] = []
const seeds = [{ seed: 11, operations: 120 }, { seed: 12, operations: 120 }, ...pinned]

describe('nothing is lost, doubled or changed, and all agree in the end', () => {
  test.each(seeds)(
    'seed $seed, $operations operations',
    async ({ seed, operations }) => {
      const result = await run({ seed, operations })
      expect(result).toMatchObject(zeros)
      expect(result.saved).toBeGreaterThan(operations / 2)
      expect(result.faultsTotal).toBeGreaterThan(operations / 5)
    },
    120_000,
  )
})

describe('what would break the invariant is noticed', () => {
  test('a checkpoint that moves before the page is on the disk loses events', async () => {
    const createStore: SimulationOptions['createStore'] = (stored) => new HastyStore(stored)
    // A restored gateway or a lost database makes a desk pull everything again, and would hide the gap.
    const chances = { powerCut: 0.3, restore: 0, databaseLost: 0 }
    const { lost } = await run({ seed: 21, operations: 120, badLuck: 0.05, createStore, chances })
    expect(lost).toBeGreaterThan(0)
  }, 120_000)

  test('a store that does not know a repeat doubles events', async () => {
    const { doubled } = await run({ seed: 22, operations: 60, createStore: (stored) => new RepeatingStore(stored) })
    expect(doubled).toBeGreaterThan(0)
  }, 120_000)
})
