/** The page loads in a real browser through the real host, keeps its content policy, and reaches the bridge. */
import { expect, test } from './support/commune.ts'

test('the desk opens, once per address, and keeps to its content policy', async ({ commune }) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  await expect(page).toHaveTitle('Một Cửa')
  await expect(page.locator('#root')).not.toBeEmpty()
  const info = await page.evaluate(async () => {
    const response = await fetch('/bridge/app.info', {
      method: 'POST',
      headers: { 'content-type': 'application/msgpack' },
      body: Uint8Array.of(0x80),
    })
    return new TextDecoder().decode(await response.arrayBuffer())
  })
  expect(info).toContain('Quầy số 1')
  await page.reload()
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(desk.complaints).toEqual([])
})

test('an address opens the desk once; without its session there is nothing to see or to call', async ({ commune }) => {
  const desk = await commune.addDesk()
  const page = await desk.openWindow()
  const address = (await desk.host.open()) ?? ''
  const other = await fetch(address, { redirect: 'manual' })
  expect(other.status).toBe(303)
  const second = await page.goto(address)
  expect(second?.status()).toBe(401)
  await expect(page.getByRole('heading')).toContainText('chưa được mở')
  const { origin } = desk.host.ready
  expect((await fetch(`${origin}/`)).status).toBe(401)
  const call = await fetch(`${origin}/bridge/app.info`, { method: 'POST', headers: { origin } })
  expect(call.status).toBe(403)
})

test('the window survives a killed host, and the database keeps its origin', async ({ commune }) => {
  const desk = await commune.addDesk()
  await desk.openWindow()
  const { origin } = desk.host.ready
  await desk.killHost()
  await desk.startHost()
  expect(desk.host.ready.origin).toBe(origin)
  await desk.page.reload()
  await expect(desk.page.locator('#root')).not.toBeEmpty()
  await desk.killWindow()
  await desk.openWindow()
  await expect(desk.page.locator('#root')).not.toBeEmpty()
})
