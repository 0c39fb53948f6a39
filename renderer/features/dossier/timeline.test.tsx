import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../test/support/event-builder.ts'
import { DeskOfRecords, showAtDesk } from '../../testing/show-at-desk.tsx'
import { Timeline } from './timeline.tsx'

test('other desks are named as they were then; older events by their id, the own desk by its present name', () => {
  const desk = new DeskOfRecords([
    sampleEvent('received', 0),
    { ...sampleEvent('noted', 1, { deskId: 'desk-9' }), deskName: 'Quầy số 2' },
    sampleEvent('noted', 2, { deskId: 'desk-8' }),
    { ...sampleEvent('noted', 3), deskName: 'Tên cũ' },
  ])
  const record = desk.record(sampleEvent('received', 0).dossierId)
  if (record === null) throw new Error('no record')
  showAtDesk(desk, <Timeline record={record} />)
  const lines = within(screen.getByRole('list')).getAllByRole('listitem')
  expect(lines.map((line) => /· (.+)$/.exec(line.textContent ?? '')?.[1])).toEqual([
    'Quầy số 1',
    'Máy desk-8',
    'Quầy số 2',
    'Quầy số 1',
  ])
})

test.each([
  ['TT01_2018', 0],
  ['TT03_2025', 1],
] as const)('a letter is offered again only where its set has the form: %s', (formSet, count) => {
  const payload = receivedPayload({ formSet })
  const desk = new DeskOfRecords([sampleEvent('received', 0, { payload }), sampleEvent('stopped', 1)])
  const record = desk.record(sampleEvent('received', 0).dossierId)
  if (record === null) throw new Error('no record')
  showAtDesk(desk, <Timeline record={record} />)
  expect(screen.queryAllByRole('button', { name: 'In Thông báo dừng giải quyết' })).toHaveLength(count)
})
