import { expect, it } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../../test/support/event-builder.ts'
import { mustPlan, sampleContext } from '../../../../test/support/paper-builder.ts'
import { nodePdfEngine } from '../../../../test/support/pdf-tools.ts'
import { population } from '../../../../test/support/population.ts'
import { fold } from '../../../../shared/dossier/fold.ts'
import { register2025 } from '../../../../shared/forms/definitions/register.ts'
import { registerView } from '../../../../shared/forms/views/register.ts'
import { countRows } from './document.ts'

const paperOf = (count: number) => ({
  definition: register2025,
  view: registerView(
    {
      year: 2026,
      volume: '1',
      extent: '',
      firstEntry: 1,
      dossiers: [...population({ seed: 4, count, untilMs: Date.parse('2026-11-24T09:00:00+07:00') })].map((events) =>
        fold(events),
      ),
      officerName: () => 'Lê Văn Đức',
    },
    sampleContext,
  ),
  at: '2026-11-24T09:15:00+07:00',
  title: 'Sổ theo dõi hồ sơ 2026',
})

it('a long paper tells its way row by row: never backwards, not done before it is, at most a step a hundredth', async () => {
  const engine = await nodePdfEngine()
  const shares: number[] = []
  const paper = paperOf(400)
  expect(countRows(paper)).toBe(400)
  const pdf = await engine.makePdf(paper, (share) => shares.push(share))
  expect(pdf.length).toBeGreaterThan(10_000)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.length).toBeGreaterThan(50)
  expect(shares.length).toBeLessThanOrEqual(101)
  expect(shares.indexOf(1)).toBe(shares.length - 1)
})

it('a paper of copies counts the rows of each; one without rows only says when it is done', async () => {
  const engine = await nodePdfEngine()
  const event = sampleEvent('received', 1, { payload: receivedPayload({ components: [] }) })
  const shares: number[] = []
  const paper = mustPlan('receipt', [event])
  expect(countRows(paper)).toBe(0)
  await engine.makePdf(paper, (share) => shares.push(share))
  expect(shares).toEqual([1])
  const withRows = mustPlan('receipt', [sampleEvent('received', 1)])
  const listed = receivedPayload().components.length
  expect(countRows(withRows)).toBe(listed * withRows.definition.copies.length)
})
