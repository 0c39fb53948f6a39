/** The gateway's command line. `node gateway/main.ts --help` says what it can do. */
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { UsageError } from './command.ts'
import { commands } from './commands.ts'
import { chooseAttachmentsFolder, startGateway } from './gateway.ts'
import { createOpenApi } from './http/openapi.ts'
import { isTemplate, writeTemplate } from './import/templates.ts'
import { openStore } from './store/store.ts'
import type { StoreOptions } from './store/store.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    attachments: { type: 'string' },
    port: { type: 'string', default: '4080' },
    host: { type: 'string', default: '127.0.0.1' },
    'trust-proxy': { type: 'boolean', default: false },
    sample: { type: 'boolean', default: false },
    'new-epoch': { type: 'boolean', default: false },
    from: { type: 'string' },
    commune: { type: 'string' },
    version: { type: 'string' },
    add: { type: 'boolean' },
    yes: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    help: { type: 'boolean', default: false },
  },
})

function writeHelp(): string {
  const lines = Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${about}`)
  return `Cổng tiếp nhận của tỉnh (gateway)

  node gateway/main.ts [serve] --data <folder> | DATABASE_URL=… [--port 4080] [--host 127.0.0.1] [--trust-proxy]
      [--attachments <folder>] [--sample]
      REPLICA_URL: bản sao chỉ đọc cho trang tra cứu
      METRICS_TOKEN: ai đọc /metrics từ máy khác phải có
  node gateway/main.ts openapi
      in tài liệu OpenAPI
  node gateway/main.ts catalogue-template|calendar-template <file.xlsx>
      ghi một tệp mẫu để điền danh mục thủ tục, lịch làm việc của một năm

Lệnh quản trị, cùng --data hoặc DATABASE_URL:
${lines.join('\n')}
`
}

const say = (text: string) => process.stdout.write(`${text}\n`)

function chooseStore(): StoreOptions {
  const url = process.env['DATABASE_URL']
  if (values.data !== undefined) return { kind: 'folder', folder: values.data }
  const replicaUrl = process.env['REPLICA_URL']
  const replica = replicaUrl === undefined || replicaUrl === '' ? {} : { replicaUrl }
  if (url !== undefined && url !== '') return { kind: 'server', url, ...replica }
  throw new Error('Cần --data <folder> hoặc DATABASE_URL.')
}

function findAsker(): ((question: string) => Promise<string>) | null {
  if (!process.stdin.isTTY) return null
  return async (question) => {
    const line = createInterface({ input: process.stdin, output: process.stdout })
    try {
      return await line.question(`${question} `)
    } finally {
      line.close()
    }
  }
}

async function runCommand(name: string, args: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new Error(`Không có lệnh ${name}. Xem --help.`)
  const chosen = chooseStore()
  const attachmentsFolder = chooseAttachmentsFolder(chosen, values.attachments)
  const store = await openStore(chosen)
  try {
    for (const line of await command.run(store, args, { flags: values, ask: findAsker(), attachmentsFolder })) say(line)
  } catch (error) {
    throw error instanceof UsageError ? new Error(`Cách dùng: ${command.usage}`, { cause: error }) : error
  } finally {
    await store.close()
  }
}

async function serve(): Promise<void> {
  const { METRICS_TOKEN: metricsToken } = process.env
  const gateway = await startGateway({
    store: chooseStore(),
    host: values.host,
    port: Number(values.port),
    trustProxy: values['trust-proxy'],
    logLevel: 'info',
    ...(values.attachments === undefined ? {} : { attachmentsFolder: values.attachments }),
    ...(metricsToken === undefined || metricsToken === '' ? {} : { metricsToken }),
  })
  if (values.sample) for (const line of (await commands['sample']?.run(gateway.store, [])) ?? []) say(line)
  say(gateway.url)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gateway.stop())
}

async function main(): Promise<void> {
  const [name = values['new-epoch'] ? 'new-epoch' : 'serve', ...args] = positionals
  if (values.help) say(writeHelp())
  else if (name === 'openapi') say(JSON.stringify(createOpenApi(), null, 2))
  else if (isTemplate(name)) say(await writeTemplate(name, args))
  else if (name === 'serve') await serve()
  else await runCommand(name, args)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
