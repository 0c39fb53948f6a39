/** What an officer does to an open dossier: an action by its name, its dialog, and saving it. */
import { expect, type Locator, type Page } from '@playwright/test'

/** An action with a page of its own instead of a dialog. */
export async function openPage(page: Page, name: string): Promise<void> {
  const bar = page.getByRole('group', { name: 'Việc có thể làm' })
  await bar.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await expect(bar).toBeHidden()
}

/** From the row of buttons, or from *Việc khác* when it is seldom done. */
export async function openAction(page: Page, name: string): Promise<Locator> {
  const bar = page.getByRole('group', { name: 'Việc có thể làm' })
  const button = bar.getByRole('button', { name: new RegExp(`^${name}( Alt|$)`) })
  await expect(bar).toBeVisible()
  if ((await button.count()) > 0) await button.click()
  else {
    await page.keyboard.press('Alt+0')
    await page.getByRole('menuitem', { name, exact: true }).click()
  }
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  return dialog
}

export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** What cannot be taken back is asked once more. */
export async function saveConfirmed(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: 'Xác nhận và lưu' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
}

/** A picture for whoever looks at the screens: `LOOK=<folder>`. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}
