import { describe, expect, it } from 'vitest'
import { receivedPayload } from '../../../test/support/event-builder.ts'
import { emptyPerson } from './form.ts'
import { takeOver } from './take-over.ts'

const person = receivedPayload().submitter

describe('taking over an earlier dossier’s person', () => {
  it('fills an empty form whole', () => {
    expect(takeOver(emptyPerson(), person)).toEqual({
      kind: 'citizen',
      name: 'Nguyễn Thị Hoà',
      idNumber: '072190001234',
      idKind: 'personalId',
      birth: '17/05/1990',
      sex: 'female',
      address: 'Khu phố 3, phường Tân Ninh, tỉnh Tây Ninh',
      phone: '0912345678',
      email: '',
    })
  })

  it('keeps the address and the telephone that were typed now, and completes those only begun', () => {
    const moved = { ...emptyPerson(), address: 'Ấp Bình, xã khác', phone: '0987 654 321' }
    expect(takeOver(moved, person)).toMatchObject({ address: moved.address, phone: moved.phone })
    const begun = { ...emptyPerson(), name: 'nguyen', address: 'khu pho 3', phone: '0912 34' }
    expect(takeOver(begun, person)).toMatchObject({
      name: person.name,
      address: person.address,
      phone: person.phone,
    })
  })

  it('what the earlier dossier does not know stays as typed', () => {
    const typed = { ...emptyPerson(), idNumber: '290111222', idKind: 'oldId' as const, birth: '1990', email: 'a@b.vn' }
    const bare = { ...person, idNumber: null, idKind: null, birth: null, phone: null }
    expect(takeOver(typed, bare)).toMatchObject({
      idNumber: '290111222',
      idKind: 'oldId',
      birth: '1990',
      email: 'a@b.vn',
    })
  })
})
