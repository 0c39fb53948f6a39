/** What the province imports on its command line is at the counter; a year that is not published is no reason to send anyone away. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import type { Catalogue } from '../../shared/procedure/catalogue.ts'
import { expect, test } from './support/commune.ts'
import type { Commune } from './support/commune.ts'
import { Officer } from './support/officer.ts'

const exec = promisify(execFile)
const readSample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../gateway/sample/${name}`, import.meta.url), 'utf8'))

/** The embedded database is open to one process: the gateway rests meanwhile. */
async function administer(commune: Commune, command: string, ...args: string[]): Promise<string> {
  const data = join(commune.folder, 'gateway', 'database')
  const all = ['gateway/main.ts', command, ...args, '--data', data]
  return (await exec(process.execPath, all, { env: { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: '' } }))
    .stdout
}

const published = readSample('calendar.json') as WorkingCalendar

async function importForCounter(commune: Commune): Promise<void> {
  const sample = readSample('catalogue.json') as Catalogue
  const [first, ...others] = sample.procedures
  if (first === undefined) throw new Error('the sample is empty')
  const renamed = { ...first, name: 'Đăng ký khai sinh theo quyết định mới', version: '9/QĐ-UBND' }
  const file = join(commune.folder, 'danh-muc.json')
  await writeFile(file, JSON.stringify({ ...sample, version: 'nhap-1', procedures: [renamed, ...others] }))
  expect(await administer(commune, 'import-catalogue', file, '--yes')).toContain('thay đổi 1')
}

async function publishYears(commune: Commune, version: string, years: number[]): Promise<void> {
  const file = join(commune.folder, 'lich.json')
  await writeFile(file, JSON.stringify({ ...published, version, years }))
  await administer(commune, 'publish', 'calendar', file)
}

test('a catalogue from a file is at the counter, and a date in an unknown year is promised as provisional', async ({
  commune,
}) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  const look = async (name: string) => {
    const folder = process.env['LOOK']
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }
  await officer.signIn()
  await commune.stopGateway()
  await importForCounter(commune)
  // As in December, when nobody knows next year's days off: here the present year is the unknown one.
  const year = new Date().getFullYear()
  await publishYears(
    commune,
    'nhap-1',
    published.years.filter((known) => known < year),
  )
  await commune.startGateway()
  await expect(async () => {
    await page.keyboard.press('F2')
    await page.getByLabel('Tìm thủ tục').fill('theo quyết định mới')
    await expect(page.getByText('Đăng ký khai sinh theo quyết định mới').first()).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('due')).toContainText('(tạm tính)')
  await expect(page.getByText(/chưa được công bố/)).toBeVisible()
  await look('intake-provisional')
  await page.keyboard.press('F3')

  const code = await officer.takeIn('ket hon')
  await officer.openByCode(code)
  await expect(page.getByText(/chưa được công bố/)).toBeVisible()
  await commune.stopGateway()
  await publishYears(commune, 'nhap-2', published.years)
  await commune.startGateway()
  await expect(page.getByText(/ịch nghỉ chính thức/)).toBeVisible()
  await look('dossier-settled')
})
