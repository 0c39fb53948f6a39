/** 1366×768 is the common old screen, and 200 % what tired eyes need: every screen and dialog has to be usable on it. */
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Page } from '@playwright/test'
import { openAction, save } from './support/act.ts'
import { expect, test } from './support/commune.ts'
import { findLayoutFaults } from './support/layout-faults.ts'
import { Officer, officers } from './support/officer.ts'

const places = [
  ['/', /Chào/],
  ['/search', /Tra cứu/],
  ['/returns', /Trả kết quả/],
  ['/sync', /Đồng bộ/],
  ['/register', /Sổ theo dõi/],
  ['/handover', /Bàn giao/],
  ['/queue', /Lấy số/],
  ['/cash', /Thu phí/],
  ['/report', /II\.06a/],
  ['/prints', /chưa in/],
  ['/machine', /Máy bàn này/],
] as const

test('at 200 % and at 100 % nothing is wider than the screen, no words are cut, and every button can be pressed', async ({
  commune,
}) => {
  test.setTimeout(200_000)
  const desk = await commune.addDesk({ size: { width: 1366, height: 768 } })
  const page = await desk.openWindow()
  const officer = new Officer(desk)
  const walk = new Walk(page)
  await officer.signIn()
  const code = await officer.takeIn()
  for (const percent of [200, 100]) {
    await walk.setScale(percent)
    await walk.look('settings')
    for (const [path, heading] of places) await walk.go(path, heading)
    await walk.keyboardScreens()
    await officer.chooseProcedure('khai sinh')
    await walk.look('intake')
    await officer.openByCode(code)
    await walk.look('dossier')
    await walk.actions()
    await walk.scans(`to-khai-${percent}.pdf`)
    await walk.underNotice()
    await walk.doors(officer)
  }
  expect(walk.faults).toEqual([])
})

class Walk {
  readonly faults: string[] = []
  readonly #page: Page
  #percent = 100

  constructor(page: Page) {
    this.#page = page
  }

  async look(screen: string): Promise<void> {
    // Fonts and lists are there, and nothing moves any more.
    await this.#page.waitForLoadState('networkidle')
    await this.#page.evaluate(async () => {
      await document.fonts.ready
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
    })
    for (const fault of await this.#page.evaluate(findLayoutFaults))
      this.faults.push(`${screen}, ${this.#percent} %: ${fault}`)
  }

  async setScale(percent: number): Promise<void> {
    this.#percent = percent
    await this.#page.keyboard.press('Control+,')
    await this.#page.getByText(`${percent} %`, { exact: true }).click()
    await expect(this.#page.locator('html')).toHaveCSS('font-size', `${(16 * percent) / 100}px`)
  }

  async go(path: string, heading: RegExp): Promise<void> {
    await this.#page.evaluate((hash) => (location.hash = hash), path)
    await expect(this.#page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await this.look(path)
  }

  async keyboardScreens(): Promise<void> {
    for (const [key, name] of [
      ['F1', 'help'],
      ['Control+k', 'palette'],
    ] as const) {
      await this.#page.keyboard.press(key)
      await this.#page.getByRole('dialog').waitFor()
      await this.look(name)
      await this.#close()
    }
  }

  /** Every dialog that the dossier's row of buttons and its menu open. */
  async actions(): Promise<void> {
    const keyed = this.#page.locator('button[aria-keyshortcuts^="Alt+"]:not([aria-keyshortcuts="Alt+0"])')
    for (let n = 1; n <= (await keyed.count()); n++) {
      await this.#page.keyboard.press(`Alt+${n}`)
      await this.#lookAtDialog(`Alt+${n}`)
    }
    await this.#page.keyboard.press('Alt+0')
    await this.#page.getByRole('menuitem').first().waitFor()
    const items = await this.#page.getByRole('menuitem').allInnerTexts()
    for (const [n, item] of items.entries()) {
      if (n > 0) await this.#page.keyboard.press('Alt+0')
      await this.#page.getByRole('menuitem', { name: item, exact: true }).click()
      await this.#lookAtDialog(item)
    }
  }

  /** The pages of a PDF, and the dialog that puts what was saved elsewhere. */
  async scans(name: string): Promise<void> {
    const made = await PDFDocument.create()
    for (let n = 0; n < 3; n++) made.addPage([595, 842])
    const buffer = Buffer.from(await made.save())
    await this.#page.getByLabel('Chọn tệp bản quét').setInputFiles({ name, mimeType: 'application/pdf', buffer })
    await this.#page.getByRole('button', { name: `Xem trước ${name}` }).click()
    await this.#page.getByRole('listitem', { name: 'Trang 3', exact: true }).waitFor()
    await this.look('pages of a PDF')
    await this.#close()
    await this.#page.getByRole('button', { name: /^Lưu 1 bản quét/ }).click()
    await this.#page
      .getByRole('button', { name: /^Sắp lại/ })
      .first()
      .click()
    await this.#lookAtDialog('refile')
  }

  /** The message of what was saved a moment ago lies beside the next dialog, not on it. */
  async underNotice(): Promise<void> {
    await openAction(this.#page, 'Ghi chú')
    await this.#page.getByRole('dialog').getByRole('textbox').first().fill('Ghi chú')
    await save(this.#page)
    const undo = this.#page.getByRole('button', { name: /^Hoàn tác/ })
    await undo.last().waitFor()
    await this.look('undo notice')
    await openAction(this.#page, 'Công dân yêu cầu rút')
    await this.#lookAtDialog('withdrawal under a notice')
    await this.#page.keyboard.press('F7')
    await this.#page.getByRole('button', { name: /^Khóa sổ/ }).waitFor()
    await this.#page.keyboard.press('Alt+k')
    await this.#page.getByRole('dialog').waitFor()
    await expect(undo.last()).toBeVisible()
    await this.look('close the book under a notice')
    await this.#close()
  }

  /** What an officer sees before the desk is open. */
  async doors(officer: Officer): Promise<void> {
    await officer.command('khoa man hinh')
    const pin = this.#page.getByLabel(/^Mã PIN của/)
    await pin.waitFor()
    await this.look('locked')
    await pin.fill(officers.dat.pin)
    await pin.press('Enter')
    await expect(pin).toBeHidden()
    await officer.command('dang xuat')
    await this.#page.getByRole('radio').first().waitFor()
    await this.look('sign-in')
    await officer.signIn()
  }

  async #lookAtDialog(name: string): Promise<void> {
    const dialog = this.#page.getByRole('dialog')
    await dialog.waitFor()
    const preview = dialog.getByRole('img', { name: /Trang 1/ })
    await expect(preview.or(dialog.getByRole('button', { name: /Lưu|Ký|Xác nhận|Đóng/ })).first()).toBeVisible()
    await this.look(name)
    await this.#close()
  }

  async #close(): Promise<void> {
    await this.#page.keyboard.press('Escape')
    await expect(this.#page.getByRole('dialog')).toBeHidden()
  }
}
