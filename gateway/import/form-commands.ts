/** Corrected forms from a file, on the command line. */
import { readFile, writeFile } from 'node:fs/promises'
import { describeForms } from '../../shared/forms/import/describe-changes.ts'
import { need, silent } from '../command.ts'
import type { Command } from '../command.ts'
import { checkCommune, decide, describeProblems } from './commands.ts'
import { exportForms, planFormsFile, publishForms } from './forms.ts'
import { describeScheduled } from './moments.ts'

export const formCommands = {
  'import-forms': {
    usage: 'import-forms <file.json> [--from yyyy-mm-dd] [--commune <id>] [--version <name>] [--dry-run] [--yes]',
    about: 'nhập mẫu giấy đã sửa: báo lỗi từng chỗ, xem trước chữ nào thêm, chữ nào bớt, rồi công bố',
    async run(store, args, around = silent) {
      const [file = ''] = need(args, 1)
      const { flags } = around
      const communeId = await checkCommune(store, flags)
      const bytes = await readFile(file)
      const version = flags.version ?? null
      const { problems, list, changes, scheduled } = await planFormsFile(store, {
        bytes,
        communeId,
        version,
        now: Date.now(),
      })
      const report = describeProblems(problems)
      if (list === null) throw new Error([...report, 'Không nhập gì.'].join('\n'))
      const preview = [...report, ...describeForms(changes), ...describeScheduled(scheduled)]
      if (changes.length === 0) return preview
      return decide(around, preview, (inForceFrom) => publishForms(store, list, { communeId, inForceFrom }))
    },
  },
  'forms-export': {
    usage: 'forms-export <file.json> [--commune <id>]',
    about: 'ghi các mẫu giấy đang dùng ra tệp, để sửa và nhập lại',
    async run(store, args, { flags } = silent) {
      const [file = ''] = need(args, 1)
      const { forms } = await exportForms(store, await checkCommune(store, flags))
      await writeFile(file, `${JSON.stringify(forms, null, 2)}\n`)
      return [`đã ghi ${file}: ${forms.length} mẫu giấy`]
    },
  },
} satisfies Record<string, Command>
