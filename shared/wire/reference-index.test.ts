import { describe, expect, it } from 'vitest'
import { referenceIndexSchema } from './messages.ts'

describe('the index of reference data', () => {
  it('is read although a newer gateway names kinds this desk has never heard of', () => {
    const parsed = referenceIndexSchema.parse({ versions: { catalogue: '1', horoscopes: '7' }, more: true })
    expect(parsed.versions.catalogue).toBe('1')
    expect(parsed.versions.forms).toBeUndefined()
  })
  it.each([null, {}, { versions: null }, { versions: [] }, { versions: { catalogue: 1 } }])('%j is refused', (body) => {
    expect(referenceIndexSchema.safeParse(body).success).toBe(false)
  })
})
