/** A room with two desks on one queue: two windows call without collision, the keeper dies, another desk goes on, and it comes back. */
import { createServer, type AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Page } from '@playwright/test'
import { expect, test } from './support/commune.ts'
import type { Desk } from './support/desk.ts'
import { Officer, officers } from './support/officer.ts'

const leader = { name: 'Phạm Thị Thu Hương', pin: '4444' }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function openMachinePage(page: Page): Promise<void> {
  await page.evaluate(() => void (window.location.hash = '#/machine'))
  await expect(page.getByRole('heading', { level: 1, name: 'Máy bàn này' })).toBeVisible()
}

async function openQueue(page: Page, window: number): Promise<void> {
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { level: 1, name: 'Lấy số và gọi số' })).toBeVisible()
  await page.getByLabel('Cửa số').fill(String(window))
  const print = page.getByLabel('In phiếu sau khi lấy số')
  if (await print.isChecked()) await print.click()
}

/** The number in big type at the officer's window. */
const atWindow = (page: Page, number: string) =>
  expect(page.getByRole('region', { name: 'Cửa của tôi' }).getByText(number, { exact: true })).toBeVisible()

test('one queue for two windows, through the keeper’s death and return', async ({ commune }) => {
  // Playwright's hosts share one machine: without a network there is no address to choose.
  const hasNetwork = Object.values(networkInterfaces()).some((all) =>
    all?.some((one) => !one.internal && one.family === 'IPv4'),
  )
  test.skip(!hasNetwork, 'This machine is on no network.')
  const [first, second] = [await commune.addDesk(), await commune.addDesk()]
  const port = await freePort()
  await setUp(first, second, port)

  for (const [desk, who] of [
    [first, officers.dat],
    [second, officers.kha],
  ] as const) {
    await desk.openWindow()
    await new Officer(desk).signIn(who)
  }
  await openQueue(first.page, 1)
  await openQueue(second.page, 2)
  await expect(second.page.getByText('Hàng chờ chung của phòng · Quầy số 1 giữ · đang nối')).toBeVisible()
  await second.page.keyboard.press('Alt+1')
  await expect(second.page.getByText('Số A001 · Nộp hồ sơ')).toBeVisible()
  await first.page.keyboard.press('Alt+1')
  await expect(first.page.getByText('Số A002 · Nộp hồ sơ')).toBeVisible()
  await expect(second.page.getByText('Đang chờ (2)')).toBeVisible()
  await Promise.all([first, second].map(({ page }) => page.keyboard.press('Control+Enter')))
  await expect(first.page.getByText('Đang chờ (0)')).toBeVisible()
  const shown = await Promise.all(
    [first, second].map(({ page }) => page.locator('text=/^A00[12]$/').first().innerText()),
  )
  expect(shown.toSorted()).toEqual(['A001', 'A002'])

  await first.killHost()
  await expect(second.page.getByText(/Mất nối với Quầy số 1/)).toBeVisible()
  await expect(second.page.getByRole('button', { name: /Nộp hồ sơ/ })).toBeDisabled()
  await second.page.keyboard.press('Alt+g')
  await expect(second.page.getByText(/Số mới bắt đầu bằng 2/)).toBeVisible()
  await second.page.keyboard.press('Control+Enter')
  await expect(second.page.getByText('Bàn này giữ hàng chờ từ bây giờ.')).toBeVisible()
  await second.page.keyboard.press('Alt+1')
  await expect(second.page.getByText('Số 2A001 · Nộp hồ sơ')).toBeVisible()

  await first.startHost()
  await first.openWindow()
  await new Officer(first).signIn(officers.dat)
  await openQueue(first.page, 1)
  await expect(first.page.getByText('Hàng chờ chung của phòng · Quầy số 2 giữ · đang nối')).toBeVisible({
    timeout: 20_000,
  })
  await first.page.keyboard.press('Control+Enter')
  await atWindow(first.page, '2A001')
  const board = await second.page.context().newPage()
  await board.goto(`${second.host.ready.origin}/board`)
  await expect(board.getByText('2A001', { exact: true })).toBeVisible()
  await expect(board.getByText(/Số mới bắt đầu bằng 2/)).toBeVisible()
})

/** The leader opens the room at the first desk and lets the second in. */
async function setUp(first: Desk, second: Desk, port: number): Promise<void> {
  await first.openWindow()
  await new Officer(first).signIn(leader)
  await openMachinePage(first.page)
  await first.page.getByLabel('Cổng').fill(String(port))
  await first.page.getByRole('button', { name: 'Mở hàng chờ chung' }).click()
  await first.page.getByRole('button', { name: 'Tạo mã cho một bàn' }).click()
  const code = await first.page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText()
  const address = await first.page.getByText(new RegExp(`^[\\d.]+:${port}$`)).innerText()
  await second.openWindow()
  await new Officer(second).signIn(leader)
  await openMachinePage(second.page)
  await second.page.getByLabel('Địa chỉ bàn giữ hàng chờ').fill(address)
  await second.page.getByLabel('Mã tham gia').fill(code)
  await second.page.getByRole('button', { name: 'Tham gia' }).click()
  await expect(second.page.getByText('Đang nối với Quầy số 1, bàn giữ hàng chờ.')).toBeVisible()
  await expect(first.page.getByRole('row').filter({ hasText: 'Quầy số 2' })).toContainText('đang nối')
}
