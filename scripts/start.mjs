// npm start: everything from a clean clone to an open desk. Plain JavaScript for whatever Node is there: node_modules, and
// with it the project's own Node, may not exist yet.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './setup/build.mjs'
import { chromiumMajor, ensureChromium } from './setup/chromium.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron-binary.mjs'
import { projectNode, root } from './setup/paths.mjs'
import { SetUpError } from './setup/run.mjs'
import { say } from './setup/say.mjs'

const help = `npm start [-- flags]

  --desks N           open N desks of the sample commune, each with its own data (default 1)
  --practice          a desk to practise on, with data of its own and no province at all
  --data FOLDER       keep everything there (default: $XDG_DATA_HOME/mot-cua or ~/.local/share/mot-cua)
  --port N            loopback port of the first desk; the next desks take the ports above it
  --no-window         open no window; print the address of each desk
  --browser           use a Chromium window even where Electron is there
  --electron          try Electron's download again although it failed before
`

try {
  await main()
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function main() {
  const flags = readFlags()
  if (flags.help) return void process.stdout.write(help)
  await ensureDependencies()
  const show = await chooseWindow(flags)
  await ensureBuilt('renderer')
  if (show.kind === 'electron') await ensureBuilt('electron')
  const args = [join(root, 'scripts', 'launch.ts'), '--desks', String(flags.desks), '--window', show.kind]
  if (show.binary !== undefined) args.push('--binary', show.binary)
  if (show.major !== undefined && show.major !== null) args.push('--chromium', String(show.major))
  if (flags.practice) args.push('--practice')
  if (flags.data !== undefined) args.push('--data', flags.data)
  if (flags.port !== undefined) args.push('--port', flags.port)
  await handOver(args)
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        desks: { type: 'string', default: '1' },
        practice: { type: 'boolean', default: false },
        data: { type: 'string' },
        port: { type: 'string' },
        'no-window': { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        electron: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const desks = Number(values.desks)
    if (!Number.isInteger(desks) || desks < 1 || desks > 9) throw new SetUpError('--desks takes a number from 1 to 9.')
    if (values.port !== undefined && !(Number(values.port) >= 1024 && Number(values.port) <= 65_000))
      throw new SetUpError('--port takes a number from 1024 to 65000.')
    return { ...values, desks }
  } catch (error) {
    if (error instanceof SetUpError) throw error
    throw new SetUpError(`${error.message}\n\n${help}`)
  }
}

/** Electron where it can be had; else a Chromium window with the Node host; else an address to open by hand. */
async function chooseWindow(flags) {
  if (flags['no-window']) return { kind: 'none' }
  const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (!display) {
    say('There is no display here: the desk runs, and its address to open in a browser is printed below.')
    return { kind: 'none' }
  }
  const electron = flags.browser ? null : await ensureElectron({ retry: flags.electron })
  if (electron !== null) return { kind: 'electron', binary: electron }
  const chromium = await ensureChromium()
  if (chromium === null) {
    say('Neither Electron nor a Chromium is to be had: open the address printed below in a browser.')
    return { kind: 'none' }
  }
  if (!flags.browser)
    say('Electron cannot be had here (its download is not reachable): using a Chromium window instead.')
  return { kind: 'chromium', binary: chromium, major: await chromiumMajor(chromium) }
}

/** The launcher runs on the project's Node and in this terminal: Ctrl+C reaches it directly. */
function handOver(args) {
  return new Promise((resolve) => {
    const child = spawn(projectNode, args, { cwd: root, stdio: 'inherit' })
    const ignore = () => undefined
    process.on('SIGINT', ignore)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 1
      resolve()
    })
    child.on('close', (status, signal) => {
      process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1)
      resolve()
    })
  })
}
