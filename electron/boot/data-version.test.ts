import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { claimData, mustClaimData } from './data-version.ts'

let file: string
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'mot-cua-version-')), 'desk', 'version.json')
})
const running = (app: string, chromium: number | null = null) => ({ app, chromium })

describe('version of the data', () => {
  it('lets the same and newer versions in, and notes them', async () => {
    for (const app of ['0.1.0', '0.1.0', '0.2.0', '0.10.0', '1.0.0'])
      expect(await claimData(file, running(app))).toEqual({ kind: 'usable' })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ app: '1.0.0', chromium: null })
  })

  it('blocks older versions, compared as numbers', async () => {
    await claimData(file, running('0.10.2'))
    for (const app of ['0.9.9', '0.10.1', '0.2.30'])
      expect(await claimData(file, running(app))).toMatchObject({ kind: 'newerData', writtenBy: { app: '0.10.2' } })
    await expect(mustClaimData(file, running('0.9.0'))).rejects.toMatchObject({ code: 'DATA_VERSION' })
  })

  it('blocks an older Chromium, which would delete the database; an unknown one passes and forgets nothing', async () => {
    await claimData(file, running('1.0.0', 156))
    expect(await claimData(file, running('1.0.0', 155))).toMatchObject({ kind: 'newerData' })
    expect(await claimData(file, running('1.0.0', null))).toEqual({ kind: 'usable' })
    expect(await claimData(file, running('1.0.0', 155))).toMatchObject({ kind: 'newerData' })
  })

  it('touches nothing when the note cannot be read', async () => {
    await claimData(file, running('1.0.0'))
    const garbage = [
      '',
      '{',
      'null',
      '[]',
      '{"app":1,"chromium":null}',
      '{"app":"1.0","chromium":null}',
      '{"app":"1.0.0"}',
    ]
    for (const text of garbage) {
      await writeFile(file, text)
      expect([text, await claimData(file, running('1.0.0'))]).toEqual([text, { kind: 'unreadable' }])
      expect(await readFile(file, 'utf8')).toBe(text)
    }
    await expect(mustClaimData(file, running('1.0.0'))).rejects.toThrow('version.json')
  })
})
