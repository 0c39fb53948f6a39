// npm test: everything from a clean clone to one line of numbers. Plain JavaScript, as in start.mjs. Every step runs even
// when an earlier one failed, for one look at the end should tell all that is wrong.
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureBuilt } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensurePrograms } from './setup/debian.mjs'
import { modules, projectNode, root } from './setup/paths.mjs'
import { startPostgres } from './setup/postgres.mjs'
import { run, SetUpError } from './setup/run.mjs'
import { say } from './setup/say.mjs'
import { addUp, readPlaywright, readVitest } from './setup/test-results.mjs'

const results = join(root, 'test-results')
const unitReport = join(results, 'unit.json')
const endToEndReport = join(results, 'e2e.json')

try {
  await main()
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function main() {
  await ensureDependencies()
  await ensurePrograms({ chromium: 'chromium', pdftotext: 'poppler-utils', zbarimg: 'zbar-tools' })
  await startPostgres()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const counts = []
  counts.push(await check('Types', ['scripts/typecheck.mjs']))
  counts.push(await check('Lint', [join(modules, 'oxlint', 'bin', 'oxlint'), '--deny-warnings', '.']))
  counts.push(await runUnit())
  counts.push(await runEndToEnd())
  const { passed, failed, skipped } = addUp(counts)
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  if (failed > 0) process.exitCode = 1
}

/** A step that passes or fails as a whole; only its failure is counted. */
async function check(name, args) {
  say(name)
  const { status } = await node(args)
  if (status !== 0) say(`${name}: FAILED`)
  return { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 }
}

async function runUnit() {
  say('Unit, property and conformance tests')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]
  const { status } = await node([join(modules, 'vitest', 'vitest.mjs'), 'run', ...reporters])
  return readVitest(unitReport, status)
}

async function runEndToEnd() {
  say('End-to-end tests')
  try {
    await ensureBuilt('renderer')
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    process.stderr.write(`${error.message}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const cli = join(modules, '@playwright', 'test', 'cli.js')
  const { status } = await node([cli, 'test', '--config', 'test/e2e/playwright.config.ts'])
  return readPlaywright(endToEndReport, status)
}

/** On the project's Node, and with its tools first on PATH: this script may run on an older one. */
function node(args) {
  const PATH = [join(modules, '.bin'), dirname(projectNode), process.env.PATH ?? ''].join(
    process.platform === 'win32' ? ';' : ':',
  )
  return run(projectNode, args, { cwd: root, env: { PATH } })
}
