/**
 * `npm run simulate -- --seed S --desks D --operations N [--engine pglite|postgres]`: desks against the real gateway with
 * everything going wrong. Prints one JSON line; the exit code says whether every number that must be zero is.
 */
import { parseArgs } from 'node:util'
import { findEngines } from '../support/gateway-engines.ts'
import { Simulation } from './simulation.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    desks: { type: 'string', default: '6' },
    operations: { type: 'string', default: '10000' },
    engine: { type: 'string', default: 'pglite' },
  },
})

function mustBeCount(name: 'seed' | 'desks' | 'operations'): number {
  const count = Number(values[name])
  if (Number.isSafeInteger(count) && count >= (name === 'seed' ? 0 : 1)) return count
  process.stderr.write(`--${name}: a whole number is needed, not "${values[name]}"\n`)
  process.exit(2)
}

const [seed, desks, operations] = [mustBeCount('seed'), mustBeCount('desks'), mustBeCount('operations')]
const engine = (await findEngines()).find(({ name }) => name === values.engine)
if (engine === undefined) {
  process.stderr.write(`--engine: ${values.engine} cannot be used here\n`)
  process.exit(2)
}
const started = performance.now()
const onProgress = (done: number) => void process.stderr.write(`\r${done} of ${operations} operations`)
const { examples, ...result } = await Simulation.run({ seed, desks, operations, engine, onProgress })
process.stderr.write('\n')
for (const example of examples) process.stderr.write(`${example}\n`)
const seconds = Math.round((performance.now() - started) / 1000)
process.stdout.write(`${JSON.stringify({ ...result, engine: engine.name, seconds })}\n`)
process.exitCode = result.lost + result.doubled + result.changed + result.disagreements === 0 ? 0 : 1
