/**
 * Runs the built main process on the fake of Electron's calls, in plain Node and with the real services, asks it one thing
 * through the bridge and prints the answer: `run-electron-bundle.ts MAIN_JS`. In a process of its own, for it is a whole host.
 */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { electronModule, fake, FakeWindow, invokeAs } from './fake-electron.ts'

Object.assign(globalThis, { electronStandIn: electronModule })
const names = Object.keys(electronModule)
const source = names.map((name) => `export const ${name} = globalThis.electronStandIn.${name};`).join('')
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true }
      : next(specifier, context),
})

await import(pathToFileURL(process.argv[2] ?? '').href)
for (let attempt = 0; attempt < 400 && !(FakeWindow.all[0]?.shown ?? false); attempt++) await wait(25)
const window = FakeWindow.all[0]
if (window === undefined) throw new Error(`No window: ${fake.errors.join()}`)
const answer = await invokeAs(window.webContents, window.webContents.mainFrame, 'mot-cua:call', 'app.info', {})
process.stdout.write(JSON.stringify({ answer, loaded: window.loaded, preload: window.options.webPreferences.preload }))
fake.app.quit()
for (let attempt = 0; attempt < 200 && fake.app.exitCode === null; attempt++) await wait(25)
process.exit(fake.app.exitCode ?? 3)
