import { expect, it } from 'vitest'
import { isPassing, isUnstorableText } from './failures.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

it('tells what passes by itself from what does not', () => {
  for (const code of ['08006', '57P01', '53300', '40P01', '40001', '55P03', '57014', 'ECONNREFUSED', 'ECONNRESET'])
    expect(isPassing(coded(code)), code).toBe(true)
  expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isPassing(new AggregateError([coded('ECONNREFUSED')]))).toBe(true)
  for (const error of [
    coded('23505'),
    coded('42501'),
    coded('22021'),
    new TypeError('x'),
    null,
    'text',
    { code: '08006' },
  ])
    expect(isPassing(error)).toBe(false)
})

it('knows text that cannot be stored', () => {
  expect(isUnstorableText(coded('22021'))).toBe(true)
  for (const error of [coded('23505'), null, undefined, 'x']) expect(isUnstorableText(error)).toBe(false)
})
