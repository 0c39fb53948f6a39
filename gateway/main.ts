/** The gateway's command line. `node gateway/main.ts --help` says what it can do. */
import { parseArgs } from 'node:util'
import { createEnrolmentCode } from './admin.ts'
import { startGateway } from './gateway.ts'
import { seedSample } from './sample.ts'
import { beginEpoch } from './store/identity.ts'
import { openStore } from './store/store.ts'
import type { StoreOptions } from './store/store.ts'

const help = `Cổng tiếp nhận của tỉnh (gateway)

  --data <folder>   cơ sở dữ liệu nhúng trong thư mục này; hoặc đặt DATABASE_URL cho máy chủ PostgreSQL
  --port <n>        mặc định 4080
  --host <address>  mặc định 127.0.0.1
  --trust-proxy     đứng sau bộ cân bằng tải: tin X-Forwarded-For
  --sample          nạp tỉnh mẫu một lần và in mã đăng ký cho mỗi quầy mẫu
  --enrol <commune>/<organisation>   in một mã đăng ký quầy rồi thoát
  --new-epoch       sau khi phục hồi từ bản sao lưu: các quầy sẽ gửi lại những gì tỉnh thiếu; rồi thoát
`

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '4080' },
    host: { type: 'string', default: '127.0.0.1' },
    'trust-proxy': { type: 'boolean', default: false },
    sample: { type: 'boolean', default: false },
    enrol: { type: 'string' },
    'new-epoch': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = (text: string) => process.stdout.write(`${text}\n`)

function chooseStore(): StoreOptions {
  const url = process.env['DATABASE_URL']
  if (values.data !== undefined) return { kind: 'folder', folder: values.data }
  if (url !== undefined && url !== '') return { kind: 'server', url }
  throw new Error('Cần --data <folder> hoặc DATABASE_URL.')
}

/** Things done once, without serving. */
async function administer(): Promise<boolean> {
  const { enrol } = values
  if (enrol === undefined && !values['new-epoch']) return false
  const store = await openStore(chooseStore())
  try {
    if (values['new-epoch']) say(`epoch ${(await beginEpoch(store.db)).id}`)
    if (enrol !== undefined) {
      const [communeId = '', organisationId = ''] = enrol.split('/')
      say(await createEnrolmentCode(store, { communeId, organisationId }))
    }
    return true
  } finally {
    await store.close()
  }
}

async function serve(): Promise<void> {
  const gateway = await startGateway({
    store: chooseStore(),
    host: values.host,
    port: Number(values.port),
    trustProxy: values['trust-proxy'],
    logLevel: 'info',
  })
  if (values.sample)
    for (const place of await seedSample(gateway.store))
      say(`${place.organisationId}: ${await createEnrolmentCode(gateway.store, place)}`)
  say(`${gateway.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gateway.stop())
}

try {
  if (values.help) say(help)
  else if (!(await administer())) await serve()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
