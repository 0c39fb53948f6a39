/** Runs electron-builder on a folder that holds Electron: `package-linux.ts ELECTRON_FOLDER`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, Platform, type Configuration } from 'electron-builder'
import { packaging } from './electron-builder.ts'

export interface PackageOptions {
  electronFolder: string
  projectFolder: string
  /** For tests, which have no real Electron. */
  overrides?: Configuration
}

export async function packageLinux({ electronFolder, projectFolder, overrides }: PackageOptions): Promise<void> {
  const electronVersion = readFileSync(join(electronFolder, 'version'), 'utf8').trim().replace(/^v/, '')
  await build({
    projectDir: projectFolder,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: { ...packaging, electronDist: electronFolder, electronVersion, ...overrides },
  })
}

if (process.argv[1] === import.meta.filename)
  await packageLinux({ electronFolder: process.argv[2] ?? '', projectFolder: join(import.meta.dirname, '..') })
