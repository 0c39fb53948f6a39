/** Catalogue and calendar from files, on the command line. */
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { describeCalendars } from '../../shared/deadline/import/compare.ts'
import { writeCalendar, writeDays } from '../../shared/deadline/import/write-calendar.ts'
import { describeComparison, describeGaps } from '../../shared/procedure/import/preview.ts'
import { writeCatalogue, writeCatalogueFlat } from '../../shared/procedure/import/write-catalogue.ts'
import { foldWords } from '../../shared/table/cell.ts'
import { describeProblem } from '../../shared/table/report.ts'
import type { TableProblem } from '../../shared/table/report.ts'
import { need, silent, UsageError } from '../command.ts'
import type { Command, Flags, Surroundings } from '../command.ts'
import type { Store } from '../store/store.ts'
import { findCalendar, planCalendar, publishCalendar } from './calendar.ts'
import { findCatalogue, planCatalogue, publishCatalogue } from './catalogue.ts'
import { describeMoved } from './moved-dossiers.ts'
import { makeExport } from './export-file.ts'
import { describeScheduled, startOfDay, writeDay } from './moments.ts'

/** Beyond this the same mistake repeats itself. */
const shownProblems = 1000

export const importCommands = {
  'import-catalogue': {
    usage:
      'import-catalogue <file> [--from yyyy-mm-dd] [--commune <id>] [--add] [--version <name>] [--dry-run] [--yes]',
    about: 'nhập danh mục thủ tục từ .xlsx, .csv, .json: báo lỗi từng ô, xem trước thay đổi, rồi công bố',
    async run(store, args, around = silent) {
      const [file = ''] = need(args, 1)
      const { flags } = around
      const communeId = await checkCommune(store, flags)
      const inForceFrom = mustReadDay(flags)
      const plan = await planCatalogue(store, {
        bytes: await readFile(file),
        communeId,
        add: flags.add ?? false,
        version: flags.version ?? null,
        now: Date.now(),
        inForceFrom,
      })
      const report = describeProblems(plan.problems)
      if (plan.ready === null) throw new Error([...report, 'Không nhập gì.'].join('\n'))
      const { catalogue, comparison, changes, scheduled, gaps } = plan.ready
      const preview = [
        ...report,
        ...describeComparison(comparison, catalogue),
        ...describeGaps(gaps),
        ...describeScheduled(scheduled),
      ]
      if (!changes) return preview
      return decide(around, preview, (inForceFrom) => publishCatalogue(store, catalogue, { communeId, inForceFrom }))
    },
  },
  'catalogue-export': {
    usage: 'catalogue-export <file.xlsx|.csv|.json> [--commune <id>]',
    about: 'ghi danh mục đang dùng ra tệp, để sửa và nhập lại',
    async run(store, args, { flags } = silent) {
      const [file = ''] = need(args, 1)
      const catalogue = await findCatalogue(store, await checkCommune(store, flags))
      if (catalogue === null) throw new Error('Chưa có danh mục nào.')
      const sheets = () => writeCatalogue(catalogue)
      await writeFile(
        file,
        await makeExport(file, { sheets, flat: () => writeCatalogueFlat(catalogue), json: catalogue }),
      )
      return [`đã ghi ${file}: phiên bản ${catalogue.version}, ${catalogue.procedures.length} thủ tục`]
    },
  },
  'import-calendar': {
    usage: 'import-calendar <file> [--from yyyy-mm-dd] [--commune <id>] [--version <name>] [--dry-run] [--yes]',
    about:
      'nhập lịch làm việc của một năm từ .xlsx, .csv, .json: báo lỗi, xem trước, nêu hồ sơ bị ảnh hưởng, rồi công bố',
    async run(store, args, around = silent) {
      const [file = ''] = need(args, 1)
      const { flags } = around
      const communeId = await checkCommune(store, flags)
      const said = { ...(flags.version === undefined ? {} : { version: flags.version }), source: basename(file) }
      const plan = await planCalendar(store, { bytes: await readFile(file), communeId, said })
      const report = describeProblems(plan.problems)
      if (plan.ready === null) throw new Error([...report, 'Không nhập gì.'].join('\n'))
      const { calendar, comparison, moved, changes, scheduled } = plan.ready
      const preview = [
        ...report,
        ...describeCalendars(comparison, calendar),
        ...describeMoved(moved),
        ...describeScheduled(scheduled),
      ]
      if (!changes) return preview
      return decide(around, preview, (inForceFrom) => publishCalendar(store, calendar, { communeId, inForceFrom }))
    },
  },
  'calendar-export': {
    usage: 'calendar-export <file.xlsx|.csv|.json> [--commune <id>]',
    about: 'ghi lịch làm việc đang dùng ra tệp, để sửa và nhập lại',
    async run(store, args, { flags } = silent) {
      const [file = ''] = need(args, 1)
      const calendar = await findCalendar(store, await checkCommune(store, flags))
      if (calendar === null) throw new Error('Chưa có lịch làm việc nào.')
      const sheets = () => writeCalendar(calendar)
      await writeFile(file, await makeExport(file, { sheets, flat: () => writeDays(calendar), json: calendar }))
      return [`đã ghi ${file}: phiên bản ${calendar.version}, năm ${calendar.years.join(', ')}`]
    },
  },
} satisfies Record<string, Command>

export async function checkCommune({ db }: Store, { commune }: Flags): Promise<string | null> {
  if (commune === undefined) return null
  const found = await db.selectFrom('commune').select('commune_id').where('commune_id', '=', commune).executeTakeFirst()
  if (found === undefined) throw new Error(`Không có xã ${commune}.`)
  return commune
}

export function describeProblems(problems: readonly TableProblem[]): string[] {
  const of = (severity: TableProblem['severity']) => problems.filter((problem) => problem.severity === severity)
  const tell = (title: string, some: readonly TableProblem[]) =>
    some.length === 0
      ? []
      : [
          `${title} (${some.length}):`,
          ...some.slice(0, shownProblems).map((problem) => `  ${describeProblem(problem)}`),
          ...(some.length > shownProblems ? [`  … và ${some.length - shownProblems} nữa`] : []),
        ]
  return [...tell('Lỗi', of('error')), ...tell('Cảnh báo', of('warning'))]
}

function mustReadDay({ from }: Flags): Date | null {
  const day = startOfDay(from, Date.now())
  if (day === undefined) throw new UsageError()
  return day
}

/** Published only when somebody said so: with `--yes`, or at the question. */
export async function decide(
  { flags, ask }: Surroundings,
  preview: string[],
  publish: (inForceFrom: Date | null) => Promise<void>,
): Promise<string[]> {
  const inForceFrom = mustReadDay(flags)
  if (flags['dry-run'] === true) return [...preview, 'Chỉ xem trước; chưa công bố.']
  if (flags.yes !== true) {
    if (ask === null) return [...preview, 'Chưa công bố. Thêm --yes để công bố.']
    const answer = await ask([...preview, 'Công bố? (có/không)'].join('\n'))
    if (!['co', 'c', 'yes', 'y'].includes(foldWords(answer))) return ['Không công bố.']
    await publish(inForceFrom)
    return [published(inForceFrom)]
  }
  await publish(inForceFrom)
  return [...preview, published(inForceFrom)]
}

function published(inForceFrom: Date | null): string {
  return inForceFrom === null
    ? 'Đã công bố; các quầy nhận ngay khi có mạng.'
    : `Đã công bố; các quầy nhận từ ${writeDay(inForceFrom)}.`
}
