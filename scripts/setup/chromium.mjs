// A Chromium to show the desk in, where Electron is not to be had.
import { ensurePrograms, findProgram, mayInstall } from './debian.mjs'
import { run } from './run.mjs'

const candidates = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
    String.raw`C:\Program Files\Microsoft\Edge\Application\msedge.exe`,
  ],
}

/** Path of a Chromium, or null. MOTCUA_CHROMIUM names one by hand. */
export async function ensureChromium() {
  const byHand = process.env.MOTCUA_CHROMIUM
  if (byHand) return findProgram([byHand])
  const names = candidates[process.platform] ?? candidates.linux
  const found = findProgram(names)
  if (found !== null || !mayInstall()) return found
  await ensurePrograms({ chromium: 'chromium' })
  return findProgram(names)
}

/** Major version; null: it does not say. */
export async function chromiumMajor(binary) {
  if (process.platform === 'win32') return null
  const { output } = await run(binary, ['--version'], { quiet: true })
  const match = /(\d+)\.\d+\.\d+/.exec(output)
  return match === null ? null : Number(match[1])
}
