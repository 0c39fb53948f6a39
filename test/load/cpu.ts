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
const lookEveryMs = 1000

/** From its creation to `stop`. Sessions are looked at each second, for what one has used is gone when it ends. */
export class CpuWatch {
  readonly #children: readonly ChildProcess[]
  readonly #store: Store
  readonly #sessions = new Map<number, { first: number; last: number }>()
  #gatewayMs = 0
  #timer: NodeJS.Timeout | null = null

  static async start(children: readonly ChildProcess[], store: Store): Promise<CpuWatch> {
    const watch = new CpuWatch(children, store)
    watch.#gatewayMs = await askChildren(children)
    await watch.#look(true)
    watch.#timer = setInterval(() => void watch.#look(false), lookEveryMs)
    return watch
  }

  private constructor(children: readonly ChildProcess[], store: Store) {
    this.#children = children
    this.#store = store
  }

  /** For each of so many items. */
  async stop(items: number): Promise<CpuTime> {
    if (this.#timer !== null) clearInterval(this.#timer)
    const gatewayMs = (await askChildren(this.#children)) - this.#gatewayMs
    await this.#look(false)
    const used = [...this.#sessions.values()].map(({ first, last }) => last - first)
    const each = (ms: number) => Math.round((100 * ms) / Math.max(1, items)) / 100
    return { gatewayMs: each(gatewayMs), databaseMs: used.length === 0 ? null : each(sum(used)) }
  }

  async #look(isFirst: boolean): Promise<void> {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity where datname = current_database()`.execute(this.#store.db)
    for (const { pid } of rows) {
      const ms = await readProcess(pid)
      if (ms === null) continue
      // One that began meanwhile has used all it has for this work.
      const { first } = this.#sessions.get(pid) ?? { first: isFirst ? ms : 0 }
      this.#sessions.set(pid, { first, last: ms })
    }
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

async function askChildren(children: readonly ChildProcess[]): Promise<number> {
  const all = children.map(
    (child) =>
      new Promise<number>((resolve) => {
        child.once('message', (ms) => resolve(Number(ms)))
        child.send('cpu')
      }),
  )
  return sum(await Promise.all(all))
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
