import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { workingCalendarSchema } from '../../shared/deadline/calendar.ts'
import { checkCalendar } from '../../shared/deadline/check-calendar.ts'
import { computeDue } from '../../shared/deadline/compute-due.ts'
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import { officerSchema, organisationTreeSchema } from '../../shared/reference/organisation.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const { procedures } = catalogueSchema.parse(read('catalogue.json'))
const { organisations } = organisationTreeSchema.parse(read('organisations.json'))
const calendar = workingCalendarSchema.parse(read('calendar.json'))
const { officers } = z
  .object({ officers: z.array(officerSchema.omit({ pin: true }).strict()) })
  .parse(read('officers.json'))
const ids = new Set(organisations.map((organisation) => organisation.id))
const isUnique = (values: readonly string[]) => new Set(values).size === values.length

describe('sample catalogue', () => {
  it('names each procedure once, and each with a unit of the tree', () => {
    expect(isUnique(procedures.map((procedure) => procedure.code))).toBe(true)
    expect(procedures.filter(({ resolvingUnitId }) => !ids.has(resolvingUnitId ?? ''))).toEqual([])
  })

  it('holds enough for a commune’s day, each with two to six components, a source, and NFC text', () => {
    expect(procedures.length).toBeGreaterThanOrEqual(40)
    const odd = procedures.filter(
      ({ components, source }) => components.length < 2 || components.length > 6 || source === '',
    )
    expect(odd.map(({ code }) => code)).toEqual([])
    const text = readFileSync(new URL('catalogue.json', import.meta.url), 'utf8')
    expect(text).toBe(text.normalize('NFC'))
  })

  it('has limits that the sample calendar can count, from any channel', () => {
    const receivedAt = '2026-11-24T15:30:00+07:00'
    const limits = procedures.flatMap(({ timeLimit, timeLimitByChannel }) => [
      timeLimit,
      ...Object.values(timeLimitByChannel),
    ])
    expect(limits.filter((limit) => !computeDue(receivedAt, limit, calendar).ok)).toEqual([])
  })

  it('gives each procedure components, each with an id of its own', () => {
    const faulty = procedures.filter(
      ({ components }) => components.length === 0 || !isUnique(components.map((component) => component.id)),
    )
    expect(faulty.map(({ code }) => code)).toEqual([])
  })

  it('has no limit or fee for a channel that the procedure does not take', () => {
    const faulty = procedures.filter(({ channels, fees, timeLimitByChannel }) => {
      const named = [...Object.keys(timeLimitByChannel), ...fees.map((fee) => fee.channel)]
      return named.some((channel) => channel !== null && !(channels as string[]).includes(channel))
    })
    expect(faulty.map(({ code }) => code)).toEqual([])
  })
})

describe('sample organisations and officers', () => {
  it('all hang in the tree', () => {
    expect(ids.size).toBe(organisations.length)
    expect(organisations.filter(({ parentId }) => parentId !== null && !ids.has(parentId))).toEqual([])
    expect(officers.filter((officer) => !ids.has(officer.organisationId))).toEqual([])
  })

  it('cover the roles a desk needs', () => {
    const roles = officers.flatMap((officer) => officer.roles)
    expect(roles.filter((role) => role === 'intake').length).toBeGreaterThanOrEqual(3)
    expect(roles).toEqual(expect.arrayContaining(['leader', 'supervisor', 'it']))
  })
})

describe('sample calendar', () => {
  it('is without fault, and leaves 24 November a working day', () => {
    expect(checkCalendar(calendar)).toEqual([])
    expect(calendar.specialDays.map((day) => day.date)).not.toContain('2026-11-24')
  })
})
