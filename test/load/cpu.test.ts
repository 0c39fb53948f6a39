import { describe, expect, it } from 'vitest'
import { perItem, readTicks } from './cpu.ts'

describe('processor time', () => {
  it('is read from /proc, whatever the program is called', () => {
    const rest = 'S 1 2 3 0 -1 4194304 100 0 0 0 123 45 0 0 20 0 1 0 5 6 7'
    expect(readTicks(`42 (postgres: a) b (c) ${rest}`)).toBe(168)
  })

  it('is told by item, and not at all where it is not known', () => {
    const before = { gatewayMs: 100, databaseMs: 50 }
    expect(perItem(before, { gatewayMs: 350, databaseMs: 151 }, 100)).toEqual({ gatewayMs: 2.5, databaseMs: 1.01 })
    expect(perItem(before, { gatewayMs: 350, databaseMs: null }, 100).databaseMs).toBeNull()
  })
})
