/** The machine of a desk is lost with dossiers that nobody else has; its second copy and a passphrase bring the desk back. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { look } from './support/act.ts'
import { expect, test } from './support/commune.ts'
import { Officer } from './support/officer.ts'

const it = { name: 'Huỳnh Gia Bảo', pin: '6666' }
const passphrase = 'bảy con trâu ăn cỏ'

test('a desk comes back on another machine from its second copy: nothing lost, no number twice, all of it sent', async ({
  commune,
}) => {
  const first = await commune.addDesk()
  const folder = join(commune.folder, 'o-dia-khac')
  await mkdir(folder)
  await first.openWindow()
  const officer = new Officer(first)
  const { page } = first

  await test.step('the IT officer chooses a folder on another disk and makes the recovery copy', async () => {
    await officer.signIn(it)
    await openMachine(officer)
    await look(page, 'machine')
    await page.getByLabel('Thư mục bản sao').fill(join(commune.folder, 'khong-co'))
    await page.getByLabel('Thư mục bản sao').press('Enter')
    await expect(page.getByText('Không tìm thấy thư mục này. Hãy nhập đường dẫn đầy đủ.')).toBeVisible()
    await page.getByLabel('Thư mục bản sao').fill(folder)
    await page.getByLabel('Thư mục bản sao').press('Enter')
    await expect(page.getByText('Không tìm thấy thư mục này')).toBeHidden()
    await page.getByLabel('Mật khẩu khôi phục').fill('ngắn')
    await page.getByLabel('Nhập lại mật khẩu').fill('ngắn')
    await page.getByRole('button', { name: 'Tạo bản khóa' }).click()
    await expect(page.getByText('Mật khẩu cần ít nhất 12 ký tự')).toBeVisible()
    await page.getByLabel('Mật khẩu khôi phục').fill(passphrase)
    await page.getByLabel('Nhập lại mật khẩu').fill(passphrase)
    await page.getByRole('button', { name: 'Tạo bản khóa' }).click()
    await expect(page.getByText(/^Đã có, tạo lúc/)).toBeVisible()
    await look(page, 'machine-set')
  })

  const codes =
    await test.step('after the next start, an officer works without a link and the copy is made', async () => {
      await first.stopHost()
      await first.startHost()
      await first.openWindow()
      await officer.signIn()
      await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 })
      await first.cutNetwork()
      const taken = [await officer.takeIn(), await officer.takeIn('dang ky ket hon')]
      await openMachine(officer)
      await look(page, 'machine-officer')
      await expect(page.getByText(folder)).toBeVisible()
      await page.getByRole('button', { name: 'Sao ngay' }).click()
      await expect(page.getByText('chưa lần nào')).toBeHidden()
      await look(page, 'machine-copied')
      return taken
    })

  await test.step('the machine is gone', async () => {
    await first.closeWindow()
    await first.killHost()
    await rm(first.hostFolder, { recursive: true })
    await rm(first.profileFolder, { recursive: true })
  })

  const second = await commune.addDesk({ enrolled: false })
  const again = new Officer(second)
  await test.step('on another one: a wrong passphrase brings nothing, the right one the desk', async () => {
    const other = await second.openWindow()
    await other.getByText('Khôi phục máy đã hỏng').click()
    await look(other, 'restore')
    await other.getByLabel('Thư mục chứa bản sao').fill(folder)
    await other.getByLabel('Mật khẩu khôi phục').fill('bảy con bò ăn cỏ')
    await other.keyboard.press('Enter')
    await expect(other.getByText('Mật khẩu khôi phục không đúng.')).toBeVisible({ timeout: 30_000 })
    await look(other, 'restore-wrong')
    await other.getByLabel('Mật khẩu khôi phục').fill(passphrase)
    await other.keyboard.press('Enter')
    await expect(other.getByRole('heading', { level: 1, name: 'Đăng nhập' })).toBeVisible({ timeout: 30_000 })
    await look(other, 'restore-done')
  })

  await test.step('every dossier is there, the next number follows, and the province gets what it lacked', async () => {
    await again.signIn()
    for (const code of codes) await again.openByCode(code)
    const next = await again.takeIn('dang ky khai tu')
    expect(codes).not.toContain(next)
    await first.restoreNetwork()
    await expect(second.page.getByText('Đã gửi hết')).toBeVisible({ timeout: 60_000 })
    await look(second.page, 'restored-sent')
  })
  expect([...first.complaints, ...second.complaints].filter((text) => !text.includes('ERR_'))).toEqual([])
})

async function openMachine(officer: Officer): Promise<void> {
  await officer.command('may ban nay')
  await expect(officer.page.getByRole('heading', { level: 1, name: 'Máy bàn này' })).toBeVisible()
}
