import { describe, expect, it } from 'vitest'
import type { Organisation } from './organisation.ts'
import { findResolvingUnit, listAncestors } from './units.ts'

const node = (id: string, parentId: string | null): Organisation => ({
  id,
  parentId,
  kind: 'unit',
  name: id,
  communeId: null,
  agencyCode: null,
  phone: null,
  website: null,
  address: null,
})
const tree = {
  version: '1',
  organisations: [node('80', null), node('80.thue', '80'), node('25459.tu-phap', '80'), node('25480.tu-phap', '80')],
}

describe('findResolvingUnit', () => {
  it('finds the own unit by key, by own id and by a neighbour’s id', () => {
    for (const id of ['tu-phap', '25480.tu-phap', '25459.tu-phap'])
      expect(findResolvingUnit(tree, '25480', id)?.id).toBe('25480.tu-phap')
  })
  it('finds an agency above the communes, and nothing for what is not there', () => {
    expect(findResolvingUnit(tree, '25480', '80.thue')?.id).toBe('80.thue')
    for (const id of [null, '', '.', 'khong-co', '25459.khong-co'])
      expect(findResolvingUnit(tree, '25480', id)).toBeNull()
  })
})

describe('listAncestors', () => {
  it('walks to the root, and survives a circle', () => {
    expect(listAncestors(tree, '80.thue').map(({ id }) => id)).toEqual(['80.thue', '80'])
    const circle = { version: '1', organisations: [node('a', 'b'), node('b', 'a')] }
    expect(listAncestors(circle, 'a').map(({ id }) => id)).toEqual(['a', 'b'])
    expect(listAncestors(tree, 'nowhere')).toEqual([])
  })
})
