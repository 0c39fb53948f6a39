import { expect, test } from 'vitest'
import { allMessages } from './i18n.ts'

const namespaces = Object.entries(allMessages())

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value as object, `${path}${key}.`),
  )
}
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

test.each(namespaces)('%s says the same things in both languages, with the same holes', (_name, { vi, en }) => {
  const english = new Map(leaves(en))
  expect([...english.keys()].sort()).toEqual(
    leaves(vi)
      .map(([key]) => key)
      .sort(),
  )
  for (const [key, text] of leaves(vi)) expect([key, holes(english.get(key) ?? '')]).toEqual([key, holes(text)])
})

test('Vietnamese words are composed (NFC), as they are typed and searched', () => {
  for (const [, { vi }] of namespaces) for (const [, text] of leaves(vi)) expect(text).toBe(text.normalize('NFC'))
})
