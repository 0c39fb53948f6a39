// Programs from Debian's own packages, where the set-up may install them: as root on a Debian or one of its children.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'
import { keepSaying, say } from './say.mjs'

export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  for (const name of names) {
    if (name.includes('/') || name.includes('\\')) {
      if (existsSync(name)) return name
      continue
    }
    for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name)
  }
  return null
}

export const mayInstall = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && findProgram(['apt-get']) !== null

/** Installs what is missing of `{program: package}`; false: something still is. */
export async function ensurePrograms(wanted) {
  const missing = Object.entries(wanted).filter(([program]) => findProgram([program]) === null)
  if (missing.length === 0) return true
  const packages = [...new Set(missing.map(([, name]) => name))]
  if (!mayInstall()) {
    say(`Missing: ${packages.join(', ')} (install them with the system’s package manager).`)
    return false
  }
  say(`Installing ${packages.join(', ')} with apt-get …`)
  const stop = keepSaying('Still installing')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = await run('apt-get', ['update', '-q'], { env, quiet: true })
  const install = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    quiet: true,
  })
  stop()
  if (install.status !== 0) say(`apt-get failed: ${(install.output || update.output).trim().split('\n').at(-1)}`)
  return missing.every(([program]) => findProgram([program]) !== null)
}
