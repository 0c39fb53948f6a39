/**
 * Puts lines that the journal lost back from its copy, before the journal is opened. What is damaged was kept aside by the
 * journal itself when it found it.
 */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Disk } from '../disk/disk.ts'
import { writeDurably } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'
import { mergeLines } from './merge-lines.ts'

export interface HealPlace {
  disk: Disk
  journalFolder: string
  backupFolder: string
  log: Log
}
interface Healing {
  name: string
  damaged: Buffer
  healed: Buffer
  added: number
}

const segmentPattern = /^\d{12}\.jsonl$/
const markName = 'needs-healing'
const triedName = 'healing-tried'
/** A share that does not answer must not keep a desk from starting. */
const patience = 5000

/**
 * Asks for a thorough healing at the next start: damage inside a segment does not show in its size. What was tried once
 * without help (`findings` are the same) is not asked for again: it would make every start read everything.
 */
export async function askForHealing(
  { disk, journalFolder }: Pick<HealPlace, 'disk' | 'journalFolder'>,
  findings: string,
): Promise<void> {
  const tried = await disk.readFile(join(journalFolder, triedName))
  if (tried?.toString('utf8') !== findings)
    await writeDurably(disk, join(journalFolder, markName), Buffer.from(findings))
}

/** Resolves with how many lines came back. Never rejects: without its copy the journal is opened as it is. */
export async function healJournal(place: HealPlace): Promise<number> {
  const { log } = place
  try {
    const plan = await Promise.race([planHealing(place), sleep(patience, null, { ref: false })])
    if (plan === null) log.warn({}, 'the backup does not answer')
    else return await applyHealing(place, plan)
  } catch (error) {
    log.error({ error: errorName(error) }, 'healing failed')
  }
  return 0
}

/**
 * For a machine that has no journal yet: all of the copy, however long it takes. Resolves with the lines that are then here.
 * Throws what the disk throws, and when there is a copy of which no line is sound: a desk that began anew would give its
 * numbers a second time.
 */
export async function restoreJournal({ disk, journalFolder, backupFolder }: Omit<HealPlace, 'log'>): Promise<number> {
  const names = (await disk.list(join(backupFolder, 'journal'))).filter((name) => segmentPattern.test(name))
  await disk.makeFolder(journalFolder)
  let total = 0
  for (const name of names) {
    // What an attempt that was cut short left.
    const own = (await disk.readFile(join(journalFolder, name))) ?? Buffer.alloc(0)
    const copied = (await disk.readFile(join(backupFolder, 'journal', name))) ?? Buffer.alloc(0)
    const { bytes, lines, isTorn } = mergeLines(own, copied)
    if (isTorn) throw new Error('Lines of another journal are here.')
    await writeDurably(disk, join(journalFolder, name), bytes)
    total += lines
  }
  if (names.length > 0 && total === 0) throw new Error('No line of the copied journal is sound.')
  return total
}

/** Reads only. A segment that is there and not shorter than its copy is looked into only when asked for. */
async function planHealing({ disk, journalFolder, backupFolder, log }: HealPlace): Promise<Healing[]> {
  const thorough = (await disk.readFile(join(journalFolder, markName))) !== null
  const plan: Healing[] = []
  for (const name of await disk.list(join(backupFolder, 'journal'))) {
    if (!segmentPattern.test(name)) continue
    const paths = [join(journalFolder, name), join(backupFolder, 'journal', name)] as const
    if (!thorough && (await sizeOf(disk, paths[0])) >= (await sizeOf(disk, paths[1]))) continue
    const damaged = (await disk.readFile(paths[0])) ?? Buffer.alloc(0)
    const { bytes, added, isTorn } = mergeLines(damaged, (await disk.readFile(paths[1])) ?? Buffer.alloc(0))
    // A desk that began anew because its copy did not answer: mixed, neither history could be followed.
    if (isTorn) log.error({ name }, 'the backup is of another journal')
    else if (added > 0) plan.push({ name, damaged, healed: bytes, added })
  }
  return plan
}

async function applyHealing({ disk, journalFolder, log }: HealPlace, plan: readonly Healing[]): Promise<number> {
  await disk.makeFolder(journalFolder)
  for (const { name, damaged, healed } of plan) {
    const path = join(journalFolder, name)
    if (damaged.length > 0) await writeDurably(disk, `${path}.before-healing`, damaged)
    await writeDurably(disk, path, healed)
  }
  const lines = plan.reduce((sum, { added }) => sum + added, 0)
  if (lines > 0) log.warn({ lines }, 'journal lines put back from the backup')
  const mark = await disk.readFile(join(journalFolder, markName))
  if (mark !== null) await disk.rename(join(journalFolder, markName), join(journalFolder, triedName))
  return lines
}

/** -1: there is no such file. */
async function sizeOf(disk: Disk, path: string): Promise<number> {
  try {
    const file = await disk.open(path, 'read')
    await file.close()
    return file.size
  } catch {
    return -1
  }
}
