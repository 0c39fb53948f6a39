/** Earlier dossiers of a person while typing, through the application and the real database. */
import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { receivedPayload, sampleUuid } from '../../../test/support/event-builder.ts'
import { closeApps, offlineHost, openApp, signIn, type OpenedApp } from '../../testing/open-app.tsx'

afterEach(closeApps)

const people = [
  { name: 'Trần Văn Hoà', idNumber: '072085001111', birth: '1985-01-02', phone: '0912345678' },
  { name: 'Đặng Văn Hòa', idNumber: '072070002222', birth: '1970', phone: '0987000111' },
  { name: 'Lê Thị Đào', idNumber: null, birth: null, phone: null },
]

async function openIntake(): Promise<OpenedApp> {
  const host = offlineHost()
  for (const [n, person] of people.entries()) {
    const base = receivedPayload()
    await host.call('journal.commit', {
      drafts: [
        {
          dossierId: sampleUuid(5, n),
          type: 'received',
          at: `2026-11-2${n}T08:00:00+07:00`,
          payload: {
            ...base,
            number: { code: `000.00.01.H53-26112${n}-0001`, kind: 'leased' },
            submitter: { ...base.submitter, ...person, idKind: person.idNumber === null ? null : 'personalId' },
          },
        },
      ],
    })
  }
  const app = openApp(host)
  await signIn(app)
  await screen.findByRole('heading', { level: 1, name: /Chào/ })
  await app.user.keyboard('{F2}')
  await screen.findByLabelText('Tìm thủ tục')
  return app
}
const field = (label: RegExp) => screen.getAllByLabelText<HTMLInputElement>(label)[0] as HTMLInputElement
const offers = () => screen.getAllByRole('button', { name: /^Lấy thông tin của/ }).map((one) => one.textContent)

test('typing a name without accents offers people in the order of names, numbers masked; Alt and Enter take one over', async () => {
  const app = await openIntake()
  await app.user.type(field(/Họ và tên/), 'van hoa')
  await screen.findByText(/Đã có trong hồ sơ trước: 2 người/)
  expect(offers()[0]).toMatch(/^Đặng Văn Hòasinh 1970 · 072\*+2222gần nhất: 000\.00\.01\.H53-261121-0001/)
  expect(offers()[1]).toMatch(/^Trần Văn Hoà/)
  expect(document.body.textContent).not.toContain('072070002222')
  await app.user.keyboard('{Alt>}{ArrowDown}{Enter}{/Alt}')
  expect(field(/Họ và tên/)).toHaveValue('Trần Văn Hoà')
  expect(field(/Số giấy tờ/)).toHaveValue('072085001111')
  expect(field(/Ngày sinh/)).toHaveValue('02/01/1985')
  expect(field(/Điện thoại/)).toHaveValue('0912345678')
  expect(await screen.findByText(/Đã lấy thông tin của Trần Văn Hoà từ hồ sơ/)).toBeVisible()
  await app.user.click(screen.getByRole('button', { name: 'Hoàn tác' }))
  expect(field(/Họ và tên/)).toHaveValue('van hoa')
})

test('by telephone and by number; garbage offers nobody and breaks nothing', async () => {
  const app = await openIntake()
  await app.user.type(field(/Điện thoại/), '0912 345')
  await waitFor(() => expect(offers()).toHaveLength(1))
  await app.user.clear(field(/Điện thoại/))
  await waitFor(() => expect(screen.queryAllByRole('button', { name: /^Lấy thông tin/ })).toEqual([]))
  await app.user.type(field(/Số giấy tờ/), '0720 70')
  await waitFor(() => expect(offers()[0]).toMatch(/^Đặng Văn Hòa/))
  await app.user.clear(field(/Số giấy tờ/))
  await app.user.type(field(/Họ và tên/), '🙈]]|<script>%00')
  await app.user.keyboard('{Alt>}{Enter}{/Alt}')
  expect(field(/Họ và tên/)).toHaveValue('🙈]]|<script>%00')
  await app.user.clear(field(/Họ và tên/))
  await app.user.type(field(/Họ và tên/), 'dao')
  await waitFor(() => expect(offers()[0]).toMatch(/^Lê Thị Đàokhông có số giấy tờ/))
})
