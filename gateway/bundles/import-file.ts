/** A file from a stick at the command line: its parts one after the other, none but the present one in memory. */
import { open, readFile, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { bundleByteLimit } from '../../shared/wire/bundle.ts'
import { findParts, writePartHead } from '../../shared/wire/carried-file.ts'
import type { FoundPart } from '../../shared/wire/carried-file.ts'
import { Contents } from '../attachments/contents.ts'
import { openIdentity } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import { importBundle } from './import-bundle.ts'
import type { ImportContext, Imported, ImportProblem } from './import-bundle.ts'

export interface ImportPlace {
  store: Store
  attachmentsFolder: string | null
}
interface Counts {
  taken: number
  refused: number
  scans: number
  refusedScans: number
}

/** @returns lines to print. Throws with words when a file cannot be taken; what was taken until then stays. */
export async function importFile(place: ImportPlace, file: string, answerFile: string): Promise<string[]> {
  const { store, attachmentsFolder } = place
  const { signing } = await openIdentity(store)
  const contents = attachmentsFolder === null ? null : new Contents(attachmentsFolder)
  const context: ImportContext = { store, signing, contents, now: Date.now, report: () => undefined }
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const carried = await findParts(size, async (start, end) => (await readAt(handle, start, end)).toString('latin1'))
    if (carried.kind === 'single') return await importSingle(context, await readFile(file), answerFile)
    return await importParts(context, handle, { ...carried, answerFile })
  } finally {
    await handle.close()
  }
}

async function importSingle(context: ImportContext, content: Uint8Array, answerFile: string): Promise<string[]> {
  const [first, ...further] = await takePart(context, content)
  const counts = countIn(first === undefined ? [] : [first])
  if (first !== undefined) await writeFile(answerFile, first.answer)
  for (const [index, { answer }] of further.entries()) await writeFile(nameOfPart(answerFile, index + 2), answer)
  const parts = further.length + 1
  const more = parts === 1 ? [] : [`tệp phản hồi gồm ${parts} phần: ${answerFile}, ${nameOfPart(answerFile, 2)}…`]
  return [...describe(counts), ...more]
}

interface CarriedParts {
  parts: readonly FoundPart[]
  cut: boolean
  answerFile: string
}

async function importParts(
  context: ImportContext,
  handle: FileHandle,
  { parts, cut, answerFile }: CarriedParts,
): Promise<string[]> {
  const answers: string[] = []
  const firsts: Imported[] = []
  const troubles: string[] = []
  for (const { part, start, bytes } of parts) {
    try {
      if (bytes > bundleByteLimit) throw new ImportError('NOT_A_BUNDLE')
      const taken = await takePart(context, await readAt(handle, start, start + bytes))
      answers.push(...taken.map(({ answer }) => answer))
      firsts.push(...taken.slice(0, 1))
    } catch (error) {
      // A part that is damaged disturbs no other.
      if (!(error instanceof ImportError)) throw error
      troubles.push(`phần ${part}: ${error.message}`)
    }
    // After each: whatever stops this, the desk has an answer to what was taken.
    if (answers.length > 0) await writeAnswers(answerFile, answers)
  }
  if (cut) troubles.push('tệp bị cắt cụt, các phần sau không có trong tệp: hãy chép lại từ USB rồi nhập lại')
  const words = describe(countIn(firsts))
  if (troubles.length > 0) throw new Error([...words, ...troubles].join('\n'))
  return words
}

class ImportError extends Error {
  constructor(problem: ImportProblem) {
    super(`Không nhận được tệp: ${problem}`)
  }
}

/** All parts of its answer. */
async function takePart(context: ImportContext, content: Uint8Array): Promise<Imported[]> {
  const taken: Imported[] = []
  for (let part = 1; part <= (taken[0]?.parts ?? 1); part++) {
    const imported = await importBundle(context, content, { part })
    if (!imported.ok) throw new ImportError(imported.problem)
    taken.push(imported)
  }
  return taken
}

async function writeAnswers(file: string, answers: readonly string[]): Promise<void> {
  const framed = answers.map((answer, index) => {
    const head = { part: index + 1, parts: answers.length, bytes: Buffer.byteLength(answer) }
    return writePartHead(head) + answer
  })
  await writeFile(file, framed.join(''))
}

async function readAt(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start)
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start)
  return buffer.subarray(0, bytesRead)
}

function countIn(all: readonly Imported[]): Counts {
  const counts: Counts = { taken: 0, refused: 0, scans: 0, refusedScans: 0 }
  for (const one of all)
    if (one.kind === 'push')
      for (const { outcome } of one.outcomes) counts[outcome === 'rejected' ? 'refused' : 'taken'] += 1
    else for (const { kind } of one.scans) counts[kind === 'refused' ? 'refusedScans' : 'scans'] += 1
  return counts
}

function describe({ taken, refused, scans, refusedScans }: Counts): string[] {
  const dossiers = `nhận ${taken}, không nhận ${refused}`
  return scans + refusedScans === 0 ? [dossiers] : [dossiers, `bản quét: nhận ${scans}, không nhận ${refusedScans}`]
}

/** `/stick/answer.motcua` → `/stick/answer-2.motcua` */
function nameOfPart(file: string, part: number): string {
  const { dir, name, ext } = parse(file)
  return join(dir, `${name}-${part}${ext}`)
}
