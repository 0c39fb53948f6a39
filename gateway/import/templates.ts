/** Empty workbooks to fill in; they need no database. */
import { writeFile } from 'node:fs/promises'
import { calendarTemplate } from '../../shared/deadline/import/write-calendar.ts'
import { catalogueTemplate } from '../../shared/procedure/import/template.ts'
import type { Sheet } from '../../shared/table/cell.ts'
import { writeWorkbook } from './workbook.ts'

const templates = {
  'catalogue-template': () => catalogueTemplate(null),
  'calendar-template': calendarTemplate,
} satisfies Record<string, () => Sheet[]>
export type TemplateName = keyof typeof templates

export function isTemplate(name: string): name is TemplateName {
  return Object.hasOwn(templates, name)
}

/** @returns a line to print */
export async function writeTemplate(name: TemplateName, args: readonly string[]): Promise<string> {
  const [file] = args
  if (file === undefined || args.length !== 1) throw new Error(`Cách dùng: ${name} <file.xlsx>`)
  await writeFile(file, await makeTemplate(name))
  return `đã ghi ${file}`
}

export function makeTemplate(name: TemplateName): Promise<Buffer> {
  return writeWorkbook(templates[name]())
}
