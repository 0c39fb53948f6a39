// One tsconfig per runtime: the compiler itself keeps Node out of the renderer and the DOM out of shared/.
import { spawnSync } from 'node:child_process'

const runtimes = ['shared', 'renderer', 'electron', 'gateway', 'test']
let failed = false
for (const runtime of runtimes) {
  const { status } = spawnSync('npx', ['--no-install', 'tsc', '-p', runtime], { stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
