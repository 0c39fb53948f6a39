import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findAccount, organisationSchema, type Organisation } from './organisation.ts'

const place = (id: string, parentId: string | null, number?: string): Organisation => ({
  id,
  parentId,
  kind: 'unit',
  name: id,
  communeId: null,
  agencyCode: null,
  phone: null,
  website: null,
  address: null,
  ...(number === undefined ? {} : { account: { bankBin: '970405', number, holder: 'X' } }),
})

describe('the account that fees go to', () => {
  it('is that of the place, or of the nearest above it', () => {
    const tree = [place('tinh', null, 'T'), place('xa', 'tinh'), place('quay', 'xa', 'Q'), place('to', 'xa')]
    expect(findAccount(tree, 'quay')?.number).toBe('Q')
    expect(findAccount(tree, 'to')?.number).toBe('T')
    expect(findAccount(tree, 'khong-co')).toBeNull()
    expect(findAccount(tree.slice(1), 'to')).toBeNull()
  })

  it('is looked for without end in no tree, however tangled', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd')
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.option(id)), { maxLength: 8 }), id, (edges, from) => {
        expect(
          findAccount(
            edges.map(([one, parent]) => place(one, parent)),
            from,
          ),
        ).toBeNull()
      }),
    )
  })

  it('is refused when no bank could have it', () => {
    const account = { bankBin: '97040', number: 'số', holder: '' }
    expect(organisationSchema.safeParse({ ...place('a', null), account }).success).toBe(false)
    expect(organisationSchema.safeParse(place('a', null, '0123456789')).success).toBe(true)
  })
})
