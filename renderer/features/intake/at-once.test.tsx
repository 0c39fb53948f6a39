/** The whole application: one save of a procedure that is answered at once. */
import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { closeApps, offlineHost, openApp, signIn } from '../../testing/open-app.tsx'

afterEach(closeApps)

const card = '072190001234||Nguyễn Thị Hoàng Yến|17051990|Nữ|Khu phố 4, Phường Tân Ninh|01072021'

async function fillIn() {
  const app = openApp(offlineHost())
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F2}')
  await app.user.type(await screen.findByLabelText('Tìm thủ tục'), '2.000815{Enter}')
  await app.user.click(await screen.findByLabelText('Quét thẻ căn cước'))
  await app.user.paste(card)
  await waitFor(() => expect(screen.getAllByLabelText(/Họ và tên/)[0]).toHaveValue('Nguyễn Thị Hoàng Yến'))
  return app
}
const typesOf = ({ bridge }: Awaited<ReturnType<typeof fillIn>>) => bridge.journal.map(({ event }) => event.type)

test('records intake, result, return and payment in one save; nothing has to be printed', async () => {
  const app = await fillIn()
  expect(screen.getByText('Thu ngay khi giao: 2.000 đ')).toBeTruthy()
  expect(screen.getByRole('button', { name: /Lưu và trả ngay/ })).toBeTruthy()
  await app.user.keyboard('{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Đã lưu: tiếp nhận và đã trả kết quả')).toBeTruthy()
  expect(typesOf(app)).toEqual(['received', 'resultArrived', 'returned'])
  // Nothing is promised any more.
  expect(screen.queryByText('Hẹn trả kết quả')).toBeNull()
  expect(app.bridge.journal[2]?.event.payload).toMatchObject({ collected: 2000, complete: true })
  expect(document.activeElement?.textContent).toMatch(/Tiếp nhận hồ sơ mới/)
  expect(screen.getByRole('button', { name: /In giấy tiếp nhận/ })).toBeTruthy()
})

test('not at once after all: taken in like any other', async () => {
  const app = await fillIn()
  await app.user.click(screen.getByLabelText('Giao kết quả ngay cho người nộp'))
  await app.user.click(screen.getByRole('button', { name: /Lưu hồ sơ/ }))
  expect(await screen.findByRole('button', { name: /In giấy tiếp nhận/ })).toBeTruthy()
  expect(typesOf(app)).toEqual(['received'])
})

test('a result without a name is said at the field, and nothing is saved', async () => {
  const app = await fillIn()
  await app.user.clear(screen.getByLabelText(/Kết quả giao/))
  await app.user.keyboard('{Control>}{Enter}{/Control}')
  expect(await screen.findByText('Không được để trống')).toBeTruthy()
  expect(typesOf(app)).toEqual([])
})
