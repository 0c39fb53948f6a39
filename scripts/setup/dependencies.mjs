// node_modules as package-lock.json has it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules, projectNode, root } from './paths.mjs'
import { run, SetUpError } from './run.mjs'
import { keepSaying, say } from './say.mjs'

export async function ensureDependencies() {
  const reason = whyInstall(readLock(join(root, 'package-lock.json')), readLock(join(modules, '.package-lock.json')))
  if (reason === null && existsSync(projectNode)) return
  say(`Installing packages (${reason ?? 'the project’s Node is missing'}); this takes a minute or two, once.`)
  const stop = keepSaying('Still installing packages')
  // Electron's own download belongs to `npm start`, which knows what to do without it.
  const { status } = await run(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
    },
  )
  stop()
  if (status !== 0) throw new SetUpError('npm ci failed; its words are above.')
  if (!existsSync(projectNode))
    throw new SetUpError('The package "node" brought no binary: npm must be allowed to run its install script.')
  say('Packages are installed.')
}

/**
 * Why `npm ci` has to run; null: what is installed is what the lock file says. Compared package by package, for a time
 * stamp would say "changed" after every change of branch. Packages for other systems may be missing.
 */
export function whyInstall(wanted, installed) {
  if (wanted === null) throw new SetUpError('package-lock.json is missing or damaged.')
  if (installed === null) return 'none are there yet'
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '') continue
    const found = installed.packages[path]
    if (found === undefined && entry.optional === true) continue
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return 'package-lock.json has changed'
  }
  return null
}

function readLock(file) {
  try {
    const lock = JSON.parse(readFileSync(file, 'utf8'))
    return typeof lock?.packages === 'object' && lock.packages !== null ? lock : null
  } catch {
    return null
  }
}
