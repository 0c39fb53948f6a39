// Child processes of the set-up.
import { spawn } from 'node:child_process'

/**
 * Runs a program to its end. With `quiet`, what it printed is in the answer instead of on the terminal.
 * Never rejects: a program that cannot be started answers with status 127.
 */
export function run(command, args, { cwd, env, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let output = ''
    const collect = (chunk) => {
      output = (output + chunk).slice(-20_000)
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) => resolve({ status: 127, output: error.message }))
    child.on('close', (status) => resolve({ status: status ?? 1, output }))
  })
}

export class SetUpError extends Error {}
