// npm run package: an unpacked Linux application in out/linux-unpacked, where Electron's binary can be had.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron-binary.mjs'
import { projectNode, root } from './setup/paths.mjs'
import { run, SetUpError } from './setup/run.mjs'
import { say } from './setup/say.mjs'

try {
  await ensureDependencies()
  await ensureBuilt('renderer')
  await ensureBuilt('electron')
  const electron = await ensureElectron({ retry: true })
  if (electron === null)
    throw new SetUpError(
      'Electron’s binary cannot be had here (its download is not reachable), so there is nothing to package it in. ' +
        'The bundles are built and lie in dist/. On a machine that has the binary, set ELECTRON_MIRROR or run this again.',
    )
  say('Packaging …')
  const builder = join(root, 'build', 'package-linux.ts')
  const { status } = await run(projectNode, [builder, dirname(electron)], { cwd: root })
  if (status !== 0) throw new SetUpError('Packaging failed; its words are above.')
  say(`Done: out/linux-unpacked (${readdirSync(join(root, 'out', 'linux-unpacked')).length} entries).`)
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
