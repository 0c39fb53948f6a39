import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { MemoryDisk } from '../../../test/support/memory-disk.ts'
import { createTestShell } from '../../../test/support/test-shell.ts'
import { restoreVault, writeRecoveryCopy } from './recovery.ts'
import { deriveKey, seal, unseal } from './seal.ts'
import { createVault, openVault, type VaultPlace } from './vault.ts'

const folder = '/data/vault'
const files = [`${folder}/keys.json`, `${folder}/keys-copy.json`] as const

function place(disk = new MemoryDisk()): VaultPlace & { disk: MemoryDisk } {
  return { disk, folder, protector: createTestShell().protector }
}

describe('vault', () => {
  it('opens to the same keys, which sign for the desk', async () => {
    const here = place()
    expect(await openVault(here)).toBeNull()
    const made = await createVault(here)
    const opened = await openVault(here)
    expect(opened?.publicKey).toBe(made.publicKey)
    expect(opened?.dataKey).toEqual(made.dataKey)
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: made.publicKey }, format: 'jwk' })
    const bytes = Buffer.from('hồ sơ')
    expect(verify(null, bytes, key, Buffer.from(opened!.sign(bytes), 'base64url'))).toBe(true)
    expect(here.disk.contentOf(files[0]).includes(made.secrets.dataKey)).toBe(false)
  })

  it('never replaces keys', async () => {
    const here = place()
    await createVault(here)
    await expect(createVault(here)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' })
    here.disk.setContent(files[0], Buffer.from('x'))
    here.disk.delete(files[1])
    await expect(createVault(here)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' })
  })

  it('one damaged copy, at any byte, is repaired from the other', async () => {
    const here = place()
    const made = await createVault(here)
    const whole = here.disk.contentOf(files[0])
    for (let at = 0; at < whole.length; at += 7)
      for (const file of files) {
        const damaged = Buffer.from(whole)
        damaged[at]! ^= 4
        here.disk.setContent(file, at % 2 === 0 ? damaged : whole.subarray(0, at))
        expect((await openVault(here))?.publicKey).toBe(made.publicKey)
        expect(here.disk.contentOf(file)).toEqual(whole)
      }
  })

  it('both damaged, or another machine: a clear error, and nothing is touched', async () => {
    const here = place()
    await createVault(here)
    const foreign = { ...here, protector: createTestShell().protector }
    await expect(openVault(foreign)).rejects.toMatchObject({ code: 'VAULT_FOREIGN' })
    for (const file of files) here.disk.setContent(file, Buffer.from('rác'))
    await expect(openVault(here)).rejects.toMatchObject({ code: 'VAULT_DAMAGED', name: 'HostStartError' })
    expect(here.disk.contentOf(files[0]).toString()).toBe('rác')
    here.disk.delete(files[1])
    await expect(openVault(here)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' })
  })

  it('that could not be written completely is not half there', async () => {
    for (let step = 0; step < 14; step++) {
      const here = place()
      here.disk.failAt(step, { code: 'ENOSPC', partly: 10 })
      const made = await createVault(here).catch(() => null)
      here.disk.heal()
      here.disk.crash()
      const opened = await openVault(here)
      expect(opened?.publicKey).toBe(made?.publicKey ?? opened?.publicKey)
    }
  })
})

describe('recovery copy', () => {
  const passphrase = 'sông Vàm Cỏ Đông chảy'

  it('opens the vault again on another machine, and needs the right passphrase', async () => {
    const here = place()
    const made = await createVault(here)
    await writeRecoveryCopy(here, made, passphrase)
    const elsewhere = { ...here, protector: createTestShell().protector }
    await expect(restoreVault(elsewhere, 'sông Vàm Cỏ Tây chảy')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
    await expect(openVault(elsewhere)).rejects.toMatchObject({ code: 'VAULT_FOREIGN' })
    const restored = await restoreVault(elsewhere, ` ${passphrase.normalize('NFD')}`)
    expect(restored.dataKey).toEqual(made.dataKey)
    expect((await openVault(elsewhere))?.publicKey).toBe(made.publicKey)
    expect(here.disk.paths().filter((path) => path.endsWith('.aside'))).toHaveLength(2)
  })

  it('is refused when weak, missing or damaged', async () => {
    const here = place()
    const made = await createVault(here)
    await expect(writeRecoveryCopy(here, made, 'ngắn')).rejects.toThrow(RangeError)
    await expect(restoreVault(here, passphrase)).rejects.toMatchObject({ code: 'RECOVERY_MISSING' })
    here.disk.setContent(`${folder}/recovery.json`, Buffer.from('{"version":1}'))
    await expect(restoreVault(here, passphrase)).rejects.toMatchObject({ code: 'RECOVERY_DAMAGED' })
    expect((await openVault(here))?.publicKey).toBe(made.publicKey)
  })
})

describe('seal', () => {
  it('opens in its own place under its own key only, and never twice alike', () => {
    const key = deriveKey(new Uint8Array(32), 'a')
    const sealed = seal(key, Buffer.from('hồ sơ'), 'here')
    expect(unseal(key, sealed, 'here')?.toString()).toBe('hồ sơ')
    expect(unseal(key, sealed, 'there')).toBeNull()
    expect(unseal(deriveKey(new Uint8Array(32), 'b'), sealed, 'here')).toBeNull()
    expect(seal(key, Buffer.from('hồ sơ'), 'here').equals(sealed)).toBe(false)
    for (let at = 0; at < sealed.length; at++) {
      const damaged = Buffer.from(sealed)
      damaged[at]! ^= 1
      expect(unseal(key, damaged, 'here')).toBeNull()
      expect(unseal(key, sealed.subarray(0, at), 'here')).toBeNull()
    }
  })
})
