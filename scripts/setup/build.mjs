// Builds what the window shows, when its sources changed since the last time.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules, projectNode, root } from './paths.mjs'
import { run, SetUpError } from './run.mjs'
import { say } from './say.mjs'

const targets = {
  renderer: {
    config: 'renderer/vite.config.ts',
    sources: ['renderer', 'shared', 'package-lock.json'],
    result: 'dist/renderer/index.html',
  },
  electron: {
    config: 'build/electron.vite.config.ts',
    sources: ['electron', 'shared', 'build', 'package-lock.json'],
    result: 'dist/electron/main.js',
  },
}

export async function ensureBuilt(name) {
  const target = targets[name]
  const fingerprint = fingerprintOf(target.sources)
  const stamp = join(root, 'dist', `.${name}-sources`)
  if (existsSync(join(root, target.result)) && readStamp(stamp) === fingerprint) return
  say(`Building the ${name === 'renderer' ? 'screens' : 'Electron host'} …`)
  const vite = join(modules, 'vite', 'bin', 'vite.js')
  const { status, output } = await run(projectNode, [vite, 'build', '--config', target.config, '--logLevel', 'warn'], {
    cwd: root,
    quiet: true,
    env: { NODE_ENV: 'production' },
  })
  if (status !== 0) throw new SetUpError(`Building failed:\n${output}`)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, fingerprint)
}

function readStamp(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** By content, not by time: a change of branch and back builds nothing. Tests are no source. */
export function fingerprintOf(paths, base = root) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of listFiles(join(base, path)).sort()) {
      if (/\.test\.tsx?$/.test(file)) continue
      hash.update(file.slice(base.length)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

function listFiles(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}
