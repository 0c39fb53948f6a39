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
