import { screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { closeApps, offlineHost, openApp } from '../../testing/open-app.tsx'

afterEach(closeApps)

function newMachine() {
  const host = offlineHost()
  const enrolled = host.overrides['app.info']
  const asked: unknown[] = []
  host.overrides['app.info'] = async () => ({ ...(await enrolled?.({}))!, enrolled: false })
  host.overrides['desk.enrol'] = (question) => {
    asked.push(question)
    host.overrides['app.info'] = enrolled!
    return { kind: 'enrolled' }
  }
  return { host, asked }
}

const fields = {
  gateway: () => screen.findByLabelText(/Địa chỉ máy chủ/),
  code: () => screen.findByLabelText(/Mã ghi danh/),
  desk: () => screen.findByLabelText(/Tên bàn làm việc/),
}

describe('a machine that is no desk yet', () => {
  test('is enrolled by keyboard, and then asks who is there', async () => {
    const { host, asked } = newMachine()
    const { user } = openApp(host)
    expect(await fields.gateway()).toHaveFocus()
    await user.keyboard(' https://tinh.example {Tab}ABCD-1234{Tab}Quầy 1{Enter}')
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
    expect(asked).toEqual([{ gatewayUrl: 'https://tinh.example', code: 'ABCD-1234', deskName: 'Quầy 1' }])
  })

  test('says at each field what is wrong, and asks nobody', async () => {
    const { host, asked } = newMachine()
    const { user } = openApp(host)
    await user.type(await fields.gateway(), 'motcua.vn')
    await user.type(await fields.code(), '123{Enter}')
    expect(await fields.gateway()).toBeInvalid()
    expect(await fields.code()).toBeInvalid()
    expect(await fields.desk()).toBeInvalid()
    expect(asked).toEqual([])
  })

  test.each([
    ['OFFLINE', /Không kết nối được/],
    ['WRONG_CODE', /không đúng, đã dùng hoặc đã hết hạn/],
    ['ALREADY_ENROLLED', /đã được ghi danh/],
    ['SERVER', /trả lời lỗi/],
  ] as const)('%s is said plainly, and what was typed stays', async (code, words) => {
    const { host } = newMachine()
    host.overrides['desk.enrol'] = () => ({ kind: 'failed', code })
    const { user } = openApp(host)
    await user.type(await fields.gateway(), 'https://tinh.example')
    await user.type(await fields.code(), 'ABCD-1234')
    await user.type(await fields.desk(), 'Quầy 1{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent(words)
    expect(await fields.code()).toHaveValue('ABCD-1234')
  })

  test('a host that does not answer is no blank window', async () => {
    const { host } = newMachine()
    const working = host.overrides['app.info']!
    host.overrides['app.info'] = () => Promise.reject(new Error('gone'))
    const { user } = openApp(host)
    expect(await screen.findByText('Chương trình chạy nền không trả lời')).toBeVisible()
    host.overrides['app.info'] = working
    await user.keyboard('{Enter}')
    expect(await fields.gateway()).toBeVisible()
  })
})

describe('a province with certificates of its own', () => {
  test('its file goes with the enrolment, and can be taken back', async () => {
    const { host, asked } = newMachine()
    const { user } = openApp(host)
    await user.type(await fields.gateway(), 'https://tinh.example')
    await user.type(await fields.code(), 'ABCD-1234')
    await user.upload(screen.getByLabelText('Tệp chứng thư số'), new File(['-----BEGIN'], 'tinh.pem'))
    expect(await screen.findByText('tinh.pem')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Bỏ' }))
    expect(screen.queryByText('tinh.pem')).toBeNull()
    await user.upload(screen.getByLabelText('Tệp chứng thư số'), new File(['-----BEGIN'], 'tinh.pem'))
    await user.type(await fields.desk(), 'Quầy 1{Enter}')
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
    expect(asked).toMatchObject([{ ownCa: '-----BEGIN' }])
  })
})

describe('a desk that was lost', () => {
  async function openRestore() {
    const { host } = newMachine()
    const asked: unknown[] = []
    const app = openApp(host)
    await app.user.click(await screen.findByRole('radio', { name: 'Khôi phục máy đã hỏng' }))
    return { ...app, host, asked }
  }

  test('is restored, and then asks who is there', async () => {
    const { user, host, asked } = await openRestore()
    host.overrides['desk.restore'] = async (question) => {
      asked.push(question)
      const unenrolled = await host.overrides['app.info']!({})
      host.overrides['app.info'] = () => ({ ...unenrolled, enrolled: true })
      return { kind: 'restored', lines: 8 }
    }
    await user.keyboard('{Enter}')
    await user.type(screen.getByLabelText(/Thư mục chứa bản sao/), ' /media/sao-luu {Enter}')
    expect(screen.getByLabelText(/Mật khẩu khôi phục/)).toBeInvalid()
    expect(asked).toEqual([])
    await user.type(screen.getByLabelText(/Mật khẩu khôi phục/), 'đò ngang sang Gò Dầu{Enter}')
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeVisible()
    expect(asked).toEqual([{ backupFolder: '/media/sao-luu', passphrase: 'đò ngang sang Gò Dầu' }])
  })

  test.each([
    ['WRONG_PASSPHRASE', /Mật khẩu khôi phục không đúng/],
    ['NO_COPY', /không có bản khóa dự phòng/],
    ['NOT_A_FOLDER', /Không tìm thấy thư mục/],
  ] as const)('%s is said plainly, and the folder stays', async (code, words) => {
    const { user, host } = await openRestore()
    host.overrides['desk.restore'] = () => ({ kind: 'failed', code })
    await user.type(screen.getByLabelText(/Thư mục chứa bản sao/), '/media/sao-luu')
    await user.type(screen.getByLabelText(/Mật khẩu khôi phục/), 'gì đó{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent(words)
    expect(screen.getByLabelText(/Thư mục chứa bản sao/)).toHaveValue('/media/sao-luu')
  })
})
