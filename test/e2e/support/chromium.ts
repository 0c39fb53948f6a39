/** Debian's Chromium under Playwright, with a profile that outlives it. */
import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type BrowserContext } from '@playwright/test'
import { quietFlags, sandboxFlags } from '../../../scripts/launch/chromium-window.ts'

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]

export function mustFindChromium(): string {
  const found = process.env.MOTCUA_CHROMIUM ?? known.find((path) => existsSync(path))
  if (found === undefined) throw new Error('There is no Chromium here; npm test installs it where it may.')
  return found
}

export interface WindowSize {
  width: number
  height: number
}

export function openBrowser(profileFolder: string, size: WindowSize): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder, {
    executablePath: mustFindChromium(),
    headless: true,
    args: [...quietFlags, ...sandboxFlags],
    viewport: size,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    acceptDownloads: true,
  })
}

/** kill -9 of the whole browser that runs on this profile: its main process, without a word to anything. */
export async function killBrowser(profileFolder: string): Promise<void> {
  const pid = await mustFindBrowserProcess(profileFolder)
  process.kill(pid, 'SIGKILL')
  for (let attempt = 0; attempt < 200 && existsSync(`/proc/${pid}`); attempt++)
    await new Promise((resolve) => setTimeout(resolve, 25))
}

async function mustFindBrowserProcess(profileFolder: string): Promise<number> {
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const words = (await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')).split('\0')
    const isMain = !words.some((word) => word.startsWith('--type='))
    if (isMain && words.includes(`--user-data-dir=${profileFolder}`)) return Number(entry)
  }
  throw new Error('No browser runs on this profile.')
}

/** What a full disk or a downgrade does to a profile: its IndexedDB is gone. The browser must not be running. */
export async function deleteIndexedDb(profileFolder: string): Promise<void> {
  await rm(join(profileFolder, 'Default', 'IndexedDB'), { recursive: true, force: true })
}
