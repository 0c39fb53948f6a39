/** Every screen, light and dark, against axe-core: the officer at the next desk may need it. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/commune.ts'
import { Officer } from './support/officer.ts'

const byKey: [string, string][] = [
  ['home', 'Escape'],
  ['intake', 'F2'],
  ['search', 'F3'],
  ['returns', 'F4'],
  ['sync', 'F6'],
  ['register', 'F7'],
  ['handover', 'F8'],
  ['queue', 'F9'],
  ['cash', 'F10'],
]
const byCommand = ['bao cao', 'chua in', 'may ban nay', 'cai dat']

for (const scheme of ['light', 'dark'] as const)
  test(`no screen has an accessibility fault that axe-core knows of, ${scheme}`, async ({ commune }) => {
    const desk = await commune.addDesk()
    const page = await desk.openWindow()
    const officer = new Officer(desk)
    const faults: string[] = []
    await page.emulateMedia({ colorScheme: scheme })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    faults.push(...(await check(page, 'sign-in')))
    await officer.signIn()
    const code = await officer.takeIn()
    faults.push(...(await check(page, 'saved')))
    for (const [name, key] of byKey) {
      if (name === 'home') await page.getByRole('link', { name: 'Trang chủ' }).click()
      else await page.keyboard.press(key)
      await page.waitForLoadState('networkidle')
      faults.push(...(await check(page, name)))
    }
    for (const words of byCommand) {
      await officer.command(words)
      faults.push(...(await check(page, words)))
    }
    await officer.openByCode(code)
    faults.push(...(await check(page, 'dossier')))
    expect(faults).toEqual([])
  })

async function check(page: Page, screen: string): Promise<string[]> {
  // Half-faded colours of an entering element are not its colours.
  await page.evaluate(async () => {
    const endless = (animation: Animation) => animation.effect?.getComputedTiming().iterations === Infinity
    const ending = document.getAnimations().filter((animation) => !endless(animation))
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${screen}: ${id}: ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  )
}
