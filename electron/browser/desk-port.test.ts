import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { listenOnDeskPort } from './desk-port.ts'

let file: string
let taken: Set<number>
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'mot-cua-port-')), 'port.json')
  taken = new Set()
})
const listen = async (port: number) => {
  if (taken.has(port)) throw Object.assign(new Error('taken'), { code: 'EADDRINUSE' })
  return port
}
const choose = (wanted: number | null = null) => listenOnDeskPort({ file, wanted, listen })

describe('the desk’s port', () => {
  it('is chosen once, below the ports that systems hand out', async () => {
    const { listening, insteadOf } = await choose()
    expect(listening).toBeGreaterThanOrEqual(20_000)
    expect(listening).toBeLessThan(32_768)
    expect(insteadOf).toBe(null)
    for (let start = 0; start < 5; start++) expect(await choose()).toEqual({ listening, insteadOf: null })
  })

  it('when taken gives way for that start only, and says so', async () => {
    const { listening: own } = await choose()
    taken.add(own)
    const other = await choose()
    expect(other.insteadOf).toBe(own)
    expect(other.listening).not.toBe(own)
    taken.clear()
    expect(await choose()).toEqual({ listening: own, insteadOf: null })
  })

  it('asked for by hand is kept, and taken is refused rather than replaced', async () => {
    expect(await choose(21_000)).toEqual({ listening: 21_000, insteadOf: null })
    expect((await choose()).listening).toBe(21_000)
    taken.add(22_000)
    await expect(choose(22_000)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect((await choose()).listening).toBe(21_000)
  })

  it('is chosen anew when its note is none', async () => {
    for (const text of ['', '{', '{"port":"21000"}', '{"port":80}', '{"port":1e9}', '{"port":21000.5}', 'null']) {
      await writeFile(file, text)
      const { listening, insteadOf } = await choose()
      expect(insteadOf).toBe(null)
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ port: listening })
    }
  })

  it('passes on every other failure', async () => {
    const broken = async () => Promise.reject(Object.assign(new Error('no loopback'), { code: 'EADDRNOTAVAIL' }))
    await expect(listenOnDeskPort({ file, wanted: null, listen: broken })).rejects.toThrow('no loopback')
  })
})
