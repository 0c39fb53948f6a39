/** An officer at a desk, by keyboard as far as the desk is made for it. The words are those on the screen. */
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Desk } from './desk.ts'

export const officers = {
  dat: { name: 'Trần Quốc Đạt', pin: '2222' },
  kha: { name: 'Thạch Thị Sóc Kha', pin: '3333' },
} as const

export const deskLeader = { name: 'Phạm Thị Thu Hương', pin: '4444' } as const

/** Invented; the numbers fit name, birth and sex. */
export const citizen = {
  name: 'Nguyễn Thị Hoàng Yến',
  idNumber: '072190001234',
  address: 'Khu phố 4, Phường Tân Ninh, Tỉnh Tây Ninh',
  phone: '0912 345 678',
  card: '072190001234|290111222|Nguyễn Thị Hoàng Yến|17051990|Nữ|Khu phố 4, Phường Tân Ninh, Tỉnh Tây Ninh|01072021',
} as const

export class Officer {
  readonly desk: Desk

  constructor(desk: Desk) {
    this.desk = desk
  }

  get page(): Page {
    return this.desk.page
  }

  async signIn({ name, pin }: { name: string; pin: string } = officers.dat): Promise<void> {
    // The desk remembers who was here last; choosing that officer again is harmless.
    await this.page.getByRole('radio', { name: new RegExp(name) }).click()
    const field = this.page.getByLabel(`Mã PIN của ${name}`)
    await field.fill(pin)
    await field.press('Enter')
    await expect(this.page.getByRole('heading', { level: 1, name: `Chào ${name}` })).toBeVisible()
  }

  /** As a USB reader does, but in one stroke: keys sent from outside come too slowly on a busy machine to be a reader's. */
  async scan(text: string): Promise<void> {
    await this.page.getByLabel('Quét thẻ căn cước').first().focus()
    await this.page.keyboard.insertText(text)
    await this.page.keyboard.press('Enter')
  }

  /** A USB reader's keys, wherever the cursor stands: sent without waiting for each other, or they would come like a hand's. */
  async read(text: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page)
    const keys = [...text].map((key) => ({ key, text: key }))
    const strokes = [...keys, { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }]
    await Promise.all(strokes.map((stroke) => session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke })))
    await session.detach()
  }

  async chooseProcedure(words: string): Promise<void> {
    await this.page.keyboard.press('F2')
    await expect(this.page.getByRole('heading', { level: 1, name: 'Tiếp nhận hồ sơ' })).toBeVisible()
    await this.page.getByLabel('Tìm thủ tục').waitFor()
    await this.page.keyboard.type(words)
    await this.page.keyboard.press('Enter')
    await expect(this.page.getByText('Đổi thủ tục')).toBeVisible()
  }

  /** A whole intake; answers the code that the officer reads out. */
  async takeIn(words = 'xac nhan tinh trang', person: { card: string; phone: string } = citizen): Promise<string> {
    await this.chooseProcedure(words)
    await this.scan(person.card)
    await this.page.getByLabel('Điện thoại').fill(person.phone)
    await this.page.keyboard.press('Control+Enter')
    const code = this.page
      .getByRole('status')
      .filter({ hasText: 'Mã hồ sơ' })
      .locator('p')
      .filter({ hasText: /-\d{6}-/ })
    await expect(code.first()).toBeVisible()
    return (await code.first().innerText()).trim()
  }

  /** By the palette, in words typed without diacritics. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k')
    const palette = this.page.getByRole('dialog')
    await palette.getByRole('textbox').fill(words)
    await this.page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
  }

  async search(text: string): Promise<void> {
    await this.page.keyboard.press('F3')
    await expect(this.page.getByRole('heading', { level: 1, name: 'Tra cứu' })).toBeVisible()
    await this.page.keyboard.type(text)
  }

  async openByCode(code: string): Promise<void> {
    await this.search(code)
    await this.page.getByRole('row').filter({ hasText: code }).first().dblclick()
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(code)
  }
}
