import { describe, expect, it } from 'vitest'
import { eventDraftSchema } from '../../../shared/dossier/event.ts'
import { sampleUuid } from '../../../test/support/event-builder.ts'
import type { DossierRow } from '../../database/desk-database.ts'
import { answerDrafts, groupBatches, obstacleOf, offerDrafts, withdrawDrafts } from './batch.ts'

const party = { kind: 'officer' as const, id: 'can-bo-1', name: 'Lê Thị Kim Ngân', title: '', unit: '' }
const receiver = { ...party, id: 'can-bo-2', name: 'Trần Quốc Đạt' }
const unit = { kind: 'unit' as const, id: 'tu-phap', name: 'Tư pháp', title: '', unit: 'Tư pháp' }
const desk = { id: 'mot-cua', name: 'Một cửa' }
const at = '2026-11-24T09:00:00+07:00'

function row(n: number, change: Partial<DossierRow> = {}): DossierRow {
  return {
    id: sampleUuid(9, n),
    number: `H53-${n}`,
    provisional: false,
    procedureCode: '1',
    procedureName: 'Thủ tục',
    submitterName: 'Nguyễn Thị Hoà',
    ownerName: null,
    idNumber: null,
    phone: null,
    status: 'accepted',
    receivedAt: at,
    dueAt: null,
    finishedAt: null,
    returnedAt: null,
    holderName: null,
    syncState: 'savedHere',
    needsAttention: false,
    handover: null,
    ...change,
  }
}
const batchId = sampleUuid(0x77, 1)
const offer = {
  batchId,
  at,
  from: party,
  to: receiver,
  reason: 'Đổi ca',
  size: 2,
  items: [row(1), row(2)].map((one) => ({ row: one, note: '' })),
}

describe('what can be handed over', () => {
  it('not what is closed, elsewhere, or waiting in another batch', () => {
    expect(obstacleOf(row(1), 'officer')).toBeNull()
    expect(obstacleOf(row(1, { status: 'returned' }), 'officer')).toBe('closed')
    expect(obstacleOf(row(1, { receivedAt: '' }), 'officer')).toBe('closed')
    expect(obstacleOf(row(1, { holderName: 'Tư pháp' }), 'officer')).toBe('elsewhere')
    expect(obstacleOf(row(1, { handover: { ...offer, note: '' } }), 'officer')).toBe('waiting')
  })
  it('a finished dossier changes hands between officers, but is not forwarded', () => {
    expect(obstacleOf(row(1, { status: 'finished' }), 'officer')).toBeNull()
    expect(obstacleOf(row(1, { status: 'finished' }), 'unit')).toBe('notForwardable')
  })
})

describe('batches', () => {
  it('group what waits, oldest first', () => {
    const later = { ...offer, batchId: sampleUuid(0x77, 2), at: '2026-11-24T10:00:00+07:00', note: 'x' }
    const rows = [
      row(3, { handover: later }),
      row(1, { handover: { ...offer, note: '' } }),
      row(4),
      row(2, { handover: { ...offer, note: '' } }),
    ]
    expect(groupBatches(rows).map((batch) => [batch.batchId, batch.items.length])).toEqual([
      [batchId, 2],
      [later.batchId, 1],
    ])
  })

  it('every draft is of the contract, in every way of answering', () => {
    const answers = [receiver, unit].flatMap((to) =>
      answerDrafts({
        batch: { ...offer, to },
        at,
        by: 'Trần Quốc Đạt',
        taken: [row(1)],
        declined: [{ row: row(2), reason: 'Thiếu' }],
        desk,
      }),
    )
    for (const draft of [...offerDrafts(offer), ...answers, ...withdrawDrafts(offer, at, party.name)])
      expect(eventDraftSchema.safeParse(draft).error).toBeUndefined()
  })

  it('a unit becomes the holder of what it took, and of nothing else', () => {
    const drafts = answerDrafts({
      batch: { ...offer, to: unit },
      at,
      by: 'Võ Minh Triết',
      taken: [row(1)],
      declined: [{ row: row(2), reason: 'Thiếu bản sao' }],
      desk,
    })
    expect(drafts.map(({ type, dossierId }) => [type, dossierId])).toEqual([
      ['handoverAnswered', row(1).id],
      ['forwarded', row(1).id],
      ['handoverAnswered', row(2).id],
    ])
  })
})
