import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkpointSchema } from '../../shared/wire/messages.ts'
import { formatCheckpoint, readCheckpoint } from './checkpoint.ts'
import type { CheckpointSeal } from './checkpoint.ts'

const secret = Buffer.alloc(32, 7)
const seal: CheckpointSeal = { secret, communeId: '25459', use: 'checkpoint' }
const numbers = fc.nat(2 ** 31 - 1)
const checkpoints = fc.record({
  epoch: fc.tuple(fc.nat(999), fc.stringMatching(/^[A-Za-z0-9_-]{16}$/)).map(([n, text]) => `${n}-${text}`),
  floor: numbers,
  position: numbers,
  dossierId: fc.oneof(fc.constant(''), fc.uuid()),
  mark: fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Za-z0-9_-]{12}$/)),
})

describe('checkpoint', () => {
  it('reads back what it sealed, within the wire’s length', () => {
    fc.assert(
      fc.property(checkpoints, (checkpoint) => {
        const sealed = formatCheckpoint(seal, checkpoint)
        expect(checkpointSchema.safeParse(sealed).success).toBe(true)
        const generation = Number.parseInt(checkpoint.epoch, 10)
        expect(readCheckpoint(seal, sealed)).toEqual({ ...checkpoint, generation })
      }),
    )
  })

  it('reads nothing else: touched, of another commune, of another gateway, or noise', () => {
    fc.assert(
      fc.property(checkpoints, fc.nat(), fc.string(), (checkpoint, at, noise) => {
        const sealed = formatCheckpoint(seal, checkpoint)
        const index = at % sealed.length
        const touched = sealed.slice(0, index) + (sealed[index] === '0' ? '1' : '0') + sealed.slice(index + 1)
        // The last character of base64url holds two bits that mean nothing.
        if (index < sealed.length - 1) expect(readCheckpoint(seal, touched)).toBeNull()
        expect(readCheckpoint({ ...seal, communeId: '25480' }, sealed)).toBeNull()
        expect(readCheckpoint({ ...seal, secret: Buffer.alloc(32, 8) }, sealed)).toBeNull()
        expect(readCheckpoint({ ...seal, use: 'seen' }, sealed)).toBeNull()
        expect(readCheckpoint(seal, noise)).toBeNull()
      }),
    )
  })
})
