/** A USB stick as a folder, and the operator who brings it to the gateway's own page. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { BrowserContext, Download, Page } from '@playwright/test'
import { openBrowser } from './chromium.ts'
import type { Commune } from './commune.ts'

const main = fileURLToPath(new URL('../../../gateway/main.ts', import.meta.url))

/** Puts what a page hands out onto the stick. @returns where it lies */
export async function carry(commune: Commune, download: Promise<Download>): Promise<string> {
  const file = await download
  const path = join(commune.folder, 'stick', file.suggestedFilename())
  await file.saveAs(path)
  return path
}

/** As an administrator makes it, from the command line; the embedded database belongs to one process at a time. */
export async function makeOperatorKey(commune: Commune): Promise<string> {
  await commune.stopGateway()
  const args = ['--disable-warning=ExperimentalWarning', main, 'make-key', 'operator', 'van-phong']
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...args,
    '--data',
    join(commune.folder, 'gateway', 'database'),
  ])
  await commune.startGateway()
  return stdout.trim()
}

export interface OperatorWindow {
  page: Page
  /** What the page complained of: breaches of its content policy among them. */
  complaints: string[]
  browser: BrowserContext
}

export async function openOperatorWindow(commune: Commune): Promise<OperatorWindow> {
  const browser = await openBrowser(join(commune.folder, 'operator'), { width: 1366, height: 768 })
  const page = browser.pages()[0] ?? (await browser.newPage())
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { page, complaints, browser }
}
