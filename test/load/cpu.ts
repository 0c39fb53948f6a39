/** Processor time of the gateway's processes and of the database's sessions: says what a thing costs however busy the machine is. */
import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Store } from '../../gateway/store/store.ts'

export interface CpuTime {
  gatewayMs: number
  /** null: the database is on another machine, or none that tells. */
  databaseMs: number | null
}

/** `USER_HZ`, which is 100 on every Linux that Node runs on. */
const msPerTick = 10

export async function readCpu(children: readonly ChildProcess[], store: Store): Promise<CpuTime> {
  const gateway = await Promise.all(children.map(askChild))
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database()`.execute(store.db)
  const sessions = await Promise.all(rows.map(({ pid }) => readProcess(pid)))
  const known = sessions.filter((ms) => ms !== null)
  return { gatewayMs: sum(gateway), databaseMs: known.length === 0 ? null : sum(known) }
}

/** Per item, since `before`. Sessions that ended meanwhile are missing: the pool keeps its own. */
export function perItem(before: CpuTime, after: CpuTime, items: number): CpuTime {
  const each = (ms: number) => Math.round((100 * ms) / items) / 100
  return {
    gatewayMs: each(after.gatewayMs - before.gatewayMs),
    databaseMs:
      after.databaseMs === null || before.databaseMs === null ? null : each(after.databaseMs - before.databaseMs),
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function askChild(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (ms) => resolve(Number(ms)))
    child.send('cpu')
  })
}

/** Name of the program stands in brackets and may hold anything; user and system time are the 12th and 13th after it. */
export function readTicks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

async function readProcess(pid: number): Promise<number | null> {
  try {
    return readTicks(await readFile(`/proc/${pid}/stat`, 'utf8')) * msPerTick
  } catch {
    return null
  }
}
