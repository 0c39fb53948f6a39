/** The two files that Electron gets, as built: the real services start from the one, the other needs Electron alone. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { createBuilder } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bridgeMethods } from '../shared/bridge/contract.ts'
import type { PreloadApi } from '../shared/bridge/preload-api.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bundle-'))
const outDir = join(folder, 'dist', 'electron')

beforeAll(async () => {
  mkdirSync(join(folder, 'dist', 'renderer'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'renderer', 'index.html'), '<!doctype html>')
  const builder = await createBuilder(
    {
      configFile: join(root, 'build', 'electron.vite.config.ts'),
      logLevel: 'error',
      environments: { main: { build: { outDir } }, preload: { build: { outDir } } },
    },
    null,
  )
  await builder.buildApp()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the bundle of the main process', () => {
  it('starts the real services and answers the bridge, with nothing installed beside it', async () => {
    const script = join(root, 'test', 'support', 'run-electron-bundle.ts')
    const { stdout } = await run(process.execPath, [script, join(outDir, 'main.js')], {
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    })
    const { answer, loaded, preload } = JSON.parse(stdout) as Record<string, unknown>
    expect(answer).toMatchObject({ ok: true, value: { hostKind: 'electron', enrolled: false, development: false } })
    expect(loaded).toEqual(['app://mot-cua/'])
    expect(preload).toBe(join(outDir, 'preload.cjs'))
  })

  it('asks for nothing but Node and Electron', () => {
    const text = readFileSync(join(outDir, 'main.js'), 'utf8')
    const wanted = [...text.matchAll(/^import .* from "([^"]+)";$|__require\("([^"]+)"\)/gm)].map(([, a, b]) => a ?? b)
    const known = new Set(['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)])
    expect(wanted.length).toBeGreaterThan(5)
    expect(wanted.filter((name) => !known.has(name ?? ''))).toEqual([])
  })
})

describe('the bundle of the preload', () => {
  it('runs in a sandbox that has Electron alone, and knows the calls of the contract', async () => {
    const invoked: string[] = []
    let listening = 0
    const exposed: Record<string, PreloadApi> = {}
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: PreloadApi) => (exposed[name] = api) },
      ipcRenderer: {
        invoke: async (_channel: string, method: string) => invoked.push(method),
        on: () => listening++,
        off: () => listening--,
      },
    }
    const require = (name: string) => {
      if (name !== 'electron') throw new Error(`The sandbox has no ${name}.`)
      return electron
    }
    const sandbox = { require, exports: {}, module: { exports: {} }, TextEncoder, TextDecoder, URL, navigator: {} }
    runInNewContext(readFileSync(join(outDir, 'preload.cjs'), 'utf8'), sandbox)
    for (const method of [...bridgeMethods, 'other']) await exposed.motCua?.call(method, {})
    expect(invoked).toEqual(bridgeMethods)
    exposed.motCua?.on('other', () => undefined)
    expect(listening).toBe(0)
    const stop = exposed.motCua?.on('disk.low', () => undefined)
    expect(listening).toBe(1)
    stop?.()
    expect(listening).toBe(0)
  })
})
