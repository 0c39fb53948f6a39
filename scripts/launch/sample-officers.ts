/** Who may sign in at a desk of the sample commune. Invented people; their PINs are no secret. */
import { readFileSync } from 'node:fs'

interface SampleOfficer {
  name: string
  title: string
}

export function sampleOfficersNotice(): string {
  const file = new URL('../../gateway/sample/officers.json', import.meta.url)
  const { officers } = JSON.parse(readFileSync(file, 'utf8')) as { officers: SampleOfficer[] }
  const rows = officers.map(({ name, title }, index) => `  ${samplePin(index)}  ${name} (${title})`)
  return ['Officers of the sample commune and their PINs:', ...rows].join('\n')
}

/** As gateway/sample.ts gives them out: in the order of the list. */
export function samplePin(index: number): string {
  return String((index % 9) + 1).repeat(4)
}
