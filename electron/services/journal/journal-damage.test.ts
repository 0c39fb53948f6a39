/** What a journal makes of its files after power cuts, bad sectors and curious hands. */
import { describe, expect, it } from 'vitest'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { commitText, findBrokenEvents, JournalHarness, readAll } from '../../../test/support/journal-harness.ts'
import type { MemoryDisk } from '../../../test/support/memory-disk.ts'

const ids = (events: readonly DossierEvent[]) => events.map((event) => event.id)

/** Two commits of one event and one of two, over as few or many segments as asked. */
async function written(segmentBytes?: number, commits = 4) {
  const harness = new JournalHarness()
  if (segmentBytes !== undefined) harness.options.segmentBytes = segmentBytes
  const journal = await harness.open()
  const byCommit: DossierEvent[][] = []
  for (let n = 1; n <= commits; n++) byCommit.push(await commitText(journal, n, 1 + (n % 2)))
  await journal.close()
  return { harness, byCommit, pristine: harness.disk }
}

function quarantineOf(disk: MemoryDisk): string[] {
  return disk.paths().filter((path) => path.includes('/quarantine/'))
}

describe('a torn last line', () => {
  it('at every byte: all before it is read, it is kept aside, and later commits are sound', async () => {
    const { harness, byCommit, pristine } = await written()
    const [path] = harness.segmentPaths()
    const whole = pristine.contentOf(path!)
    const lastStart = whole.lastIndexOf(0x0a, whole.length - 2) + 1
    for (let cut = lastStart; cut < whole.length; cut++) {
      harness.disk = pristine.clone()
      harness.disk.setContent(path!, whole.subarray(0, cut))
      const journal = await harness.open()
      const onlyBreakMissing = cut === whole.length - 1
      const expected = byCommit.slice(0, onlyBreakMissing ? 4 : 3).flat()
      expect(ids(await readAll(journal))).toEqual(ids(expected))
      const torn = (await journal.status()).quarantined
      expect(torn.map(({ reason }) => reason)).toEqual(cut === lastStart || onlyBreakMissing ? [] : ['torn'])
      if (torn[0]) expect(harness.disk.contentOf(torn[0].keptIn)).toEqual(whole.subarray(lastStart, cut))
      const added = await commitText(journal, 9)
      await journal.close()
      const reopened = await harness.open()
      expect(ids(await readAll(reopened))).toEqual(ids([...expected, ...added]))
      expect(findBrokenEvents([...expected, ...added])).toEqual([])
      expect((await reopened.status()).quarantined).toEqual([])
    }
  })

  it('that cannot be kept aside is left where it is, and nothing is written behind it', async () => {
    const { harness, byCommit } = await written()
    const [path] = harness.segmentPaths()
    const torn = harness.disk.contentOf(path!).subarray(0, -5)
    harness.disk.setContent(path!, torn)
    const keep = harness.disk.rename.bind(harness.disk)
    harness.disk.rename = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
    const journal = await harness.open()
    harness.disk.rename = keep
    expect((await journal.status()).quarantined).toMatchObject([{ reason: 'torn', keptIn: '' }])
    const added = await commitText(journal, 9)
    expect(harness.disk.contentOf(path!)).toEqual(torn)
    expect(ids(await readAll(await harness.open()))).toEqual(ids([...byCommit.slice(0, 3).flat(), ...added]))
  })

  it('filled up with zeros by the file system', async () => {
    const { harness, byCommit } = await written()
    const [path] = harness.segmentPaths()
    harness.disk.setContent(path!, Buffer.concat([harness.disk.contentOf(path!), Buffer.alloc(5000)]))
    const journal = await harness.open()
    const added = await commitText(journal, 9)
    expect(ids(await readAll(await harness.open()))).toEqual(ids([...byCommit.flat(), ...added]))
  })
})

describe('a flipped byte', () => {
  it('anywhere costs at most the commit it lies in, which is kept aside and reported', async () => {
    const { harness, byCommit, pristine } = await written()
    const [path] = harness.segmentPaths()
    const whole = pristine.contentOf(path!)
    const flips = [0x01, 0x20, 0x80]
    for (let at = 0; at < whole.length; at++) {
      harness.disk = pristine.clone()
      const damaged = Buffer.from(whole)
      damaged[at]! ^= flips[at % flips.length]!
      harness.disk.setContent(path!, damaged)
      const line = whole.subarray(0, at).filter((byte) => byte === 0x0a).length
      const journal = await harness.open()
      const read = ids(await readAll(journal))
      const survivors = whole[at] === 0x0a ? byCommit : byCommit.filter((_, index) => index !== line)
      expect(read).toEqual(ids(survivors.flat()))
      const { quarantined } = await journal.status()
      expect(quarantined.length > 0 || whole[at] === 0x0a).toBe(true)
      for (const { keptIn } of quarantined) expect(harness.disk.contentOf(keptIn).length).toBeGreaterThan(0)
    }
  })

  it('in the last commit never lets its numbers be given to other events', async () => {
    const { harness } = await written()
    const [path] = harness.segmentPaths()
    const damaged = harness.disk.contentOf(path!)
    damaged[damaged.length - 60]! ^= 1
    harness.disk.setContent(path!, damaged)
    const journal = await harness.open()
    expect((await journal.status()).lastSeq).toBe(5)
    const added = await commitText(journal, 9)
    const page = await journal.read({ afterSeq: 6, limit: 10 })
    expect(page.records.map(({ event }) => event.id)).toEqual(ids(added))
    const reopened = await harness.open()
    expect(ids(await readAll(reopened)).at(-1)).toBe(added[0]!.id)
    expect(quarantineOf(harness.disk)).toHaveLength(1)
    expect((await reopened.status()).quarantined).toHaveLength(1)
  })
})

describe('segments', () => {
  it('a missing one is reported; all others stay readable and writable', async () => {
    const { harness, byCommit, pristine } = await written(10)
    const paths = harness.segmentPaths()
    expect(paths).toHaveLength(4)
    for (const [index, path] of paths.slice(0, 3).entries()) {
      harness.disk = pristine.clone()
      harness.disk.delete(path)
      const journal = await harness.open()
      const others = byCommit.filter((_, commit) => commit !== index).flat()
      expect(ids(await readAll(journal))).toEqual(ids(others))
      expect((await journal.status()).quarantined).toMatchObject([{ reason: 'unreadable' }])
      await commitText(journal, 9)
      expect(await readAll(await harness.open())).toHaveLength(others.length + 1)
    }
  })

  it('one that lost whole lines at its end is reported', async () => {
    const { harness, byCommit } = await written(1000)
    const [first] = harness.segmentPaths()
    const whole = harness.disk.contentOf(first!)
    harness.disk.setContent(first!, whole.subarray(0, whole.lastIndexOf(0x0a, whole.length - 2) + 1))
    const journal = await harness.open()
    expect((await readAll(journal)).length).toBeLessThan(byCommit.flat().length)
    expect((await journal.status()).quarantined).toMatchObject([{ reason: 'unreadable' }])
  })

  it('a line moved, copied or taken from another place is not taken for a new one', async () => {
    const { harness, byCommit } = await written()
    const [path] = harness.segmentPaths()
    const lines = harness.disk.contentOf(path!).toString('latin1').split('\n').slice(0, 4)
    const shuffled = [lines[1], lines[0], lines[1], lines[2], lines[3], lines[3], '']
    harness.disk.setContent(path!, Buffer.from(shuffled.join('\n'), 'latin1'))
    const journal = await harness.open()
    expect(ids(await readAll(journal))).toEqual(ids(byCommit.slice(1).flat()))
    expect((await journal.status()).quarantined.length).toBeGreaterThanOrEqual(3)
  })

  it('foreign and empty files in the folder are left alone', async () => {
    const { harness, byCommit } = await written()
    harness.disk.setContent(`${harness.folder}/ghi chú.txt`, Buffer.from('x'))
    harness.disk.setContent(`${harness.folder}/000000000001.jsonl.bak`, Buffer.from('{"seq":1'))
    harness.disk.setContent(`${harness.folder}/000000000007.jsonl`, Buffer.alloc(0))
    const journal = await harness.open()
    const added = await commitText(journal, 9)
    expect(ids(await readAll(await harness.open()))).toEqual(ids([...byCommit.flat(), ...added]))
    expect((await journal.status()).quarantined).toEqual([])
  })

  it('garbage in place of the journal is kept aside, and the desk works', async () => {
    const harness = new JournalHarness()
    harness.disk.setContent(
      `${harness.folder}/000000000001.jsonl`,
      Buffer.from('\u0000\u0001{"seq":}\n\n\n{"seq":1,'.repeat(50)),
    )
    const journal = await harness.open()
    const added = await commitText(journal, 1)
    expect(ids(await readAll(await harness.open()))).toEqual(ids(added))
    expect(quarantineOf(harness.disk).length).toBeGreaterThan(0)
  })
})
