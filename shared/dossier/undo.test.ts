import { describe, expect, it } from 'vitest'
import { sampleEvent, samplePayloads } from '../../test/support/event-builder.ts'
import { eventDraftSchema } from './event.ts'
import { planUndo } from './undo.ts'

const words = { note: (text: string) => `Bỏ: ${text}`, forwarding: () => 'Chuyển nhầm' }
const received = sampleEvent('received', 1)
const noted = sampleEvent('noted', 2)
const forwarded = sampleEvent('forwarded', 2)
const after = (ms: number) => new Date(Date.parse(noted.at) + ms).toISOString()

describe('undo', () => {
  it('takes back a note and a forwarding by a further event of the contract', () => {
    const note = planUndo([received, noted], noted.id, after(59_000), words)
    expect(note).toMatchObject({ type: 'noted', payload: { text: 'Bỏ: Đã gọi điện' } })
    const back = planUndo([received, forwarded], forwarded.id, after(1000), words)
    expect(back).toMatchObject({ type: 'handedBack', payload: { from: samplePayloads.forwarded().to } })
    for (const draft of [note, back]) expect(eventDraftSchema.safeParse(draft).error).toBeUndefined()
  })
  it('not after a minute, not from before it happened, not once something else happened, and nothing else', () => {
    expect(planUndo([received, noted], noted.id, after(60_001), words)).toBeNull()
    expect(planUndo([received, noted], noted.id, after(-1), words)).toBeNull()
    expect(planUndo([received, noted, sampleEvent('printed', 3)], noted.id, after(1000), words)).toBeNull()
    expect(planUndo([received], received.id, received.at, words)).toBeNull()
    expect(planUndo([], noted.id, after(0), words)).toBeNull()
    expect(planUndo([received, noted], noted.id, 'garbage', words)).toBeNull()
  })
})
