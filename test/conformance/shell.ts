/** What both shells promise: secrets come back exactly, to this user only; paper and files leave one way or the other. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Shell } from '../../electron/shell/shell.ts'
import { bridgeCalls } from '../../shared/bridge/contract.ts'

export interface ShellSubject {
  shell: Shell
  /** The same machine and user, later. */
  again(): Shell
  /** Another user, or another machine. */
  elsewhere(): Shell
  close(): Promise<void>
}

export function describeShell(name: string, make: () => Promise<ShellSubject>): void {
  describe(`${name}: shell`, () => {
    let subject: ShellSubject
    beforeEach(async () => {
      subject = await make()
    })
    afterEach(() => subject.close())

    it('opens what it sealed, whatever it was', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (secret) => {
          const { protector } = subject.shell
          const sealed = await protector.seal(secret)
          expect(Buffer.from(await protector.open(sealed)).equals(Buffer.from(secret))).toBe(true)
        }),
        { numRuns: 50 },
      )
    })

    it('opens it after a restart', async () => {
      const secret = Uint8Array.from([1, 2, 3, 250])
      const sealed = await subject.shell.protector.seal(secret)
      expect(await subject.again().protector.open(sealed)).toEqual(secret)
    })

    it('does not show the secret', async () => {
      const secret = Buffer.from('khoá của bàn làm việc')
      const sealed = Buffer.from(await subject.shell.protector.seal(secret))
      expect(sealed.includes(secret)).toBe(false)
      expect(sealed.includes(secret.toString('base64'))).toBe(false)
    })

    it('refuses what another user sealed', async () => {
      const sealed = await subject.elsewhere().protector.seal(Uint8Array.from([1, 2, 3]))
      await expect(subject.shell.protector.open(sealed)).rejects.toBeInstanceOf(Error)
    })

    it('refuses damage: each byte flipped, cut short, garbage', async () => {
      const sealed = await subject.shell.protector.seal(Uint8Array.from([9, 8, 7, 6]))
      for (let index = 0; index < sealed.length; index++) {
        const damaged = Uint8Array.from(sealed)
        damaged[index] = (damaged[index] ?? 0) ^ 1
        await expect(subject.shell.protector.open(damaged)).rejects.toBeInstanceOf(Error)
      }
      for (const length of [0, 3, 4, 16, sealed.length - 1])
        await expect(subject.shell.protector.open(sealed.slice(0, length))).rejects.toBeInstanceOf(Error)
    })

    it('answers the opening of practice as the bridge says', async () => {
      const opened = await subject.shell.openPractice()
      expect(bridgeCalls['practice.open'].result.safeParse(opened).success).toBe(true)
    })

    it('answers the opening of the board as the bridge says', async () => {
      const opened = await subject.shell.openBoard()
      expect(bridgeCalls['queue.openBoard'].result.safeParse(opened).success).toBe(true)
    })

    it('answers printing and saving as the bridge says', async () => {
      const pdf = Buffer.from('%PDF-1.7\n')
      const printed = await subject.shell.print({ pdf, title: 'Giấy tiếp nhận' })
      expect(bridgeCalls['printing.print'].result.safeParse(printed).success).toBe(true)
      const saved = await subject.shell.savePdf({ pdf, suggestedName: 'giấy.pdf' })
      expect(bridgeCalls['printing.savePdf'].result.safeParse(saved).success).toBe(true)
      const file = { content: Buffer.from('PK\u0003\u0004'), type: 'xlsx' as const, suggestedName: 'sổ.xlsx' }
      expect(bridgeCalls['files.save'].result.safeParse(await subject.shell.saveFile(file)).success).toBe(true)
    })
  })
}
