import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { beforeEach, expect, test } from 'vitest'
import { DeskProvider, type Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import { CameraDialog } from './camera-dialog.tsx'
import { pageCamera, type CameraPort } from './camera.ts'

const stopped: string[] = []
let photos: File[]
let camera: CameraPort

function fakeStream(): MediaStream {
  const track = { stop: () => stopped.push('video'), getSettings: () => ({ deviceId: 'b' }) }
  return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream
}

beforeEach(() => {
  stopped.length = 0
  photos = []
  camera = { open: async () => fakeStream(), list: async () => [], photograph: async () => null }
})

function show() {
  const desk = { now: () => new Date('2026-11-24T09:00:00+07:00') } as unknown as Desk
  const view = render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={desk}>
          <CameraDialog port={camera} onPhoto={(file) => photos.push(file)} onClose={() => view.unmount()} />
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  return userEvent.setup()
}
const shoot = () => screen.findByRole('button', { name: /^Chụp/ })

test('pages are photographed one after the other, by keyboard; another camera; the light goes out', async () => {
  const asked: (string | null)[] = []
  camera = {
    open: async (which) => {
      asked.push(which)
      return fakeStream()
    },
    list: async () => [
      { id: 'a', label: 'Webcam' },
      { id: 'b', label: '' },
    ],
    photograph: async () => new Blob([new Uint8Array([0xff, 0xd8, 0xff])]),
  }
  const user = show()
  ;(await shoot()).focus()
  await user.keyboard('{Enter}')
  expect(await screen.findByText(/Đã chụp 1 trang/)).toBeVisible()
  await user.keyboard('{Enter}')
  expect(await screen.findByText(/Đã chụp 2 trang/)).toBeVisible()
  expect(photos.map(({ name }) => name)).toEqual([
    'Ảnh chụp 24-11-2026 09-00-00 (1).jpg',
    'Ảnh chụp 24-11-2026 09-00-00 (2).jpg',
  ])
  await user.selectOptions(screen.getByLabelText('Camera'), 'a')
  await waitFor(() => expect(asked).toEqual([null, 'a']))
  await user.click(await screen.findByRole('button', { name: /Xong/ }))
  await waitFor(() => expect(stopped).toHaveLength(2))
})

test.each([
  ['NotFoundError', /không có camera/],
  ['NotAllowedError', /Camera đang bị chặn/],
  ['NotReadableError', /chương trình khác đang dùng camera/],
  ['TypeError', /Không mở được camera/],
])('%s is said plainly, and trying again works', async (name, words) => {
  camera.open = () => Promise.reject(new DOMException('x', name))
  const user = show()
  expect(await screen.findByText(words)).toBeVisible()
  camera.open = async () => fakeStream()
  await user.click(screen.getByRole('button', { name: 'Thử lại' }))
  await user.click(await shoot())
  expect(await screen.findByText(/Chưa có hình/)).toBeVisible()
  expect(photos).toEqual([])
})

test('a browser without cameras is like a machine without one', async () => {
  await expect(pageCamera.open(null)).rejects.toMatchObject({ name: 'NotFoundError' })
})
