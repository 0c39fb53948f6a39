import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSessions } from './sessions.ts'

let file: string
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'mot-cua-sessions-')), 'sessions.json')
})
const hour = 3600_000

describe('sessions', () => {
  it('end after a working day, tokens after ten minutes', async () => {
    let now = 0
    const sessions = await openSessions(file, () => now)
    const late = sessions.mintToken()
    const secret = await sessions.redeem(sessions.mintToken())
    expect(sessions.isKnown(secret ?? '')).toBe(true)
    now = 11 * 60_000
    expect(await sessions.redeem(late)).toBe(null)
    now = 15 * hour
    expect(sessions.isKnown(secret ?? '')).toBe(true)
    now = 17 * hour
    expect(sessions.isKnown(secret ?? '')).toBe(false)
  })

  it('give one secret to two who come with one token at once', async () => {
    const sessions = await openSessions(file)
    const token = sessions.mintToken()
    const secrets = await Promise.all([sessions.redeem(token), sessions.redeem(token)])
    expect(secrets.filter((secret) => secret !== null)).toHaveLength(1)
  })

  it('are not the token, and a token is no session', async () => {
    const sessions = await openSessions(file)
    const token = sessions.mintToken()
    expect(sessions.isKnown(token)).toBe(false)
    expect(await sessions.redeem(token)).not.toBe(token)
  })

  it('start anew from a file that is none', async () => {
    for (const text of [
      '',
      '{',
      '[1]',
      '[{"hash":"x","until":1}]',
      '[null]',
      '{"hash":1}',
      '[{"hash":[],"until":9e99}]',
    ]) {
      await writeFile(file, text)
      const sessions = await openSessions(file)
      expect(sessions.isKnown('x')).toBe(false)
      expect(await sessions.redeem(sessions.mintToken())).toMatch(/^[\w-]{43}$/)
    }
  })

  it('stay few: the oldest goes first', async () => {
    const sessions = await openSessions(file)
    const secrets: string[] = []
    for (let index = 0; index < 20; index++) secrets.push((await sessions.redeem(sessions.mintToken())) ?? '')
    expect(secrets.map(sessions.isKnown)).toEqual([...Array(4).fill(false), ...Array(16).fill(true)])
  })
})
