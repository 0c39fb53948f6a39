/** A reader on every screen, through the whole application. */
import { notifications } from '@mantine/notifications'
import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { queueTicketContent } from '../../../shared/forms/read-scan.ts'
import { closeApps, offlineHost, openApp, signIn, type OpenedApp } from '../../testing/open-app.tsx'
import { readWithReader } from '../../testing/reader.ts'

afterEach(async () => {
  await closeApps()
  notifications.clean()
})

const card = '072190001234|290111222|Nguyễn Thị Hoàng Yến|17051990|Nữ|Khu phố 4, Phường Tân Ninh|01072021'
const home = () => screen.findByRole('heading', { level: 1, name: /^Chào/ })
const nameField = async () => (await screen.findAllByLabelText(/Họ và tên/))[0] as HTMLInputElement

async function openHome(): Promise<OpenedApp> {
  const app = openApp(offlineHost())
  await signIn(app)
  await home()
  return app
}

/** Takes in one dossier and answers its number. */
async function takeIn(app: OpenedApp): Promise<string> {
  await app.user.keyboard('{F2}')
  await app.user.type(await screen.findByLabelText('Tìm thủ tục'), 'xac nhan tinh trang{Enter}')
  await screen.findByText('Đổi thủ tục')
  readWithReader(card)
  await waitFor(async () => expect((await nameField()).value).toBe('Nguyễn Thị Hoàng Yến'))
  await app.user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByRole('button', { name: /In giấy tiếp nhận/ })
  return (app.bridge.journal.at(-1)?.event.payload as { number: { code: string } } | undefined)?.number.code ?? ''
}
const goHome = async (app: OpenedApp) => {
  window.location.hash = '#/'
  await home()
  return app
}

describe('a dossier’s code', () => {
  test('opens the dossier from home, and from a field without leaving a trace in it', async () => {
    const app = await openHome()
    const code = await takeIn(app)
    await goHome(app)
    readWithReader(code)
    expect(await screen.findByRole('heading', { level: 1, name: new RegExp(code.replaceAll('.', '\\.')) })).toBeTruthy()
    await app.user.keyboard('{F3}')
    const text = (await screen.findByLabelText('Tìm hồ sơ')) as HTMLInputElement
    await waitFor(() => expect(text).toHaveFocus())
    readWithReader(code)
    expect(text.value).toBe('')
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/dossiers\//))
  })

  test('on the screen of returns chooses the dossier, and the next scan the next', async () => {
    const app = await openHome()
    const code = await takeIn(app)
    await app.user.keyboard('{F4}')
    await screen.findByRole('heading', { level: 1, name: 'Trả kết quả' })
    readWithReader(code)
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/returns\/./))
    readWithReader('000.00.01.H53-261124-7777')
    expect(await screen.findByText(/Không tìm thấy hồ sơ có mã “000.00.01.H53-261124-7777”/)).toBeTruthy()
    readWithReader(card)
    expect(await screen.findByText(/chưa có hồ sơ nào chờ trả kết quả/)).toBeTruthy()
  })

  test('that this machine does not have is said, with what to do', async () => {
    await openHome()
    readWithReader('000.00.01.H53-261124-7777')
    expect(await screen.findByText(/Máy này chưa có hồ sơ mang mã vừa quét/)).toBeTruthy()
  })

  test('while a dialog is open goes nowhere, and the dialog stays as it is', async () => {
    const app = await openHome()
    const code = await takeIn(app)
    await goHome(app)
    readWithReader(code)
    await app.user.click(await screen.findByRole('button', { name: /^Ghi chú/ }))
    const dialog = await screen.findByRole('dialog')
    const note = dialog.querySelector('textarea') as HTMLTextAreaElement
    await app.user.type(note, 'dang ghi')
    readWithReader(code)
    expect(await screen.findByText(/Đang mở một hộp thoại/)).toBeTruthy()
    expect(note.value).toBe('dang ghi')
    expect(app.bridge.journal).toHaveLength(1)
  })
})

describe('an ID card', () => {
  test('from home begins an intake with the person filled in', async () => {
    await openHome()
    readWithReader(card)
    // The draft opens first, and takes the person then.
    await waitFor(async () => expect((await nameField()).value).toBe('Nguyễn Thị Hoàng Yến'))
    expect(window.location.hash).not.toContain('072190001234')
    expect(JSON.stringify(window.history.state)).not.toContain('072190001234')
  })

  test('on the search lists the person’s dossiers', async () => {
    const app = await openHome()
    const code = await takeIn(app)
    await app.user.keyboard('{F3}')
    await screen.findByLabelText('Tìm hồ sơ')
    readWithReader(card)
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Tìm hồ sơ').value).toBe('072190001234'))
    expect((await screen.findAllByText(code)).length).toBeGreaterThan(0)
  })

  test('that cannot be read says why and changes nothing', async () => {
    await openHome()
    readWithReader('072190001234||Nguy?n|17051990|Nữ|Khu phố 4|01072021')
    expect(await screen.findByText(/Chưa đọc được thẻ căn cước/)).toBeTruthy()
    expect(window.location.hash.replace('#', '')).not.toMatch(/\w/)
  })
})

describe('anything else', () => {
  test.each([
    ['https://vneid.gov.vn/abc', /địa chỉ một trang web/],
    ['8934563138165', /dãy 13 chữ số/],
    [queueTicketContent('A-012'), /vé số thứ tự/],
  ])('%s is said by its kind, without its content', async (text, words) => {
    await openHome()
    readWithReader(text)
    const notice = await screen.findByText(words)
    expect(notice.closest('[role=alert]')?.textContent).not.toContain(text.slice(-6))
  })

  test('read with the cursor in a field may be put there', async () => {
    const app = await openHome()
    await app.user.keyboard('{F3}')
    const field = (await screen.findByLabelText('Tìm hồ sơ')) as HTMLInputElement
    readWithReader('8934563138165')
    expect(field.value).toBe('')
    await app.user.click(await screen.findByRole('button', { name: 'Đưa vào ô đang nhập' }))
    expect(field.value).toBe('8934563138165')
  })

  test('a bundle’s name leads to the page of sticks', async () => {
    await openHome()
    readWithReader('mot-cua-desk-1-20261124T0304.motcua')
    await waitFor(() => expect(window.location.hash).toBe('#/sync'))
  })
})
