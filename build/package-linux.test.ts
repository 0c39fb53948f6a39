/** The packaging rules, on a stand-in for Electron's binary: what is packed, what is not. Fuses need the real one. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packaging } from './electron-builder.ts'
import { packageLinux } from './package-linux.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-package-'))
const unpacked = join(folder, 'out', 'linux-unpacked')

function put(path: string, text = 'x'): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** The paths in an asar archive; its header is JSON behind four sizes. */
function listAsar(file: string): string[] {
  const bytes = readFileSync(file)
  const header = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString()) as Entry
  const walk = (entry: Entry, path: string): string[] =>
    entry.files === undefined
      ? [path]
      : Object.entries(entry.files).flatMap(([name, inner]) => walk(inner, `${path}/${name}`))
  return walk(header, '')
}
/** An archive without files: four sizes and the header. */
const emptyAsar = Buffer.concat([Buffer.from(Uint32Array.of(4, 20, 16, 12).buffer), Buffer.from('{"files":{}}')])

interface Entry {
  files?: Record<string, Entry>
}

beforeAll(async () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  put('project/package.json', JSON.stringify({ ...manifest, dependencies: {}, devDependencies: {} }))
  for (const path of ['dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/renderer/index.html'])
    put(`project/${path}`)
  for (const path of ['dist/renderer/assets/a.js', 'dist/renderer/assets/a.js.map', 'dist/.renderer-sources'])
    put(`project/${path}`)
  for (const path of [
    'electron/main.ts',
    'gateway/main.ts',
    '.env',
    'node_modules/left/index.js',
    'README.md',
    'test/a.ts',
  ])
    put(`project/${path}`)
  for (const language of ['vi', 'en-US', 'fr', 'de', 'zh-CN']) put(`electron/locales/${language}.pak`)
  put('electron/version', '41.7.1')
  put('electron/resources/default_app.asar', emptyAsar.toString('latin1'))
  cpSync('/bin/true', join(folder, 'electron', 'electron'))
  const withoutFuses = { electronFuses: null, directories: { output: join(folder, 'out') } }
  const projectFolder = join(folder, 'project')
  await packageLinux({ electronFolder: join(folder, 'electron'), projectFolder, overrides: withoutFuses })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the packaged desk', () => {
  it('holds the bundles, its manifest, and nothing else', () => {
    expect(listAsar(join(unpacked, 'resources', 'app.asar')).sort()).toEqual([
      '/dist/electron/main.js',
      '/dist/electron/preload.cjs',
      '/dist/renderer/assets/a.js',
      '/dist/renderer/index.html',
      '/package.json',
    ])
  })

  it('starts what the manifest names, as a module', () => {
    const bytes = readFileSync(join(unpacked, 'resources', 'app.asar')).toString()
    expect(bytes).toContain('"main": "dist/electron/main.js"')
    expect(bytes).toContain('"type": "module"')
    expect(bytes).not.toContain('scripts/start.mjs')
  })

  it('speaks Vietnamese and English only, has its own name, and no demonstration app', () => {
    expect(readdirSync(join(unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'vi.pak'])
    expect(existsSync(join(unpacked, 'mot-cua'))).toBe(true)
    expect(existsSync(join(unpacked, 'resources', 'default_app.asar'))).toBe(false)
  })

  it('has every fuse set on the safe side', () => {
    expect(packaging.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })
})
