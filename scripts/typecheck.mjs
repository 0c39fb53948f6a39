// One tsconfig per runtime: the compiler itself keeps Node out of the renderer and the DOM out of shared/.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { modules, root } from './setup/paths.mjs'

const runtimes = ['shared', 'renderer', 'electron', 'gateway', 'test', 'scripts']
const compiler = join(modules, 'typescript', 'bin', 'tsc')
let failed = false
for (const runtime of runtimes) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', runtime], { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
