import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Flags } from '../../gateway/command.ts'
import { commands } from '../../gateway/commands.ts'
import { makeExport } from '../../gateway/import/export-file.ts'
import { workingCalendarSchema } from '../../shared/deadline/calendar.ts'
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import { computeDue } from '../../shared/deadline/compute-due.ts'
import { writeCalendar, writeDays } from '../../shared/deadline/import/write-calendar.ts'
import { samplePayloads } from '../support/event-builder.ts'
import { findEngines } from '../support/gateway-engines.ts'
import { communeB, createWorld, makeEvent, newDossierId, readSample } from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import type { WireDesk } from '../support/wire-client.ts'

const engines = await findEngines()
const sample = workingCalendarSchema.parse(readSample('calendar.json'))
const limit = { value: 3, unit: 'workingDays', cutOff: null } as const

/** As the sample, and Wednesday, 25 November 2026, is off. */
function changed(version: string): WorkingCalendar {
  const day = { date: '2026-11-25', kind: 'holiday' as const, name: 'Ngày nghỉ thêm' }
  const specialDays = [...sample.specialDays, day].sort((a, b) => (a.date < b.date ? -1 : 1))
  return { ...sample, version, specialDays }
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function fileOf(name: string, calendar: WorkingCalendar): Promise<string> {
  const file = join(folder, name)
  const sheets = () => writeCalendar(calendar)
  await writeFile(file, await makeExport(name, { sheets, flat: () => writeDays(calendar), json: calendar }))
  return file
}

/** Taken in at `at`, promised by the sample calendar. */
async function takeIn(desk: WireDesk, at: string): Promise<{ dossierId: string; dueAt: string | null; code: string }> {
  const due = computeDue(at, limit, sample)
  if (!due.ok) throw new Error(due.code)
  const dossierId = newDossierId()
  const plain = samplePayloads.received()
  const code = `000.00.01.H53-${at.slice(2, 10).replaceAll('-', '')}-${dossierId.slice(-4)}`
  const payload = { ...plain, due: due.due, number: { code, kind: 'leased' as const } }
  const { outcomes } = await desk.push([[makeEvent(desk, dossierId, 'received', { payload, at })]])
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted'])
  return { dossierId, dueAt: due.due.dueAt, code }
}

describe.each(engines)('calendars from files on $name', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await createWorld(engine)
  }, 60_000)
  afterAll(() => world.stop())
  const run = (name: string, file: string, flags: Flags = {}) =>
    commands[name]!.run(world.gateway.store, [file], { flags, ask: null })

  it('name the dossiers whose date would move, change no promise, and come down to a desk', async () => {
    const desk = await world.enrol()
    const touched = await takeIn(desk, '2026-11-24T08:00:00+07:00')
    const before = await takeIn(desk, '2026-11-10T08:00:00+07:00')
    const file = await fileOf('lich.xlsx', changed('2026.2'))
    const lines = await run('import-calendar', file, { yes: true })
    expect(lines).toContain('  25/11/2026: như thường lệ → nghỉ lễ, Ngày nghỉ thêm')
    expect(lines).toContain(`  ${touched.code}: đã hẹn 17:00 ngày 27/11/2026; theo lịch mới 17:00 ngày 30/11/2026`)
    expect(lines.join('\n')).toContain('1 hồ sơ đang giải quyết có ngày hẹn khác đi')
    expect(lines.join('\n')).not.toContain(before.code)
    expect((await desk.reference('calendar')).body).toEqual(changed('2026.2'))
    const { dossiers } = await desk.pull(null, 50)
    const received = dossiers.flatMap(({ events }) => events).find(({ dossierId }) => dossierId === touched.dossierId)
    expect(received?.payload).toMatchObject({ due: { dueAt: touched.dueAt, calendarVersion: sample.version } })
  })

  it('add a year by a CSV of its days', async () => {
    const file = join(folder, 'nghi-2028.csv')
    const days = [
      'Ngày;Đến ngày;Loại;Lý do',
      '01/01/2028;03/01/2028;nghỉ lễ;Tết Dương lịch',
      '25/01/2028;31/01/2028;nghỉ lễ;Tết Mậu Thân',
      '30/04/2028;02/05/2028;nghỉ lễ;Ngày Chiến thắng',
      '02/09/2028;05/09/2028;nghỉ lễ;Quốc khánh',
    ]
    await writeFile(file, days.join('\r\n'))
    const lines = await run('import-calendar', file, { version: '2028.1', yes: true, commune: communeB })
    expect(lines[0]).toBe('Phiên bản 2028.1: 17 ngày thay đổi, thêm năm 2028.')
    const desk = await world.enrol(communeB)
    expect((await desk.reference('calendar')).body).toMatchObject({ years: [2025, 2026, 2027, 2028] })
    const out = join(folder, 'ra.json')
    await run('calendar-export', out, { commune: communeB })
    expect(workingCalendarSchema.parse(JSON.parse(await readFile(out, 'utf8'))).source).toContain('2028: nghi-2028.csv')
  })

  it('with an error nothing is imported', async () => {
    const file = join(folder, 'sai.csv')
    await writeFile(file, 'Ngày,Loại,Tên\n31/02/2028,nghỉ lễ,x\n10/05/2028,làm bù,y\n')
    await expect(run('import-calendar', file, { version: 'x', yes: true })).rejects.toThrow(/cột A[^]*Không nhập gì/)
    await expect(run('import-calendar', file, { yes: true, commune: '00000' })).rejects.toThrow('Không có xã')
  })
})
