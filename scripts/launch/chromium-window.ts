/** A Chromium window that looks like an application, with a profile of the desk's own. */
import { spawn, type ChildProcess } from 'node:child_process'

/** Chromium would otherwise talk to its maker at every start, which closed networks refuse many times over. */
export const quietFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-domain-reliability',
  '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication',
] as const

/** Chromium's sandbox refuses to run as root. */
export const sandboxFlags: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []

export function openChromiumWindow(binary: string, address: string, profileFolder: string): ChildProcess {
  const flags = [...quietFlags, ...sandboxFlags, '--password-store=basic', '--window-size=1366,768', '--lang=vi']
  return spawn(binary, [...flags, `--user-data-dir=${profileFolder}`, `--app=${address}`], {
    detached: process.platform !== 'win32',
    stdio: 'ignore',
    env: { ...process.env, LANGUAGE: 'vi' },
  })
}
