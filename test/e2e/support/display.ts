/** A screen for programs that cannot do without one. */
import { spawn } from 'node:child_process'

/** The display there is, or one of its own under Xvfb. */
export async function openDisplay(): Promise<{ display: string; close(): void }> {
  const { DISPLAY } = process.env
  if (DISPLAY) return { display: DISPLAY, close: () => undefined }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await new Promise<string>((resolve, reject) => {
    server.on('error', reject)
    server.on('close', () => reject(new Error('Xvfb ended.')))
    server.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`))
  })
  return { display, close: () => void server.kill() }
}
