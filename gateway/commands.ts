/** What an administrator does from the command line, once, without serving. */
import { readFile } from 'node:fs/promises'
import { referenceKindSchema } from '../shared/wire/messages.ts'
import { createEnrolmentCode, publish, readmitDesk, revokeDesk } from './admin.ts'
import { need, silent, UsageError } from './command.ts'
import type { Command } from './command.ts'
import { importFile } from './bundles/import-file.ts'
import {
  addConnector,
  listConnectors,
  listDeadLetters,
  replay,
  skipDeadLetter,
  switchConnector,
} from './connectors/admin.ts'
import { createApiKey, revokeApiKeys } from './http/api-keys.ts'
import { formCommands } from './import/form-commands.ts'
import { importCommands } from './import/commands.ts'
import { seedSample } from './sample.ts'
import { beginEpoch, openIdentity } from './store/identity.ts'

export const commands: Record<string, Command> = {
  enrol: {
    usage: 'enrol <commune> <organisation>',
    about: 'in một mã đăng ký dùng một lần cho một quầy',
    async run(store, args) {
      const [communeId = '', organisationId = ''] = need(args, 2)
      return [await createEnrolmentCode(store, { communeId, organisationId })]
    },
  },
  'revoke-desk': {
    usage: 'revoke-desk <desk>',
    about: 'thu hồi quyền kết nối của một quầy (máy mất, máy hỏng)',
    async run(store, args) {
      const [deskId = ''] = need(args, 1)
      return [(await revokeDesk(store, deskId)) ? 'đã thu hồi' : 'không có quầy này, hoặc đã thu hồi']
    },
  },
  'readmit-desk': {
    usage: 'readmit-desk <commune> <organisation> <desk> <public key>',
    about: 'sau khi phục hồi: nhận lại một quầy đã đăng ký sau bản sao lưu, với mã và khóa cũ của nó',
    async run(store, args) {
      const [communeId = '', organisationId = '', deskId = '', publicKey = ''] = need(args, 4)
      await readmitDesk(store, { communeId, organisationId, deskId, publicKey, name: deskId })
      return ['đã nhận lại']
    },
  },
  sample: {
    usage: 'sample',
    about: 'nạp tỉnh mẫu một lần và in mã đăng ký cho mỗi quầy mẫu',
    async run(store, args) {
      need(args, 0)
      const lines = (await seedSample(store)).map(
        async (place) => `${place.organisationId}: ${await createEnrolmentCode(store, place)}`,
      )
      return Promise.all(lines)
    },
  },
  publish: {
    usage: 'publish <catalogue|calendar|officers|organisations|forms> <file.json>',
    about: 'công bố một phiên bản dữ liệu dùng chung',
    async run(store, args) {
      const [kind, file = ''] = need(args, 2)
      const parsed = referenceKindSchema.safeParse(kind)
      if (!parsed.success) throw new UsageError()
      await publish(store, parsed.data, JSON.parse(await readFile(file, 'utf8')))
      return ['đã công bố']
    },
  },
  ...importCommands,
  ...formCommands,
  'new-epoch': {
    usage: 'new-epoch',
    about: 'sau khi phục hồi từ bản sao lưu: các quầy gửi lại những gì tỉnh thiếu',
    async run(store, args) {
      need(args, 0)
      await openIdentity(store)
      return [(await beginEpoch(store.db)).id]
    },
  },
  'import-bundle': {
    usage: 'import-bundle <file> <answer file>',
    about: 'nhận một tệp chuyển bằng USB và ghi tệp phản hồi cho quầy',
    async run(store, args, { attachmentsFolder = null } = silent) {
      const [file = '', answerFile = ''] = need(args, 2)
      return importFile({ store, attachmentsFolder }, file, answerFile)
    },
  },
  'add-connector': {
    usage: 'add-connector <name> <url>',
    about: 'báo mọi thay đổi hồ sơ cho một hệ thống của tỉnh; in khóa ký',
    async run(store, args) {
      const [name = '', url = ''] = need(args, 2)
      return [await addConnector(store, name, url)]
    },
  },
  connectors: {
    usage: 'connectors',
    about: 'các hệ thống được báo, số việc còn chờ và số thư chết',
    async run(store, args) {
      need(args, 0)
      const rows = await listConnectors(store)
      return rows.map(({ id, url, active, waiting, dead }) =>
        [id, url, active ? 'on' : 'off', waiting, dead].join('\t'),
      )
    },
  },
  'switch-connector': {
    usage: 'switch-connector <name> <on|off>',
    about: 'tạm dừng hoặc tiếp tục báo cho một hệ thống',
    async run(store, args) {
      const [name = '', state = ''] = need(args, 2)
      if (state !== 'on' && state !== 'off') throw new UsageError()
      return [(await switchConnector(store, name, state === 'on')) ? state : 'không có hệ thống này']
    },
  },
  'dead-letters': {
    usage: 'dead-letters <name>',
    about: 'các việc một hệ thống không nhận',
    async run(store, args) {
      const [name = ''] = need(args, 1)
      const rows = await listDeadLetters(store, name)
      return rows.map((row) => [row.communeId, row.dossierId, row.position, row.attempts, row.problem].join('\t'))
    },
  },
  replay: {
    usage: 'replay <name> <dead|all|dossier id>',
    about: 'gửi lại các thư chết, tất cả, hoặc một hồ sơ',
    async run(store, args) {
      const [name = '', what = ''] = need(args, 2)
      const chosen = what === 'dead' || what === 'all' ? { what } : ({ what: 'dossier', dossierId: what } as const)
      return [String(await replay(store, name, chosen as Parameters<typeof replay>[2]))]
    },
  },
  'skip-dead-letter': {
    usage: 'skip-dead-letter <name> <dossier id>',
    about: 'bỏ qua một thư chết để các việc sau của hồ sơ được gửi',
    async run(store, args) {
      const [name = '', dossierId = ''] = need(args, 2)
      return [String(await skipDeadLetter(store, name, dossierId))]
    },
  },
  'make-key': {
    usage: 'make-key <core|operator> <name>',
    about: 'tạo khóa cho một hệ thống của tỉnh hoặc một người vận hành; chỉ in một lần',
    async run(store, args) {
      const [role = '', name = ''] = need(args, 2)
      if (role !== 'core' && role !== 'operator') throw new UsageError()
      return [await createApiKey(store, role, name)]
    },
  },
  'revoke-key': {
    usage: 'revoke-key <name>',
    about: 'thu hồi các khóa mang tên này',
    async run(store, args) {
      const [name = ''] = need(args, 1)
      return [String(await revokeApiKeys(store, name))]
    },
  },
}
