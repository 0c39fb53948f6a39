import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { problems } from '../../shared/wire/problems.ts'
import { createOpenApi } from './openapi.ts'

const document = createOpenApi() as { components: { schemas: Record<string, unknown> } }
const committed: unknown = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'))

describe('the OpenAPI document', () => {
  it('in docs/ is the one that the gateway answers with (node gateway/main.ts openapi > docs/openapi.json)', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it('refers to nothing that it does not hold', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual([])
  })
})

it('each problem has a status of an error and words in Vietnamese', () => {
  for (const { status, title } of Object.values(problems)) {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title).toMatch(/[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]/i)
  }
})
