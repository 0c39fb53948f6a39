import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeIdCardQr, parseIdCardQr } from './id-card-qr.ts'

const text = '072190001234|290123456|Nguyễn Thị Hoà|17051990|Nữ|Khu phố 3, phường Tân Ninh, Tây Ninh|01022021'
const card = {
  number: '072190001234',
  oldNumber: '290123456',
  name: 'Nguyễn Thị Hoà',
  birth: '1990-05-17',
  sex: 'female',
  address: 'Khu phố 3, phường Tân Ninh, Tây Ninh',
  issuedOn: '2021-02-01',
}
const fields = text.split('|')
const withField = (index: number, value: string) => fields.map((field, at) => (at === index ? value : field)).join('|')

describe('parseIdCardQr', () => {
  it.each([
    ['as it is', text, {}],
    ['with line breaks around', `\ufeff\r\n${text}\r\n`, {}],
    ['with a line break inside', text.replace('3, phường', '3,\r\nphường'), {}],
    ['with a symbology identifier', `]Q1${text}`, {}],
    ['decomposed', text.normalize('NFD'), {}],
    ['with spaces around fields', fields.join(' | '), {}],
    ['old number empty', withField(1, ''), { oldNumber: null }],
    ['old number missing', fields.filter((_, at) => at !== 1).join('|'), { oldNumber: null }],
    ['date of issue empty', withField(6, ''), { issuedOn: null }],
    ['date of issue missing', fields.slice(0, 6).join('|'), { issuedOn: null }],
    ['neither old number nor issue', [fields[0], ...fields.slice(2, 6)].join('|'), { oldNumber: null, issuedOn: null }],
    ['more fields behind', `${text}||Nguyễn Văn A|Lê Thị B`, {}],
    ['male', withField(4, 'Nam'), { sex: 'male' }],
    ['sex in other letters', withField(4, 'NU'), {}],
    ['year of birth alone', withField(3, '1954'), { birth: '1954' }],
    ['year of birth with zeros', withField(3, '00001954'), { birth: '1954' }],
    ['dates with slashes', withField(3, '17/05/1990'), {}],
    ['leap day', withField(3, '29022000'), { birth: '2000-02-29' }],
  ])('%s', (_, scanned, differences) => {
    expect(parseIdCardQr(scanned)).toEqual({ ok: true, card: { ...card, ...differences } })
    expect(looksLikeIdCardQr(scanned)).toBe(true)
  })

  it.each([
    ['', 'text', 'EMPTY'],
    [' \r\n', 'text', 'EMPTY'],
    ['x'.repeat(2001), 'text', 'TOO_LONG'],
    ['https://dichvucong.gov.vn/?a=b', 'text', 'NOT_AN_ID_CARD'],
    ['000.00.01.H53-261124-0001', 'text', 'NOT_AN_ID_CARD'],
    ['||||||', 'number', 'EMPTY'],
    ['|'.repeat(50), 'text', 'NOT_AN_ID_CARD'],
    [withField(0, '07219000123'), 'number', 'WRONG_SHAPE'],
    [withField(1, '29012345'), 'oldNumber', 'WRONG_SHAPE'],
    [withField(1, 'abc'), 'oldNumber', 'WRONG_SHAPE'],
    [withField(2, ''), 'name', 'EMPTY'],
    [withField(2, '123'), 'name', 'WRONG_SHAPE'],
    [withField(2, 'Nguyễn\u0007Hoà'), 'name', 'BAD_CHARACTER'],
    [withField(2, 'Nguy?n Th? Hoà'), 'name', 'LETTERS_LOST'],
    [withField(2, 'N'.repeat(201)), 'name', 'TOO_LONG'],
    [withField(3, '31021990'), 'birth', 'NO_SUCH_DATE'],
    [withField(3, '29022001'), 'birth', 'NO_SUCH_DATE'],
    [withField(3, '00131990'), 'birth', 'NO_SUCH_DATE'],
    [withField(3, '17051790'), 'birth', 'NO_SUCH_DATE'],
    [withField(3, '1705199'), 'birth', 'WRONG_SHAPE'],
    [withField(3, ''), 'birth', 'EMPTY'],
    [withField(4, 'Khác'), 'sex', 'WRONG_SHAPE'],
    [withField(4, ''), 'sex', 'EMPTY'],
    [withField(5, ''), 'address', 'EMPTY'],
    [withField(5, 'Khu ph\ufffd 3'), 'address', 'LETTERS_LOST'],
    [withField(6, '32012021'), 'issuedOn', 'NO_SUCH_DATE'],
    [withField(6, '2021-02-01'), 'issuedOn', 'WRONG_SHAPE'],
  ])('says what is wrong with %j', (scanned, part, code) => {
    expect(parseIdCardQr(scanned)).toEqual({ ok: false, problem: { part, code } })
  })

  it('never throws, on noise or on a damaged card', () => {
    const damaged = fc
      .tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ unit: 'binary', maxLength: 5 }))
      .map(([from, length, noise]) => text.slice(0, from) + noise + text.slice(from + (length % 9)))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), damaged), (scanned) => {
        expect(typeof parseIdCardQr(scanned).ok).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })

  it('reads back whatever a card holds', () => {
    const words = fc.array(fc.stringMatching(/^[\p{Lu}][\p{Ll}đ]{1,5}$/u), { minLength: 1, maxLength: 5 })
    const line = words.map((parts) => parts.join(' ').normalize('NFC'))
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    const iso = day.map((date) => date.toISOString().slice(0, 10))
    const onCard = (date: string) => date.slice(8) + date.slice(5, 7) + date.slice(0, 4)
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{12}$/),
        line,
        iso,
        fc.boolean(),
        line,
        iso,
        (number, name, birth, male, address, issuedOn) => {
          const scanned = [number, '', name, onCard(birth), male ? 'Nam' : 'Nữ', address, onCard(issuedOn)].join('|')
          const expected = { number, oldNumber: null, name, birth, sex: male ? 'male' : 'female', address, issuedOn }
          expect(parseIdCardQr(`${scanned}\r`)).toEqual({ ok: true, card: expected })
        },
      ),
    )
  })
})
