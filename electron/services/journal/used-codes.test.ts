import { expect, it } from 'vitest'
import { sampleEvent, samplePayloads } from '../../../test/support/event-builder.ts'
import { readUsedCodes } from './used-codes.ts'

const numbered = (code: string) => ({ number: { code, kind: 'leased' as const } })

it('names the codes of receipts and of refusals at the counter, over several pages', async () => {
  const events = [
    sampleEvent('received', 1, { payload: { ...samplePayloads.received(), ...numbered('A-1') } }),
    sampleEvent('noted', 2),
    sampleEvent('refusedAtCounter', 3, { payload: { ...samplePayloads.refusedAtCounter(), ...numbered('A-2') } }),
    { ...sampleEvent('received', 4), payload: { number: 'hỏng' } },
  ]
  const journal = {
    read: async ({ afterSeq }: { afterSeq: number }) => ({
      records: events.slice(afterSeq, afterSeq + 2).map((event, n) => ({ seq: afterSeq + n + 1, event })),
      more: afterSeq + 2 < events.length,
    }),
  }
  const codes: string[] = []
  for await (const code of readUsedCodes(journal as unknown as Parameters<typeof readUsedCodes>[0])) codes.push(code)
  expect(codes).toEqual(['A-1', 'A-2'])
})
