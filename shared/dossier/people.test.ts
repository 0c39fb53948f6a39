import { describe, expect, it } from 'vitest'
import { receivedPayload } from '../../test/support/event-builder.ts'
import { displayName, identityKey, listPeople, ownerOf } from './people.ts'

const { submitter } = receivedPayload()
const other = { ...submitter, name: 'Trần Văn Bé', idNumber: '072.090-000 001' }

describe('people of a dossier', () => {
  it('the submitter owns it unless another does', () => {
    expect(ownerOf({ submitter, owner: null })).toBe(submitter)
    expect(ownerOf({ submitter, owner: other })).toBe(other)
    expect(displayName({ submitter, owner: other })).toBe('Trần Văn Bé')
    expect(listPeople({ submitter, owner: null })).toEqual([submitter])
    expect(listPeople({ submitter, owner: other })).toEqual([submitter, other])
  })
  it('are compared by number, however it was typed', () => {
    expect(identityKey(other)).toBe('072090000001')
    expect(identityKey({ ...other, idNumber: null })).toBeNull()
    expect(identityKey({ ...other, idNumber: ' - ' })).toBeNull()
  })
})
