// Electron's binary, if it can be had. Its package comes from the npm registry, the binary from elsewhere: on many closed
// networks that download is refused, or hangs.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memory, modules } from './paths.mjs'
import { say } from './say.mjs'

const rememberedMs = 7 * 24 * 3600_000
const folder = join(modules, 'electron')
const memoryFile = join(memory, 'electron.json')

/** Path of Electron's binary, or null. */
export function getElectron(electronFolder = folder) {
  try {
    const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'))
    const installed = readFileSync(join(electronFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const binary = join(electronFolder, 'dist', readFileSync(join(electronFolder, 'path.txt'), 'utf8').trim())
    return installed === version && existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

/** Tries the download unless it failed within the last week. Gives up after 15 seconds without a byte. */
export async function ensureElectron({ retry = false, stallMs = 15_000 } = {}) {
  const present = getElectron()
  if (present !== null) return present
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD || (!retry && failedLately())) return null
  say('Fetching Electron …')
  await download(stallMs)
  const binary = getElectron()
  if (binary === null) remember()
  return binary
}

function failedLately() {
  try {
    const { version, failedAt } = JSON.parse(readFileSync(memoryFile, 'utf8'))
    return version === electronVersion() && Date.now() - failedAt < rememberedMs
  } catch {
    return false
  }
}

function remember() {
  mkdirSync(memory, { recursive: true })
  writeFileSync(memoryFile, JSON.stringify({ version: electronVersion(), failedAt: Date.now() }))
}

function electronVersion() {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
}

function download(stallMs) {
  const temporary = join(memory, 'electron-download')
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { recursive: true })
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    })
    let last = { size: 0, at: Date.now() }
    const watch = setInterval(() => {
      const size = sizeOf(temporary) + sizeOf(join(folder, 'dist'))
      if (size !== last.size) last = { size, at: Date.now() }
      else if (Date.now() - last.at > stallMs) child.kill('SIGKILL')
    }, 500)
    const finish = () => {
      clearInterval(watch)
      rmSync(temporary, { recursive: true, force: true })
      resolve()
    }
    child.on('error', finish)
    child.on('close', finish)
  })
}

function sizeOf(path) {
  try {
    const names = readdirSync(path, { recursive: true })
    return names.reduce((sum, name) => sum + (statSync(join(path, name), { throwIfNoEntry: false })?.size ?? 0), 0)
  } catch {
    return 0
  }
}
