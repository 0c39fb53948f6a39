import { describe, expect, it } from 'vitest'
import { rememberedStep, rememberStep, stepAfter, tourSteps } from './tour-steps.ts'

const seen = (path: string, received = 0) => ({ path, received, receivedBefore: 0 })

describe('the tour', () => {
  it('moves on by what was done, and never back', () => {
    expect(tourSteps[stepAfter(0, seen('/'))]).toBe('start')
    expect(tourSteps[stepAfter(0, seen('/intake/1'))]).toBe('procedure')
    expect(tourSteps[stepAfter(3, seen('/intake/1', 1))]).toBe('print')
    expect(tourSteps[stepAfter(6, seen('/', 5))]).toBe('end')
  })
  it('survives whatever lies in the storage', () => {
    for (const garbage of ['', '-1', '99', '1.5', 'x', '{}']) {
      localStorage.setItem('mot-cua.practice-tour', garbage)
      expect(rememberedStep()).toBe(0)
    }
    rememberStep(2)
    expect(rememberedStep()).toBe(2)
    rememberStep(null)
    expect(rememberedStep()).toBeNull()
  })
})
