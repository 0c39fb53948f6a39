import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOfficialCode, isProvisionalCode } from '../../../shared/dossier/numbers.ts'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { sampleReferences } from '../../../test/support/sample-references.ts'
import { silentLog } from '../log.ts'
import { failure } from '../province/failure.ts'
import { Numbers } from './numbers.ts'
import { datesAhead, localDate, TopUp } from './top-up.ts'

const file = '/data/numbers.json'
const today = '2026-11-24'
const { calendar } = sampleReferences()

class Stock {
  disk = new MemoryDisk()
  policy: 'leased' | 'provisional' = 'leased'
  used: string[] = []
  nextOf = new Map<string, number>()

  open(): Promise<Numbers> {
    const { used } = this
    async function* usedCodes() {
      yield* used
    }
    const policy = () => this.policy
    return Numbers.open({ disk: this.disk, file, deskId: 'desk-1', log: silentLog, policy, usedCodes })
  }

  /** As a gateway does: never the same block twice. */
  lease(date: string, count: number) {
    const first = this.nextOf.get(date) ?? 1
    this.nextOf.set(date, first + count)
    return { date, prefix: `000.00.01.H53-${date.slice(2).replaceAll('-', '')}-`, first, last: first + count - 1 }
  }
}

describe('numbers', () => {
  it('are leased ones in order, then provisional ones', async () => {
    const stock = new Stock()
    const numbers = await stock.open()
    await numbers.addLease(stock.lease(today, 2))
    await numbers.addLease(stock.lease('2026-11-25', 50))
    expect(numbers.status()).toEqual({
      policy: 'leased',
      leases: [
        { date: today, remaining: 2, size: 2 },
        { date: '2026-11-25', remaining: 50, size: 50 },
      ],
    })
    const taken = [await numbers.take(today), await numbers.take(today), await numbers.take(today)]
    expect(taken).toEqual([
      { code: '000.00.01.H53-261124-0001', kind: 'leased' },
      { code: '000.00.01.H53-261124-0002', kind: 'leased' },
      { code: 'TẠM-desk-1-261124-001', kind: 'provisional' },
    ])
    expect((await numbers.take('2026-11-23')).code).toBe('TẠM-desk-1-261123-001')
    expect((await numbers.take('2026-11-25')).kind).toBe('leased')
  })

  it('are provisional when the province says so, leases or not', async () => {
    const stock = new Stock()
    stock.policy = 'provisional'
    const numbers = await stock.open()
    await numbers.addLease(stock.lease(today, 50))
    expect(await numbers.take(today)).toEqual({ code: 'TẠM-desk-1-261124-001', kind: 'provisional' })
  })

  it('never come from a block that overlaps one already held', async () => {
    const stock = new Stock()
    const numbers = await stock.open()
    const lease = stock.lease(today, 50)
    expect(await numbers.addLease(lease)).toBe(true)
    expect(await numbers.addLease(lease)).toBe(false)
    expect(await numbers.addLease({ ...lease, first: 50, last: 99 })).toBe(false)
    expect(numbers.remainingOn(today)).toBe(50)
  })

  it('are refused rather than given out when the disk does not take them', async () => {
    const stock = new Stock()
    const numbers = await stock.open()
    await numbers.addLease(stock.lease(today, 50))
    stock.disk.failFrom(0, { code: 'ENOSPC' })
    await expect(numbers.take(today)).rejects.toThrow('ENOSPC')
    stock.disk.heal()
    expect((await numbers.take(today)).code).toBe('000.00.01.H53-261124-0001')
  })

  it('go on where the journal ends when their file is lost or damaged', async () => {
    const stock = new Stock()
    stock.used = [
      'TẠM-desk-1-261124-007',
      'TẠM-desk-1-261124-003',
      '000.00.01.H53-261124-0005',
      'TẠM-desk-2-261124-900',
      'rác',
    ]
    expect((await (await stock.open()).take(today)).code).toBe('TẠM-desk-1-261124-008')
    stock.disk.setContent(file, Buffer.from('{"version":1,"blocks":[],"provisional":{}}'))
    expect((await (await stock.open()).take(today)).code).toBe('TẠM-desk-1-261124-008')
  })

  it('are never given out twice, over crashes, failing disks and restarts', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant('take' as const) },
      { weight: 2, arbitrary: fc.constant('together' as const) },
      { weight: 1, arbitrary: fc.constant('lease' as const) },
      { weight: 2, arbitrary: fc.constant('crash' as const) },
      { weight: 2, arbitrary: fc.record({ after: fc.nat(6), partly: fc.nat(200) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const stock = new Stock()
        const given: string[] = []
        let numbers = await stock.open()
        const take = async () => given.push((await numbers.take(today)).code)
        for (const one of steps) {
          if (one === 'take') await take().catch(() => undefined)
          else if (one === 'together') await Promise.allSettled([take(), take(), take()])
          else if (one === 'lease') await numbers.addLease(stock.lease(today, 3)).catch(() => undefined)
          else if (one === 'crash') {
            stock.disk.heal()
            stock.disk.crash((lost) => lost)
            stock.used = given
            numbers = await stock.open()
          } else stock.disk.failAt(one.after, { code: 'EIO', partly: one.partly })
        }
        expect(new Set(given).size).toBe(given.length)
        expect(given.every((code) => isOfficialCode(code) || isProvisionalCode(code))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('topping up', () => {
  function topUpOf(stock: Stock, numbers: Numbers, answers: { refuse?: boolean; offline?: boolean } = {}) {
    const asked: string[] = []
    const clock = { now: Date.parse('2026-11-24T01:00:00Z') }
    const topUp = new TopUp({
      numbers,
      policy: () => stock.policy,
      calendar: () => calendar,
      now: () => clock.now,
      log: silentLog,
      province: {
        async lease({ date, count }) {
          asked.push(date)
          if (answers.offline) return failure('OFFLINE', '')
          if (answers.refuse && date === today) return failure('REFUSED', '')
          return { ok: true, value: stock.lease(date, count) }
        },
      },
    })
    return { topUp, asked, clock }
  }

  it('keeps today and three working days ahead in stock, and follows the days', async () => {
    const stock = new Stock()
    const numbers = await stock.open()
    const { topUp, asked, clock } = topUpOf(stock, numbers)
    await topUp.run()
    expect(asked).toEqual([today, '2026-11-25', '2026-11-26', '2026-11-27'])
    await topUp.run()
    expect(asked).toHaveLength(4)
    for (let n = 0; n < 31; n++) await numbers.take(today)
    await Promise.all([topUp.run(), topUp.run()])
    expect(asked.slice(4)).toEqual([today])
    expect(numbers.remainingOn(today)).toBe(69)
    clock.now += 86_400_000
    await topUp.run()
    expect(asked.slice(5)).toEqual(['2026-11-30'])
    expect(numbers.status().leases.map(({ date }) => date)).toEqual([
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
    ])
  })

  it('asks for nothing under the provisional policy, stops offline, and goes on past a refused day', async () => {
    const stock = new Stock()
    const numbers = await stock.open()
    stock.policy = 'provisional'
    const quiet = topUpOf(stock, numbers)
    await quiet.topUp.run()
    expect(quiet.asked).toEqual([])
    stock.policy = 'leased'
    const offline = topUpOf(stock, numbers, { offline: true })
    await offline.topUp.run()
    expect(offline.asked).toEqual([today])
    const refused = topUpOf(stock, numbers, { refuse: true })
    await refused.topUp.run()
    expect(refused.asked).toHaveLength(4)
    expect(numbers.remainingOn('2026-11-27')).toBe(50)
  })

  it('knows the day of Việt Nam, not of the machine', () => {
    expect(localDate(Date.parse('2026-11-24T17:30:00Z'), 'Asia/Ho_Chi_Minh')).toBe('2026-11-25')
    expect(localDate(Date.parse('2026-11-24T16:59:59Z'), 'Asia/Ho_Chi_Minh')).toBe('2026-11-24')
  })

  it('finds working days without a calendar, past its years, and in a broken one', () => {
    expect(datesAhead('2026-11-27', null)).toEqual(['2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'])
    expect(datesAhead('2031-11-28', calendar)).toHaveLength(4)
    const never = { ...calendar, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, specialDays: [] }
    expect(datesAhead(today, never)).toEqual([today])
  })
})
