/** The set-up's decisions. What it does to a machine is shown by running it on a clean clone. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planFolders } from '../launch/data-folder.ts'
import { fingerprintOf } from './build.mjs'
import { whyInstall } from './dependencies.mjs'
import { getElectron } from './electron-binary.mjs'
import { addUp, readPlaywright, readVitest } from './test-results.mjs'

const folderOf = () => mkdtempSync(join(tmpdir(), 'mot-cua-setup-'))
const lock = (packages: Record<string, object>) => ({ packages: { '': {}, ...packages } })
const a = { version: '1.0.0', integrity: 'sha512-a' }

describe('whether packages have to be installed', () => {
  it('is no when what is there is what the lock file says', () => {
    expect(whyInstall(lock({ 'node_modules/a': a }), lock({ 'node_modules/a': a }))).toBe(null)
  })
  it('is no when only packages for other systems are missing', () => {
    const wanted = lock({ 'node_modules/a': a, 'node_modules/win': { ...a, optional: true } })
    expect(whyInstall(wanted, lock({ 'node_modules/a': a }))).toBe(null)
  })
  it('is yes when nothing is there, something is missing, older, or another of the same version', () => {
    const wanted = lock({ 'node_modules/a': a })
    expect(whyInstall(wanted, null)).toMatch(/none/)
    const others: Record<string, object>[] = [
      {},
      { 'node_modules/a': { ...a, version: '0.9.0' } },
      { 'node_modules/a': { ...a, integrity: 'x' } },
    ]
    for (const found of others) expect(whyInstall(wanted, lock(found))).toMatch(/changed/)
  })
  it('is refused without a lock file', () => {
    expect(() => whyInstall(null, null)).toThrow(/package-lock/)
  })
})

describe('whether the screens have to be built', () => {
  it('depends on names and content of sources, not on tests or times', () => {
    const base = folderOf()
    mkdirSync(join(base, 'renderer'))
    const put = (name: string, text: string) => writeFileSync(join(base, 'renderer', name), text)
    const now = () => fingerprintOf(['renderer'], base)
    put('a.ts', '1')
    const first = now()
    put('a.ts', '1')
    put('a.test.ts', 'x')
    put('b.test.tsx', 'x')
    expect(now()).toBe(first)
    put('a.ts', '2')
    expect(now()).not.toBe(first)
    put('a.ts', '1')
    put('c.ts', '')
    expect(now()).not.toBe(first)
  })
})

describe('Electron’s binary', () => {
  it('is there only when whole and of the version wanted', () => {
    const folder = folderOf()
    const put = (path: string, text: string) => {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    expect(getElectron(folder)).toBe(null)
    put('package.json', '{"version":"41.7.1"}')
    put('path.txt', 'electron')
    put('dist/version', 'v41.7.0')
    put('dist/electron', '')
    expect(getElectron(folder)).toBe(null)
    put('dist/version', 'v41.7.1\n')
    expect(getElectron(folder)).toBe(join(folder, 'dist', 'electron'))
  })
})

describe('numbers of a test run', () => {
  const report = (value: unknown) => {
    const file = join(folderOf(), 'report.json')
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
    return file
  }
  const unit = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, testResults: [] }
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 4 }

  it('are those of the reports, added up', () => {
    expect(readVitest(report(unit), 0)).toEqual({ passed: 5, failed: 0, skipped: 3 })
    expect(readPlaywright(report({ stats }), 0)).toEqual({ passed: 3, failed: 0, skipped: 4 })
    expect(
      addUp([
        { passed: 5, failed: 1, skipped: 3 },
        { passed: 3, failed: 0, skipped: 4 },
      ]),
    ).toEqual({
      passed: 8,
      failed: 1,
      skipped: 7,
    })
  })

  it('show a failure for a file that did not load, an error outside of tests, a flaky test', () => {
    const broken = [{ status: 'failed', assertionResults: [] }]
    expect(readVitest(report({ ...unit, testResults: broken }), 1).failed).toBe(1)
    expect(readVitest(report(unit), 1).failed).toBe(1)
    expect(readPlaywright(report({ stats: { ...stats, flaky: 1 } }), 0).failed).toBe(1)
    expect(readPlaywright(report({ stats }), 1).failed).toBe(1)
  })

  it('show a failure for a report that is missing or damaged', () => {
    for (const read of [readVitest, readPlaywright])
      for (const file of ['/none.json', report('{'), report('null'), report('{}')])
        expect(read(file, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('folders of the sample commune', () => {
  it('lie with the user’s data, the key file apart from them', () => {
    const folders = planFolders(null, {}, '/home/a')
    expect(folders.gateway).toBe('/home/a/.local/share/mot-cua/gateway')
    expect(folders.desk(2)).toEqual({
      host: '/home/a/.local/share/mot-cua/desk-2',
      browser: '/home/a/.local/share/mot-cua/desk-2-browser',
    })
    expect(folders.keyFile).toBe('/home/a/.config/mot-cua/protector.key')
  })
  it('follow XDG and --data; a relative path in a variable does not count', () => {
    expect(planFolders(null, { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: 'c' }, '/home/a')).toMatchObject({
      gateway: '/d/mot-cua/gateway',
      keyFile: '/home/a/.config/mot-cua/protector.key',
    })
    expect(planFolders('/tmp/x', { XDG_DATA_HOME: '/d' }, '/home/a').gateway).toBe('/tmp/x/gateway')
  })
})
