/** Two desks of one commune work offline on the same dossier and then meet: nothing is lost, hidden, or left open. */
import { expect, test } from './support/commune.ts'
import type { Desk } from './support/desk.ts'
import { Officer, officers } from './support/officer.ts'

test('both return the dossier while apart; afterwards both see both returns and are told so', async ({ commune }) => {
  const desks = [await commune.addDesk(), await commune.addDesk()] as const
  const [first, second] = [new Officer(desks[0]), new Officer(desks[1])]
  await desks[0].openWindow()
  await first.signIn(officers.dat)
  const code = await first.takeIn()
  await recordResult(first, code)
  await expect(first.page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
  await desks[1].openWindow()
  await second.signIn(officers.kha)
  await expect(async () => {
    await second.search(code)
    await expect(second.page.getByRole('row').filter({ hasText: code })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })

  await Promise.all(desks.map((desk) => desk.cutNetwork()))
  for (const officer of [first, second]) {
    await officer.page.keyboard.press('F4')
    await officer.page.getByLabel('Mã hồ sơ').fill(code)
    await officer.page.keyboard.press('Enter')
    await officer.page.getByRole('button', { name: 'Xác nhận đã trả' }).click()
    await expect(officer.page.getByText('Đã lưu: đã trả kết quả')).toBeVisible()
  }
  await Promise.all(desks.map((desk) => desk.restoreNetwork()))

  for (const [desk, officer] of [
    [desks[0], first],
    [desks[1], second],
  ] as const) {
    await expect(desk.page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
    await openAgain(desk, officer, code)
    await expect(desk.page.getByText('Hồ sơ được trả kết quả hai lần.')).toBeVisible({ timeout: 30_000 })
    for (const { name } of Object.values(officers)) await expect(desk.page.getByText(name).first()).toBeVisible()
    await expect(desk.page.getByRole('link', { name: 'Cần xử lý 1' })).toBeVisible()
  }
  await first.page.getByRole('button', { name: 'Ghi cách giải quyết' }).click()
  await first.page.getByLabel('Đã xác minh thế nào, giải quyết ra sao').fill('Hai quầy cùng trả cho một người')
  await first.page.keyboard.press('Control+Enter')
  for (const { page } of [first, second]) {
    await expect(page.getByText(/Đã giải quyết: Hai quầy cùng trả cho một người/)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('link', { name: /Cần xử lý/ })).toBeHidden()
  }
})

async function recordResult(officer: Officer, code: string): Promise<void> {
  await officer.openByCode(code)
  await officer.page.getByRole('button', { name: 'Có kết quả' }).click()
  await expect(officer.page.getByRole('dialog')).toBeVisible()
  await officer.page.keyboard.press('Control+Enter')
  await expect(officer.page.getByRole('dialog')).toBeHidden()
}

async function openAgain(desk: Desk, officer: Officer, code: string): Promise<void> {
  await desk.page.keyboard.press('Escape')
  await officer.openByCode(code)
}
