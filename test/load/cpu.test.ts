import { describe, expect, it } from 'vitest'
import { readTicks } from './cpu.ts'

describe('processor time', () => {
  it('is read from /proc, whatever the program is called', () => {
    const rest = 'S 1 2 3 0 -1 4194304 100 0 0 0 123 45 0 0 20 0 1 0 5 6 7'
    expect(readTicks(`42 (postgres: a) b (c) ${rest}`)).toBe(168)
  })
})
